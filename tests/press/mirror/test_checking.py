import io
import os
import tarfile
import tracemalloc
import zlib
from datetime import timedelta

import pytest
from tests.press.mirror.site import FINGERPRINT, KEY, NOON, OTHER_KEY, SITE, Mirror, a_list, check, entry, write_archive

from musnad.press.mirror import manifest as form
from musnad.press.mirror.checking import flaw_of_file
from musnad.press.mirror.errors import Unreadable
from musnad.press.mirror.keys import fingerprint, public_pem

CHANGED = SITE | {"ar/index.html": "<h1>نفي</h1>".encode()}
CHANGED.pop("media/picture.webp")


@pytest.fixture
def folder(tmp_path):
    return Mirror(SITE).unpack(tmp_path / "site")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "site.tar.gz"


def test_a_right_mirror_is_right(path, folder):
    assert check(Mirror(SITE).write(path), trusted=FINGERPRINT) == []
    assert check(folder, trusted=FINGERPRINT) == []
    assert check(Mirror({}).write(path)) == []


def test_a_right_increment_is_right(path):
    assert check(Mirror(CHANGED, since=Mirror(SITE), sequence=2).write(path)) == []


# --- folders ---


def test_each_wrong_file_of_a_folder_has_its_line(folder):
    (folder / "ar/index.html").write_text("<h1>سدّ الوادَي</h1>")
    (folder / "assets/site.0a1b.css").write_bytes(b"short")
    (folder / "media/picture.webp").unlink()
    (folder / "ar/new.html").write_text("خبر مدسوس")
    same_size = bytearray(SITE["ar/سياسة/index.html"])
    same_size[5] ^= 1
    (folder / "ar/سياسة/index.html").write_bytes(same_size)

    lines = check(folder)

    assert lines == [
        f"altered: ar/index.html: it has {len((folder / 'ar/index.html').read_bytes())} bytes "
        f"and should have {len(SITE['ar/index.html'])}",
        "altered: ar/سياسة/index.html: its content is another",
        "altered: assets/site.0a1b.css: it has 5 bytes and should have 28",
        "missing: media/picture.webp: it is listed and not there",
        "surplus: ar/new.html: it is there and not listed",
    ]


def test_a_surplus_file_is_found_beside_a_missing_one(folder):
    (folder / "media/picture.webp").rename(folder / "media/other.webp")
    assert len(check(folder)) == 2


def test_links_and_pipes_are_not_followed(folder, tmp_path):
    (tmp_path / "elsewhere").write_bytes(SITE["ar/index.html"])
    (folder / "ar/index.html").unlink()
    (folder / "ar/index.html").symlink_to(tmp_path / "elsewhere")
    (folder / "media/picture.webp").unlink()
    os.mkfifo(folder / "media/picture.webp")
    (folder / "assets/site.0a1b.css").unlink()
    (folder / "assets/site.0a1b.css").mkdir()
    (folder / "ar/loop").symlink_to(folder)
    assert check(folder) == [
        "altered: ar/index.html: it is no plain file",
        "altered: assets/site.0a1b.css: it is no plain file",
        "altered: media/picture.webp: it is no plain file",
        "surplus: ar/loop: it is there and not listed",
    ]


def test_a_surplus_name_cannot_steer_the_terminal(folder):
    (folder / "ar/\x1b[2J.html").touch()
    with open(os.fsencode(folder) + b"/ar/\xff.html", "wb"):  # noqa: PTH123  (a name that is no text)
        pass
    assert sorted(check(folder)) == [
        "surplus: ar/\\u001b[2J.html: it is there and not listed",
        "surplus: ar/\\udcff.html: it is there and not listed",
    ]


