import errno
import gzip
import os
import stat
import subprocess
from contextlib import suppress
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from musnad.press import store as store_module
from musnad.press.errors import BadName, SourceLost, StoreFull, StoreRefused
from musnad.press.labels import LabelledFolder
from musnad.press.store import FolderStore
from musnad.press.twins import twins_of

SHORT = "<p>خبر</p>".encode()
LONG = ("<p>افتُتحت مكتبة الحيّ بعد ترميم دام سنتين.</p>\n" * 90).encode()
LONGER = LONG + "<p>وتفتح أبوابها كل يوم.</p>".encode()


def files(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def page_with_twins(name, body):
    return {name: body} | {name + suffix: twin for suffix, twin in twins_of(name, body).items()}


def test_a_page_stands_with_its_twins(store):
    store.put("ar/politics/index.html", LONG)
    found = files(store.root)
    assert set(found) == {f"ar/politics/index.html{suffix}" for suffix in ("", ".br", ".gz")}
    assert found["ar/politics/index.html"] == LONG
    assert brotli.decompress(found["ar/politics/index.html.br"]) == LONG
    assert gzip.decompress(found["ar/politics/index.html.gz"]) == LONG


def test_a_new_page_replaces_the_old_one_and_its_twins(store):
    store.put("a.html", LONG)
    store.put("a.html", LONGER)
    assert files(store.root) == page_with_twins("a.html", LONGER)
    store.put("a.html", SHORT)
    assert files(store.root) == {"a.html": SHORT}


def test_files_are_readable_by_the_web_server_under_a_strict_umask(store):
    before = os.umask(0o077)
    try:
        store.put("ar/culture/index.html", LONG)
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in store.root.rglob("*") if path.is_file()} == {0o644}
    assert stat.S_IMODE((store.root / "ar" / "culture").stat().st_mode) == 0o755


def test_a_large_file_is_copied_from_where_it_is(store, tmp_path):
    video = tmp_path / "video.mp4"
    video.write_bytes(os.urandom(3_000_000))
    store.put("media/ab12/video.mp4", video)
    assert files(store.root) == {"media/ab12/video.mp4": video.read_bytes()}
    assert store.holds("media/ab12/video.mp4", video)


def test_a_style_copied_from_a_file_gets_twins(store, tmp_path):
    style = tmp_path / "site.css"
    style.write_bytes(LONG)
    store.put("assets/site.1a2b.css", style)
    assert files(store.root) == page_with_twins("assets/site.1a2b.css", LONG)
    assert store.holds("assets/site.1a2b.css", style)


def test_holds_sees_every_difference(store, tmp_path):
    assert not store.holds("a.html", LONG)
    store.put("a.html", LONG)
    assert store.holds("a.html", LONG)
    assert not store.holds("a.html", LONG.replace("مكتبة".encode(), "مدرسة".encode()))
    (store.root / "a.html.gz").unlink()
    assert not store.holds("a.html", LONG)
    store.put("a.html", LONG)
    (store.root / "a.html.br").write_bytes(brotli.compress(LONGER))
    assert not store.holds("a.html", LONG)


def test_holds_sees_a_twin_that_should_not_be(store):
    store.put("a.html", SHORT)
    (store.root / "a.html.gz").write_bytes(gzip.compress(LONG))
    assert not store.holds("a.html", SHORT)


def test_holds_sees_that_a_copied_file_differs(store, tmp_path):
    picture, same_size, longer = tmp_path / "1.avif", tmp_path / "2.avif", tmp_path / "3.avif"
    picture.write_bytes(b"one")
    same_size.write_bytes(b"two")
    longer.write_bytes(b"three")
    store.put("media/x.avif", picture)
    assert not store.holds("media/x.avif", same_size)
    assert not store.holds("media/x.avif", longer)
    (store.root / "media" / "folder.avif").mkdir()
    assert not store.holds("media/folder.avif", b"one")
    assert not store.holds("media/x.avif/below.avif", b"one")


def test_has_asks_only_whether_it_is_there(store):
    assert not store.has("a.html")
    store.put("a.html", LONG)
    assert store.has("a.html")


def test_removing_takes_twins_and_emptied_folders_along(store):
    store.put("ar/topic/bridge/index.html", LONG)
    store.put("ar/index.html", LONG)
    assert store.remove("ar/topic/bridge/index.html")
    assert files(store.root) == page_with_twins("ar/index.html", LONG)
    assert not (store.root / "ar" / "topic").exists()
    assert not store.remove("ar/topic/bridge/index.html")
    assert not store.remove("ar/index.html/below.html")
    assert store.remove("ar/index.html")
    assert store.root.is_dir()
    assert list(store.root.iterdir()) == []


