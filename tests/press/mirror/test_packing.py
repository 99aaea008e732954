import tarfile
import threading
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from django.db import connections
from django.utils import timezone
from tests.press.board import BROKEN, PICTURE, change, post, withdraw
from tests.press.folder import files, publish
from tests.press.mirror.site import NOON, check

from musnad.newsstand.offline import for_files
from musnad.press import comparing
from musnad.press.locks import one_alone
from musnad.press.mirror.applying import apply
from musnad.press.mirror.errors import BadMirror, NotPacked, Unreadable
from musnad.press.mirror.frozen import frozen
from musnad.press.mirror.keys import fingerprint, kept_key, public_pem
from musnad.press.mirror.manifest import FILES, MANIFEST, OWN, SIGNATURE
from musnad.press.mirror.packing import KEY, Origin, pack, time_of_making
from musnad.press.models import PrintedPage
from musnad.press.pausing import press_held
from musnad.press.publishing import never
from musnad.press.staleness import SITE_WIDE


@pytest.fixture
def origin(home):
    return Origin("https://news.example", "صحيفة الوادي", home, home / "public")


@pytest.fixture
def packed(origin, tmp_path):
    """Pack a mirror; return its archive and what was told of it."""
    numbers = count(1)

    def act(since=None, made=NOON):
        target = tmp_path / f"{next(numbers)}.tar.gz"
        return target, pack(origin, target, since=since, made=made, progress=lambda _: None)

    return act


def key_of(origin):
    return fingerprint(public_pem(kept_key(origin.home / KEY)))


def unpacked(archive, folder, origin):
    apply(archive, folder, key_of(origin))
    return {name: body for name, body in files(folder).items() if name not in OWN}


def printed(home):
    """The printed files, without their compressed twins."""
    return {name: body for name, body in files(home / "public").items() if not name.endswith((".br", ".gz"))}


def site(home):
    """The printed files with links that lead to files."""
    return {
        name: for_files(body.decode()).encode() if name.endswith(".html") else body
        for name, body in printed(home).items()
    }


def test_a_mirror_as_printed_is_the_folder_byte_for_byte(board, home, origin, tmp_path):
    post("jisr", f"خبر الجسر {PICTURE}")
    publish(board)
    as_printed = replace(origin, as_printed=True)
    pack(as_printed, tmp_path / "site.tar.gz", since=None, made=NOON, progress=lambda _: None)
    assert unpacked(tmp_path / "site.tar.gz", tmp_path / "site", origin) == printed(home)


def test_a_mirror_is_the_printed_site_without_twins(board, home, origin, packed, tmp_path):
    post("jisr", f"خبر الجسر {PICTURE}")
    post("maktaba", "خبر المكتبة")
    publish(board)
    archive, told = packed()
    assert check(archive, trusted=key_of(origin)) == []
    assert unpacked(archive, tmp_path / "site", origin) == site(home)
    assert told.manifest.files.count == len(site(home))
    assert (told.manifest.sequence, told.manifest.previous, told.manifest.since) == (1, "", None)
    assert archive.stat().st_mode & 0o777 == 0o644


def test_a_public_folder_elsewhere_is_linked_beside_itself(board, home, origin, tmp_path, settings):
    """A link cannot lead to another filesystem."""
    settings.MUSNAD_PUBLIC = tmp_path / "srv" / "www"
    post("jisr", "خبر الجسر")
    publish(board)
    elsewhere = Origin(origin.site, origin.name, home, settings.MUSNAD_PUBLIC)
    pack(elsewhere, tmp_path / "site.tar.gz", since=None, made=NOON, progress=lambda _: None)
    assert elsewhere.frozen.parent == settings.MUSNAD_PUBLIC.parent
    assert check(tmp_path / "site.tar.gz") == []
    assert [each.name for each in elsewhere.frozen.parent.iterdir() if "mirror" in each.name] == []


def test_the_same_site_makes_the_same_bytes(board, home, origin, packed):
    post("jisr", f"خبر الجسر {PICTURE}")
    publish(board)
    first, _ = packed()
    (home / "mirror/last.json").unlink()
    second, _ = packed()
    assert first.read_bytes() == second.read_bytes()


