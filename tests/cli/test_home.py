"""The newsroom's folder: what is its own stays so, and the web server may read the site."""

import stat

from tests.cli.commands import musnad


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_under_a_strict_umask_the_public_folder_alone_is_open_to_the_web_server(tmp_path):
    home = tmp_path / "home"

    assert musnad(home, "publish", umask=0o077).returncode == 0

    assert mode(home / "public") == mode(home / "public" / "ar") == 0o755
    assert mode(home / "public" / "ar" / "index.html") == 0o644
    assert {mode(home / name) for name in ("musnad.sqlite3", "secret.key")} == {0o600}