def test_names_lists_every_file(store):
    store.put("ar/خبر/index.html", LONG)
    store.put("media/x.avif", b"x")
    names = {"ar/خبر/index.html", "ar/خبر/index.html.br", "ar/خبر/index.html.gz", "media/x.avif"}
    assert set(store.names()) == names


def test_what_a_killed_press_left_in_scratch_is_swept(store):
    (store.scratch / "4711-0").write_bytes(b"half a pa")
    store.tidy()
    assert list(store.scratch.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/etc/passwd",
        "../out.html",
        "ar/../../out.html",
        "ar//index.html",
        "ar/./a.html",
        "ar/",
        "a\0b",
        "..\\x.html",
    ],
)
def test_no_name_leads_out_of_the_folder(store, name):
    with pytest.raises(BadName):
        store.put(name, SHORT)
    with pytest.raises(BadName):
        store.remove(name)


def test_no_symbolic_link_leads_out_of_the_folder(store, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (store.root / "ar").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BadName, match="symbolic link"):
        store.put("ar/index.html", SHORT)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_the_folder_itself_may_be_a_symbolic_link(tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "public").symlink_to(tmp_path / "disk")
    store = FolderStore(tmp_path / "public", tmp_path / "scratch")
    store.open()
    store.put("ar/index.html", SHORT)
    assert files(tmp_path / "disk") == {"ar/index.html": SHORT}


def test_a_name_that_would_be_taken_for_a_twin_is_refused(store):
    with pytest.raises(BadName, match="twin"):
        store.put("feed.xml.gz", b"x")
    store.put("media/archive.tar.gz", b"x")
    assert store.has("media/archive.tar.gz")


def test_a_name_too_long_is_that_pages_failure_alone(store):
    with pytest.raises(BadName):
        store.put(f"ar/{'خ' * 200}.html", LONG)
    assert list(store.scratch.iterdir()) == []


def test_a_file_where_a_folder_must_be_is_that_pages_failure_alone(store):
    store.put("ar", SHORT)
    with pytest.raises(BadName, match="file stands where a folder must be"):
        store.put("ar/index.html", LONG)
    assert files(store.root) == {"ar": SHORT}
    assert list(store.scratch.iterdir()) == []


def test_a_folder_where_a_page_must_be_is_that_pages_failure_alone(store):
    store.put("ar/index.html/below.html", SHORT)
    with pytest.raises(BadName):
        store.put("ar/index.html", LONG)
    assert files(store.root) == {"ar/index.html/below.html": SHORT}
    assert list(store.scratch.iterdir()) == []


def test_a_folder_that_cannot_be_made_says_so(tmp_path):
    (tmp_path / "public").write_text("a file")
    with pytest.raises(StoreRefused, match="public cannot be written"):
        FolderStore(tmp_path / "public", tmp_path / "scratch").open()


def test_a_source_that_is_gone_leaves_nothing_behind(store, tmp_path):
    with pytest.raises(SourceLost, match=r"gone\.avif"):
        store.put("media/x.avif", tmp_path / "gone.avif")
    with pytest.raises(SourceLost):
        store.holds("media/x.avif", tmp_path / "gone.avif")
    assert files(store.root) == {}
    assert list(store.scratch.iterdir()) == []