def test_increments_carry_what_changed_alone_and_make_the_site(board, home, origin, packed, tmp_path):
    bridge = post("jisr", "خبر الجسر")
    library = post("maktaba", f"خبر المكتبة {PICTURE}")
    post("nahr", "خبر النهر")
    publish(board)
    first, _ = packed()
    assert unpacked(first, tmp_path / "site", origin) == site(home)

    change(bridge, "jisr", "خبر الجسر بعد تصحيحه")
    withdraw(library)
    publish(board)
    second, told = packed(since=first, made=NOON + timedelta(hours=1))

    assert (told.manifest.sequence, told.manifest.since.sequence) == (2, 1)
    assert told.manifest.changes.count == 2  # the story and the front
    assert told.manifest.removed.count == 2  # the page and its picture
    assert check(second) == []
    assert unpacked(second, tmp_path / "site", origin) == site(home)
    assert check(tmp_path / "site") == []

    third, told = packed(since=tmp_path / "site", made=NOON + timedelta(hours=2))
    assert (told.manifest.changes.count, told.manifest.removed.count, told.manifest.sequence) == (0, 0, 3)
    assert unpacked(third, tmp_path / "site", origin) == site(home)


def test_another_newsrooms_mirror_is_nothing_to_continue(board, origin, packed, home):
    post("jisr", "خبر الجسر")
    publish(board)
    first, _ = packed()
    (home / KEY).unlink()
    with pytest.raises(BadMirror, match="another key"):
        packed(since=first)
    with pytest.raises(Unreadable):
        packed(since=home / "nothing")


def test_a_page_that_cannot_be_printed_is_packed_as_it_was_last_or_not_at_all(board, home, origin, packed, tmp_path):
    bridge = post("jisr", "خبر الجسر")
    post("nahr", f"خبر {BROKEN}")
    publish(board)
    change(bridge, "jisr", f"خبر الجسر {BROKEN}")
    publish(board)
    archive, _ = packed()
    found = unpacked(archive, tmp_path / "site", origin)
    assert found == site(home)
    assert "ar/jisr/index.html" in found
    assert "ar/nahr/index.html" not in found


def test_a_page_that_somebody_changed_or_removed_by_hand_is_not_signed(board, home, packed):
    post("jisr", "خبر الجسر")
    publish(board)
    page = home / "public/ar/jisr/index.html"
    page.write_text("خبر مدسوس")
    with pytest.raises(NotPacked, match="not as it was printed"):
        packed()
    page.unlink()
    with pytest.raises(NotPacked, match="is gone"):
        packed()
    publish(board, everything=True)
    archive, _ = packed()
    assert check(archive) == []


def test_what_fails_leaves_no_archive_and_no_rest(board, home, packed, tmp_path):
    post("jisr", "خبر الجسر")
    publish(board)
    (home / "public/ar/jisr/index.html").write_text("خبر مدسوس")
    with pytest.raises(NotPacked):
        packed()
    assert sorted(each.name for each in (home / "mirror").iterdir()) == ["lock"]
    assert list(tmp_path.glob("*.tar.gz")) == []


def test_edits_while_it_is_packed_leave_one_moment_of_the_site(board, home, origin, packed, tmp_path):
    """The press prints in another thread all the while; each archive is whole, and its front tells of all its pages."""
    bridge = post("jisr", "خبر الجسر 0")
    publish(board)
    stop, numbers = threading.Event(), count(1)

    def edit():
        try:
            while not stop.is_set():
                number = next(numbers)
                change(bridge, "jisr", f"خبر الجسر {number}")
                post(f"nahr-{number}", f"خبر النهر {number}")
                publish(board)
        finally:
            connections.close_all()

    editing = threading.Thread(target=edit)
    editing.start()
    try:
        archives = [packed(made=NOON + timedelta(hours=hour))[0] for hour in range(3)]
    finally:
        stop.set()
        editing.join()
    for archive in archives:
        assert check(archive) == []
        found = unpacked(archive, tmp_path / "site", origin)
        front = found["ar/index.html"].decode()
        stories = {name for name in found if name.startswith("ar/nahr-")}
        number = max((int(name.split("-")[1].split("/")[0]) for name in stories), default=0)
        assert len(stories) == number
        assert f"خبر الجسر {number}" in front


