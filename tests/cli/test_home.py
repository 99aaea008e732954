"""The newsroom's folder: the first use makes it, what is its own stays so, and the web server may read the site."""

import stat
import subprocess
import sys

from tests.cli.commands import environment, musnad


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_the_first_use_makes_the_newsroom_and_tells_the_password_once(first_use, home):
    said = (first_use / "said").read_text()

    again = musnad(home, "publish")

    assert "name:     editor" in said
    assert "password: " in said
    assert "password" not in again.stdout
    assert {path.name for path in home.iterdir()} >= {"musnad.sqlite3", "public", "secret.key"}
    assert mode(home / "secret.key") == 0o600


def test_under_a_strict_umask_the_public_folder_alone_is_open_to_the_web_server(printed_home):
    home = printed_home

    assert mode(home / "public") == mode(home / "public" / "ar") == 0o755
    assert mode(home / "public" / "ar" / "index.html") == 0o644
    assert {mode(home / name) for name in ("musnad.sqlite3", "secret.key")} == {0o600}


LOADED = """
import gc, sys
from musnad.cli.home import load_django
load_django()
load_django()
unneeded = {"nltk", "trafilatura", "musnad.reader.attribution"} & set(sys.modules)
print(sorted(unneeded), gc.isenabled(), gc.get_freeze_count() > 10_000)
"""


def test_a_command_loads_no_reader_of_pages_it_does_not_need_and_looks_for_no_garbage_among_what_stays(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", LOADED], env=environment(tmp_path / "home"), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[] True True"