def fill(ballast):
    """Write into `ballast` until its disk is full."""
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk of 256 KiB."""
    place = tmp_path / "tiny"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount a tmpfs")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_keeps_the_old_page_whole_and_is_made_good_later(tiny_disk):
    store = FolderStore(tiny_disk / "public", tiny_disk / "scratch")
    store.open()
    store.put("ar/index.html", LONG)
    ballast = tiny_disk / "ballast"
    fill(ballast)
    with pytest.raises(StoreFull, match="is full") as caught:
        store.put("ar/index.html", LONGER)
    assert "\n" not in str(caught.value)
    with pytest.raises(StoreFull):
        store.put("ar/new/index.html", LONG)
    assert files(store.root) == page_with_twins("ar/index.html", LONG)
    assert list(store.scratch.iterdir()) == []
    ballast.unlink()
    store.put("ar/index.html", LONGER)
    assert files(store.root) == page_with_twins("ar/index.html", LONGER)


NAME = st.lists(st.sampled_from(["ar", "en", "خبر", "index.html", "x.css", "y.avif"]), min_size=1, max_size=3)
BODY = st.sampled_from([b"", SHORT, LONG, LONGER])


class Shelf(RuleBasedStateMachine):
    """Whatever is put and removed, the folder holds just that, each text with its own twins."""

    root: Path

    def __init__(self):
        super().__init__()
        self.folder = self.root / os.urandom(6).hex()
        self.store = FolderStore(self.folder / "public", self.folder / "scratch")
        self.store.open()
        self.model = {}

    @rule(parts=NAME, body=BODY)
    def put(self, parts, body):
        name = "/".join(parts)
        taken = any(other.startswith(name + "/") or name.startswith(other + "/") for other in self.model)
        if taken:
            with pytest.raises(BadName):
                self.store.put(name, body)
        else:
            self.store.put(name, body)
            self.model[name] = body

    @rule(parts=NAME)
    def remove(self, parts):
        name = "/".join(parts)
        if any(other.startswith(name + "/") for other in self.model):
            with pytest.raises(BadName):
                self.store.remove(name)
        else:
            assert self.store.remove(name) == (self.model.pop(name, None) is not None)

    @rule()
    def open_again(self):
        self.store.open()

    @invariant()
    def the_folder_is_the_model(self):
        wanted = {}
        for name, body in self.model.items():
            wanted |= page_with_twins(name, body)
        assert files(self.store.root) == wanted
        assert all(self.store.holds(name, body) for name, body in self.model.items())
        assert list(self.store.scratch.iterdir()) == []
        assert all(any(folder.iterdir()) for folder in self.store.root.rglob("*") if folder.is_dir())


def test_any_putting_and_removing_leaves_just_what_was_put(tmp_path):
    Shelf.root = tmp_path
    run_state_machine_as_test(Shelf, settings=settings(max_examples=60, stateful_step_count=20, deadline=None))


@given(name=st.text(max_size=40))
@settings(deadline=None, max_examples=300)
def test_a_name_is_refused_or_stays_inside(tmp_path_factory, name):
    folder = tmp_path_factory.getbasetemp() / "inside"
    store = FolderStore(folder / "public", folder / "scratch")
    try:
        place = store.place(name)
    except BadName:
        return
    assert place != store.root
    assert os.path.normpath(place).startswith(f"{store.root}/")


def test_an_error_of_the_whole_folder_is_told_from_one_of_a_name(store):
    with pytest.raises(StoreRefused, match="Read-only"), store._explained("a.html"):
        raise OSError(errno.EROFS, "Read-only file system")
    with pytest.raises(StoreFull), store._explained("a.html"):
        raise OSError(errno.EDQUOT, "Disk quota exceeded")
    with pytest.raises(BadName), store._explained("a.html"):
        raise OSError(errno.ENAMETOOLONG, "File name too long")
    with pytest.raises(StoreRefused), store._explained(""):
        raise OSError(errno.ENOTDIR, "Not a directory")


def vanishing(monkeypatch, times):
    """Take a folder away, as another press does with an empty one, just before a file comes into it, so many times."""
    replace, left = os.replace, iter(range(times))

    def late(draft, target):
        folder = Path(target).parent
        if folder.is_dir() and next(left, None) is not None:
            folder.rmdir()
        return replace(draft, target)

    monkeypatch.setattr(os, "replace", late)


def test_a_folder_that_another_press_takes_away_is_made_again(store, monkeypatch):
    vanishing(monkeypatch, 3)
    store.put("ar/culture/index.html", SHORT)
    assert files(store.root) == {"ar/culture/index.html": SHORT}


def test_a_folder_that_never_stays_is_told(store, monkeypatch):
    vanishing(monkeypatch, 10_000)
    with pytest.raises(StoreRefused, match="again and again"):
        store.put("ar/culture/index.html", SHORT)
    assert list(store.scratch.iterdir()) == []


def test_a_folder_whose_pages_never_had_labels_is_swept(tmp_path):
    store = LabelledFolder(tmp_path / "public", tmp_path / "scratch", tmp_path / "labels")
    store.open()
    store.put("ar/index.html", b"<p>")
    assert store.sweep(lambda names: set()) == 1
    assert not store.labels.exists()


def test_a_link_out_of_the_folder_is_found_however_many_folders_were_seen(store, tmp_path, monkeypatch):
    monkeypatch.setattr(store_module, "FOLDERS_KNOWN", 2)
    for number in range(6):
        store.put(f"ar/{number}/index.html", b"<p>")
    (store.root / "out").symlink_to(tmp_path)
    with pytest.raises(BadName, match="leads out"):
        store.put("out/index.html", b"<p>")