def test_a_page_replaced_while_all_is_linked_is_linked_anew(board, home, tmp_path):
    bridge = post("jisr", "خبر الجسر")
    publish(board)
    public, page = home / "public", "ar/jisr/index.html"
    scratch = home / "frozen"
    with (tmp_path / "listed").open("w+b") as listed, frozen(public, scratch, home / "press.lock", 5, listed) as one:
        digest = PrintedPage.objects.get(file=page).digest
        assert digest in [each.digest for each in one.files()]
        old = (public / page).read_bytes()
        change(bridge, "jisr", "خبر الجسر بعد تصحيحه")
        publish(board)
        assert (public / page).read_bytes() != old
        assert (one.folder / page).read_bytes() == old
    assert not scratch.exists()


def test_a_press_that_does_not_end_is_not_waited_for_for_ever(board, home, tmp_path):
    post("jisr", "خبر الجسر")
    publish(board)
    with (
        (tmp_path / "listed").open("w+b") as listed,
        press_held(home / "press.lock", never) as held,
        pytest.raises(NotPacked, match="has been printing"),
        frozen(home / "public", home / "frozen", home / "press.lock", 0.2, listed),
    ):
        assert held


def test_two_at_once_do_not_take_one_number(board, home, packed):
    post("jisr", "خبر الجسر")
    publish(board)
    with one_alone(home / "mirror/lock") as held:
        assert held
        with pytest.raises(NotPacked, match="Another mirror"):
            packed()


def test_numbers_go_on_and_a_lost_count_is_told(board, home, packed):
    post("jisr", "خبر الجسر")
    publish(board)
    packed()
    archive, second = packed()
    assert second.manifest.sequence == 2
    assert second.manifest.previous
    (home / "mirror/last.json").write_text("{")
    with pytest.raises(NotPacked, match="backup"):
        packed()
    (home / "mirror/last.json").unlink()
    _, third = packed(since=archive)
    assert third.manifest.sequence == 3


def test_the_time_can_be_told_from_outside(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOON.timestamp())))
    assert time_of_making() == NOON


def test_the_head_comes_first(board, packed):
    post("jisr", "خبر الجسر")
    publish(board)
    archive, _ = packed()
    with tarfile.open(archive) as opened:
        assert opened.getnames()[:3] == [MANIFEST, SIGNATURE, FILES]


def test_an_archive_that_cannot_have_its_name_leaves_no_rest(board, origin, tmp_path):
    post("jisr", "خبر الجسر")
    publish(board)
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        pack(origin, tmp_path / "taken", since=None, made=NOON, progress=lambda _: None)
    assert list(tmp_path.glob(".musnad-mirror-*")) == []


def test_a_name_that_no_mirror_can_have_is_told(board, packed):
    post("jisr\a", "خبر الجسر")
    publish(board)
    with pytest.raises(NotPacked, match="characters that no name has"):
        packed()


def test_a_file_that_no_mirror_can_hold_is_told(board, packed, monkeypatch):
    post("jisr", "خبر الجسر")
    publish(board)
    monkeypatch.setattr("musnad.press.mirror.manifest.LARGEST_FILE", 1000)
    with pytest.raises(NotPacked, match="no mirror can hold more than 1000"):
        packed()


def test_a_mirror_is_of_now_unless_a_moment_is_told(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert abs(timezone.now() - time_of_making()) < timedelta(seconds=20)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795158000")
    assert time_of_making().isoformat() == "2026-11-20T07:00:00+00:00"


def test_the_press_is_not_held_while_it_compares_or_prints_a_site_wide_change(board, home):
    post("jisr", "خبر الجسر")
    publish(board)
    comparing.ask()
    assert not held_now(home)
    publish(board)
    assert held_now(home)
    PrintedPage.objects.update(due_at=timezone.now(), lane=SITE_WIDE)
    assert not held_now(home)
    publish(board)
    assert held_now(home)


def held_now(home):
    """Try three times."""
    tries = iter(range(2))
    with press_held(home / "press.lock", lambda: next(tries, None) is None) as held:
        return held