@pytest.mark.parametrize("name", [form.MANIFEST, form.SIGNATURE, form.FILES])
def test_a_changed_byte_of_what_is_signed_is_noticed(folder, name):
    body = bytearray((folder / name).read_bytes())
    body[len(body) // 2] ^= 1
    (folder / name).write_bytes(body)
    (line,) = check(folder)
    assert line.startswith("broken: ")


def test_a_folder_without_a_manifest_cannot_be_checked(folder):
    (folder / form.MANIFEST).unlink()
    with pytest.raises(Unreadable):
        check(folder)


def test_a_folder_without_its_list_is_broken(folder):
    (folder / form.FILES).unlink()
    assert check(folder) == ["broken: mirror/files.txt is missing."]


def test_a_pipe_in_place_of_the_manifest_keeps_nobody_waiting(folder):
    (folder / form.MANIFEST).unlink()
    os.mkfifo(folder / form.MANIFEST)
    (line,) = check(folder)
    assert "no plain file" in line


def test_a_huge_manifest_is_not_read(folder):
    with (folder / form.MANIFEST).open("r+b") as file:
        file.truncate(1 << 40)
    (line,) = check(folder)
    assert "larger than" in line


# --- whose, and of when ---


def test_another_key_is_noticed_though_its_signature_is_right(path):
    mirror = Mirror(SITE, key=OTHER_KEY).write(path)
    assert check(mirror) == []
    (line,) = check(mirror, trusted=FINGERPRINT)
    assert fingerprint(public_pem(OTHER_KEY)) in line


def test_a_manifest_that_names_a_key_but_was_signed_by_another_is_broken(path):
    mirror = Mirror(SITE, key=OTHER_KEY).retell(key=public_pem(KEY)).write(path)
    (line,) = check(mirror, trusted=FINGERPRINT)
    assert "signature is wrong" in line


def test_a_manifest_with_a_key_that_is_none_is_broken(path):
    assert len(check(Mirror(SITE).retell(key="مفتاح").write(path))) == 1


def test_an_old_mirror_is_told_where_somebody_asks(folder, time_machine):
    time_machine.move_to(NOON + timedelta(days=3, minutes=1), tick=False)
    assert check(folder, max_age=timedelta(days=4)) == []
    assert check(folder, max_age=timedelta(days=3)) == [
        "old: it was made at 2026-11-20 12:00 UTC; there may be a newer one"
    ]


# --- hostile archives ---


def test_each_wrong_file_of_an_archive_has_its_line(path):
    mirror = Mirror(SITE)
    mirror.packed = {
        "404.html": b"",
        "ar/index.html": b"other",
        "assets/site.0a1b.css": SITE["assets/site.0a1b.css"],
        ".well-known/security.txt": SITE[".well-known/security.txt"],
        "media/picture.webp": bytes(reversed(SITE["media/picture.webp"])),
        "zz.html": b"",
    }
    assert check(mirror.write(path)) == [
        "surplus: 404.html: it is in the archive and not listed",
        f"altered: ar/index.html: it has 5 bytes and should have {len(SITE['ar/index.html'])}",
        "missing: ar/سياسة/index.html: it is listed and not in the archive",
        "altered: media/picture.webp: its content is another",
        "surplus: zz.html: it is in the archive and not listed",
    ]


def test_a_missing_last_file_is_told(path):
    mirror = Mirror(SITE)
    del mirror.packed["media/picture.webp"]
    assert check(mirror.write(path)) == ["missing: media/picture.webp: it is listed and not in the archive"]


def test_a_name_that_comes_twice_is_told(path):
    members = Mirror(SITE).members()
    (line,) = check(write_archive(path, [*members, members[-1]]))
    assert "twice" in line


@pytest.mark.parametrize("name", ["../ar/index.html", "/etc/passwd", "ar/../../x"])
def test_a_name_that_leads_out_ends_the_reading(path, name):
    members = Mirror(SITE).members()
    (line,) = check(write_archive(path, [*members[:3], (name, b"x"), *members[3:]]))
    assert "leads out" in line


def test_a_link_in_the_archive_ends_the_reading(path):
    Mirror(SITE).write(path)
    link = tarfile.TarInfo("ar/a.html")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    whole = zlib.decompress(path.read_bytes(), 31)
    at = whole.index(b"ar/index.html\0")
    path.write_bytes(whole[:at] + link.tobuf() + whole[at:])
    (line,) = check(path)
    assert "no plain file" in line


def test_an_archive_in_another_order_is_no_mirror(path):
    members = Mirror(SITE).members()
    (line,) = check(write_archive(path, members[1:]))
    assert "no mirror" in line


@pytest.mark.parametrize("cut", [10, 500])
def test_a_truncated_archive_is_told(path, cut):
    Mirror(SITE).write(path)
    path.write_bytes(path.read_bytes()[:-cut])
    (line,) = check(path)
    assert line.startswith("broken: ")


def test_trailing_data_is_told(path):
    Mirror(SITE).write(path)
    with path.open("ab") as file:
        file.write(b"more")
    assert len(check(path)) == 1


def test_what_is_no_file_or_no_archive_is_told(path, tmp_path):
    with pytest.raises(Unreadable):
        check(tmp_path / "nothing")
    path.write_bytes(b"PK\x03\x04" + bytes(2000))
    assert len(check(path)) == 1


def test_a_list_that_is_not_the_signed_one_is_told(path):
    for listed in (SITE | {"a.html": b"x"}, {"a.html": b""}):
        mirror = Mirror(SITE)
        mirror.lists[form.FILES] = a_list(entry(name, listed[name]) for name in sorted(listed))
        (line,) = check(mirror.write(path))
        assert "not the list that was signed" in line


def test_a_signed_list_with_a_name_that_leads_out_is_refused(path):
    """The key's owner may turn bad, or the key be stolen: nothing is written outside all the same."""
    (line,) = check(Mirror({"../a.html": b""}).write(path))
    assert "leads out" in line


def test_an_increments_lists_must_agree(path):
    mirror = Mirror(CHANGED, since=Mirror(SITE), sequence=2)
    other = a_list([entry("ar/index.html", b"other")])
    mirror.lists[form.CHANGES] = other
    (line,) = check(mirror.retell(changes=other[1]).write(path))
    assert "do not agree" in line

    mirror = Mirror(CHANGED, since=Mirror(SITE), sequence=2)
    other = a_list(["ar/index.html"])
    mirror.lists[form.REMOVED] = other
    (line,) = check(mirror.retell(removed=other[1]).write(path))
    assert "which mirror/files.txt has too" in line


# --- bombs ---


def zeros(path, head, name, size):
    """Write an archive that ends with `size` zeros under `name`, a thousandth of that on the disk."""
    info = tarfile.TarInfo(name)
    info.size = size
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    with path.open("wb") as file:
        plain = io.BytesIO()
        with tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for each, body in head:
                of = tarfile.TarInfo(each)
                of.size = len(body)
                archive.addfile(of, io.BytesIO(body))
            end = archive.offset
        file.write(packer.compress(plain.getvalue()[:end] + info.tobuf(tarfile.PAX_FORMAT)))
        for _ in range(size >> 20):
            file.write(packer.compress(bytes(1 << 20)))
        file.write(packer.flush())
    return path


def peak_of_checking(path):
    tracemalloc.start()
    try:
        lines = check(path)
        return lines, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", [form.MANIFEST, form.SIGNATURE, form.FILES])
def test_a_bomb_in_place_of_what_is_signed_is_not_inflated(path, name):
    members = dict(Mirror(SITE).members()[:3])
    head = list(members.items())[: list(members).index(name)]
    (line,), peak = peak_of_checking(zeros(path, head, name, 96 << 20))
    assert line.startswith("broken: ")
    assert peak < 4 << 20


def test_a_bomb_among_the_files_is_broken_off(path):
    lines, peak = peak_of_checking(zeros(path, Mirror({}).members(), "bomb.html", 96 << 20))
    assert lines[0].startswith("surplus: bomb.html")
    assert "broken off" in lines[1]
    assert peak < 4 << 20


def test_a_bomb_that_stands_in_for_a_file_is_broken_off(path):
    mirror = Mirror({"a.html": b"x"})
    lines, peak = peak_of_checking(zeros(path, mirror.members()[:3], "a.html", 96 << 20))
    assert lines[0].startswith("altered: a.html: it has")
    assert "broken off" in lines[1]
    assert peak < 4 << 20


def test_a_list_of_many_files_is_not_taken_into_memory(path):
    files = {f"ar/{number:06}/index.html": b"x" for number in range(10_000)}
    mirror = Mirror(files).write(path)
    assert path.stat().st_size < 2 << 20
    lines, peak = peak_of_checking(mirror)
    assert lines == []
    assert peak < 4 << 20


def test_a_file_that_goes_while_it_is_checked_is_told(folder):
    path = folder / "ar/index.html"
    found = path.stat()
    path.unlink()
    assert "cannot be read" in flaw_of_file(entry("ar/index.html", SITE["ar/index.html"]), path, found)


def test_a_list_that_is_longer_than_was_signed_is_not_read_to_its_end(folder):
    with (folder / form.FILES).open("ab") as file:
        file.write(b"more" * 1_000_000)
    assert "is not the list that was signed" in str(check(folder))
