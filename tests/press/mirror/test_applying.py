import json
import os
from contextlib import suppress
from datetime import timedelta

import pytest
from tests.press.folder import files
from tests.press.mirror.site import FINGERPRINT, NOON, OTHER_KEY, SITE, Mirror, check

from musnad.press.mirror import applying
from musnad.press.mirror.applying import apply
from musnad.press.mirror.errors import BadArchive, NotApplied
from musnad.press.mirror.manifest import FILES, MANIFEST, SIGNATURE

SECOND = {name: body for name, body in SITE.items() if name != "ar/سياسة/index.html"} | {
    "ar/index.html": "<h1>نفي</h1>".encode(),
    "ar/خبر/index.html": "<h1>خبر</h1>".encode(),
}
THIRD = SECOND | {"ar/index.html": "<h1>تأكيد</h1>".encode()}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "site"


@pytest.fixture
def chain(tmp_path):
    """The archives of three mirrors, the second and third as increments."""
    one = Mirror(SITE)
    two = Mirror(SECOND, since=one, sequence=2, made=NOON + timedelta(days=1))
    three = Mirror(THIRD, since=two, sequence=3, made=NOON + timedelta(days=2))
    return [mirror.write(tmp_path / f"{number}.tar.gz") for number, mirror in enumerate((one, two, three), 1)]


def site_in(folder):
    return {name: body for name, body in files(folder).items() if name not in (MANIFEST, SIGNATURE, FILES)}


def test_a_mirror_and_its_increments_make_the_site_of_the_last(chain, folder):
    for archive, site in zip(chain, (SITE, SECOND, THIRD), strict=True):
        apply(archive, folder, FINGERPRINT)
        assert site_in(folder) == site
        assert check(folder, trusted=FINGERPRINT) == []
    assert not (folder / "ar/سياسة").exists()


def test_a_whole_mirror_laid_onto_an_older_one_removes_what_is_gone(chain, folder, tmp_path):
    apply(chain[0], folder, FINGERPRINT)
    apply(Mirror(THIRD, sequence=3, made=NOON + timedelta(days=2)).write(tmp_path / "whole.tar.gz"), folder, "")
    assert site_in(folder) == THIRD
    assert check(folder) == []


def test_the_same_archive_twice_changes_nothing(chain, folder):
    for archive in (chain[0], chain[1], chain[1]):
        apply(archive, folder, FINGERPRINT)
    assert site_in(folder) == SECOND


def test_an_increment_that_skips_one_is_refused(chain, folder):
    apply(chain[0], folder, FINGERPRINT)
    before = files(folder)
    with pytest.raises(NotApplied, match="continues mirror 2, and the folder holds mirror 1"):
        apply(chain[2], folder, FINGERPRINT)
    assert files(folder) == before


def test_an_increment_needs_something_to_continue(chain, folder):
    with pytest.raises(NotApplied, match="begin with a full one"):
        apply(chain[1], folder, FINGERPRINT)


def test_an_older_mirror_is_refused_and_its_date_told(chain, folder, tmp_path):
    for archive in chain[:2]:
        apply(archive, folder, FINGERPRINT)
    before = files(folder)
    with pytest.raises(NotApplied, match="mirror 1 of 2026-11-20 12:00 UTC"):
        apply(chain[0], folder, FINGERPRINT)
    backdated = Mirror(THIRD, sequence=2, made=NOON).write(tmp_path / "backdated.tar.gz")
    with pytest.raises(NotApplied, match="older"):
        apply(backdated, folder, FINGERPRINT)
    assert files(folder) == before


def test_the_first_time_a_key_must_be_named(chain, folder):
    with pytest.raises(NotApplied, match="--key"):
        apply(chain[0], folder, "")


def test_another_key_is_never_taken_silently(chain, folder, tmp_path):
    apply(chain[0], folder, FINGERPRINT)
    forged = Mirror(THIRD, sequence=9, made=NOON + timedelta(days=9), key=OTHER_KEY).write(tmp_path / "forged.tar.gz")
    with pytest.raises(NotApplied, match="another key"):
        apply(forged, folder, "")
    assert site_in(folder) == SITE


def test_a_folder_of_something_else_is_left_alone(chain, folder):
    folder.mkdir()
    (folder / "letter.txt").write_text("رسالة")
    with pytest.raises(NotApplied, match="empty"):
        apply(chain[0], folder, FINGERPRINT)
    assert files(folder) == {"letter.txt": "رسالة".encode()}


def test_a_folder_that_has_no_room_is_left_alone(folder, tmp_path):
    mirror = Mirror(SITE)
    listing = mirror.manifest.files
    huge = type(listing)(listing.count, 1 << 55, listing.length, listing.sha256)
    with pytest.raises(NotApplied, match="has room for"):
        apply(mirror.retell(files=huge).write(tmp_path / "huge.tar.gz"), folder, FINGERPRINT)


def test_nothing_is_written_through_a_link(chain, folder, tmp_path):
    apply(chain[0], folder, FINGERPRINT)
    outside = tmp_path / "outside"
    outside.mkdir()
    for each in (folder / "ar/سياسة").iterdir():
        each.unlink()
    (folder / "ar/سياسة").rmdir()
    (folder / "ar/خبر").symlink_to(outside)
    with pytest.raises(NotApplied, match="leads"):
        apply(chain[1], folder, FINGERPRINT)
    assert list(outside.iterdir()) == []


def test_what_was_altered_between_check_and_use_is_not_laid_down(chain, folder, tmp_path):
    apply(chain[0], folder, FINGERPRINT)
    for packed in ({"ar/index.html": b"x"}, SECOND):
        bent = Mirror(SECOND, since=Mirror(SITE), sequence=2, made=NOON + timedelta(days=1))
        bent.packed = {name: bytes(len(packed[name])) for name in bent.packed if name in packed}
        with pytest.raises(BadArchive):
            apply(bent.write(tmp_path / "bent.tar.gz"), folder, FINGERPRINT)
        assert site_in(folder).items() >= SITE.items()


class Killed(BaseException):
    pass


STEPS = ("unpack", "move", "put_manifest", "remove_former")


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_before_any_step_is_made_good_by_the_same_command(chain, folder, monkeypatch, step):
    apply(chain[0], folder, FINGERPRINT)
    with monkeypatch.context() as patch:
        patch.setattr(applying, step, killed)
        with pytest.raises(Killed):
            apply(chain[1], folder, FINGERPRINT)
    apply(chain[1], folder, FINGERPRINT)
    assert site_in(folder) == SECOND
    assert check(folder) == []


def killed(*_):
    raise Killed


@pytest.mark.parametrize("renames", range(1, 8))
def test_a_kill_between_two_renames_is_made_good(chain, folder, monkeypatch, renames):
    apply(chain[0], folder, FINGERPRINT)
    left = iter(range(renames))
    rename = os.replace

    def counted(source, target, **how):
        if next(left, None) is None:
            raise Killed
        rename(source, target, **how)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", counted)
        with suppress(Killed):
            apply(chain[1], folder, FINGERPRINT)
    # What stands there is at any time whole files, of the old site or of the new one.
    for name, body in site_in(folder).items():
        assert name.startswith("mirror/incoming/") or body in (SITE.get(name), SECOND.get(name))
    apply(chain[1], folder, FINGERPRINT)
    assert site_in(folder) == SECOND
    assert check(folder) == []
    assert json.loads((folder / MANIFEST).read_bytes())["sequence"] == 2
