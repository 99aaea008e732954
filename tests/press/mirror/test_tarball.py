import gzip
import io
import subprocess
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.press.mirror.site import SITE, write_archive

from musnad.press.mirror.errors import BadArchive
from musnad.press.mirror.tarball import Compressed, members, write_member

NAMES = st.lists(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "Pd")), min_size=1, max_size=40), min_size=1, max_size=6
).map("/".join)


def read(body):
    return [(each.name, each.body(1 << 20)) for each in members(io.BufferedReader(io.BytesIO(body)), lambda _: None)]


def tar(*infos, form=tarfile.PAX_FORMAT):
    """Return what Python's own tarfile writes."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as archive:
        for info, body in infos:
            archive.addfile(info, io.BytesIO(body))
    return file.getvalue()


def info(name, size=0, kind=tarfile.REGTYPE, **more):
    found = tarfile.TarInfo(name)
    found.size, found.type = size, kind
    for field, value in more.items():
        setattr(found, field, value)
    return found


@given(st.dictionaries(NAMES, st.binary(max_size=2000), max_size=5))
def test_an_archive_is_read_as_it_was_written_by_us_and_by_tarfile(files):
    file = io.BytesIO()
    to = Compressed(file)
    for name, body in files.items():
        write_member(to, name, len(body), 0, iter([body]))
    to.write(bytes(1024))
    to.close()
    assert read(file.getvalue()) == list(files.items())
    with tarfile.open(fileobj=io.BytesIO(file.getvalue())) as archive:
        assert [(each.name, archive.extractfile(each).read()) for each in archive] == list(files.items())


def test_tar_unpacks_it(tmp_path):
    archive = write_archive(tmp_path / "site.tar.gz", SITE.items())
    (tmp_path / "out").mkdir()
    subprocess.run(["tar", "-xzf", archive, "-C", tmp_path / "out"], check=True)
    assert {name: (tmp_path / "out" / name).read_bytes() for name in SITE} == SITE


def test_the_same_files_make_the_same_bytes(tmp_path):
    one, other = (write_archive(tmp_path / name, SITE.items()).read_bytes() for name in ("one", "other"))
    assert one == other


def test_an_archive_that_somebody_unzipped_is_read_too(tmp_path):
    packed = write_archive(tmp_path / "site.tar.gz", SITE.items()).read_bytes()
    assert read(gzip.decompress(packed)) == list(SITE.items())


def test_a_file_that_grew_while_it_was_packed_is_an_error():
    with pytest.raises(ValueError, match="has 3 bytes"):
        write_member(Compressed(io.BytesIO()), "a", 2, 0, iter([b"abc"]))


def long_pax(keyword, value):
    return tar((info("a", pax_headers={keyword: value}), b""))


@pytest.mark.parametrize(
    "body",
    [
        tar((info("a", kind=tarfile.SYMTYPE, linkname="/etc/passwd"), b"")),
        tar((info("a", kind=tarfile.LNKTYPE, linkname="b"), b"")),
        tar((info("a", kind=tarfile.DIRTYPE), b"")),
        tar((info("a", kind=tarfile.FIFOTYPE), b"")),
        tar((info("a", kind=tarfile.CHRTYPE), b"")),
        tar((info("a" * 200), b""), form=tarfile.GNU_FORMAT),
        tar((info("a/" * 60 + "b"), b""), form=tarfile.USTAR_FORMAT),
        info("a", 1 << 40).tobuf(tarfile.GNU_FORMAT),
        tar((info("../a"), b"")),
        tar((info("/etc/cron.d/a"), b"")),
        tar((info("a\nb"), b"")),
        long_pax("size", "5"),
        long_pax("linkpath", "/etc"),
        long_pax("path", "ا" * 9000),
        long_pax("path", "../../ا"),
        tar((info("a", 5), b"hello"))[:515],
        tar((info("a", 5), b"hello"))[:1024],
        b"",
        b"not an archive",
        b"x" * 512,
        bytes(512),
        bytes(512) + b"x" * 512,
        info("a", -1).tobuf(tarfile.GNU_FORMAT),
        bytes(1024) + b"more",
        tar((info("a", 5), b"hello"))[:517] + b"hidden" + bytes(501) + bytes(1024),
    ],
)
def test_an_archive_of_another_make_is_refused(body):
    with pytest.raises(BadArchive):
        read(body)


@pytest.mark.parametrize("cut", [1, 10, 600, 1200])
def test_a_truncated_archive_is_told(tmp_path, cut):
    body = write_archive(tmp_path / "site.tar.gz", SITE.items()).read_bytes()
    with pytest.raises(BadArchive):
        read(body[:-cut])


@pytest.mark.parametrize("more", [b"more", b"\0", gzip.compress(b"more", mtime=0), b"\x1f\x8b"])
def test_what_was_added_behind_the_end_is_told(tmp_path, more):
    body = write_archive(tmp_path / "site.tar.gz", SITE.items()).read_bytes()
    with pytest.raises(BadArchive):
        read(body + more)


def test_any_byte_that_is_changed_is_noticed_or_without_effect(tmp_path):
    body = write_archive(tmp_path / "site.tar.gz", SITE.items()).read_bytes()
    noticed = 0
    for at in range(len(body)):
        bent = body[:at] + bytes([body[at] ^ 0x20]) + body[at + 1 :]
        try:
            found = read(bent)
        except BadArchive:
            noticed += 1
        else:
            assert found == list(SITE.items())  # a bit that fills the last byte of a deflated block
    assert noticed > len(body) * 0.9


def test_zeros_behind_the_end_are_nothing_however_many(tmp_path):
    path = write_archive(tmp_path / "site.tar.gz", list(SITE.items()))
    assert read(gzip.decompress(path.read_bytes()) + bytes(5 << 20)) == list(SITE.items())
