"""A gzipped tar of plain files, written and read strictly, a block at a time.

Python's tarfile keeps every member in memory, and trusts sizes that a header of an archive claims for itself. Here a
member is a regular file with a name and a size, or the archive is bad: no link, device, folder or sparse file, no
header that says something else than a name. Names are UTF-8 in pax headers, which Windows, macOS and Linux all read.
"""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO, Protocol

from musnad.press.mirror.errors import BadArchive
from musnad.press.mirror.manifest import flaw_of, shown

BLOCK = tarfile.BLOCKSIZE
CHUNK = 1 << 16
LARGEST_HEADER = 8 << 10
GZIP = b"\x1f\x8b"
GZIP_LEVEL = 6


class Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


# --- writing -----------------------------------------------------------------------------------------------------


class Compressed:
    """Writes one gzip member to `file`, with neither time nor name in its head: the same bytes each time."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._compressor = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)

    def write(self, chunk: bytes) -> None:
        self._file.write(self._compressor.compress(chunk))

    def close(self) -> None:
        self._file.write(self._compressor.flush())


def write_member(to: Compressed, name: str, size: int, mtime: int, chunks: Iterator[bytes]) -> None:
    """Write a file of just `size` bytes. Raises ValueError where `chunks` come to another size."""
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = size, mtime, 0o644
    to.write(info.tobuf(tarfile.PAX_FORMAT, "utf-8", "strict"))
    written = 0
    for chunk in chunks:
        written += len(chunk)
        to.write(chunk)
    if written != size:
        raise ValueError(f"{name} has {written} bytes and not {size}.")
    to.write(bytes(-size % BLOCK))


def write_end(to: Compressed) -> None:
    to.write(bytes(2 * BLOCK))


# --- reading -----------------------------------------------------------------------------------------------------


class Inflated:
    """Reads what one gzip member after the other holds; no more of it is in memory than is asked for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._input = b""
        self._begun = False

    def read(self, size: int, /) -> bytes:
        """Return `size` bytes, or fewer at the end. Raises BadArchive."""
        parts: list[bytes] = []
        while size > 0 and (part := self._some(size)):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _some(self, most: int) -> bytes:
        while True:
            if self._inflater.eof:
                self._input = self._inflater.unused_data or self._file.read(CHUNK)
                if not self._input:
                    return b""
                self._inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
            self._input = self._input or self._file.read(CHUNK)
            if not self._input:
                raise BadArchive("The archive ends too early: it was not copied to its end.")
            try:
                part = self._inflater.decompress(self._input, most)
            except zlib.error as error:
                raise BadArchive("The archive's compression is broken, or something was added to it.") from error
            self._input = self._inflater.unconsumed_tail
            if part:
                return part


class Member:
    """A file in the archive; what was not read of it is skipped when the next one is asked for."""

    def __init__(self, name: str, size: int, source: Source) -> None:
        self.name, self.size, self.left = name, size, size
        self._source = source

    def chunks(self) -> Iterator[bytes]:
        while self.left:
            chunk = self._source.read(min(self.left, CHUNK))
            if not chunk:
                raise BadArchive(f"The archive ends in the middle of {shown(self.name)}.")
            self.left -= len(chunk)
            yield chunk

    def body(self, most: int) -> bytes:
        """Return all of it. Raises BadArchive where that is more than `most` bytes."""
        if self.size > most:
            raise BadArchive(f"{shown(self.name)} has {self.size} bytes; more than {most} cannot be right.")
        return b"".join(self.chunks())


def members(file: BinaryIO, may_skip: Callable[[int], object]) -> Iterator[Member]:
    """Yield the files of an archive, gzipped or not. Raises BadArchive.

    may_skip is told the bytes of a file that are about to be passed over unread, and raises where they are too many.
    """
    source: Source = Inflated(file) if file.peek(2)[:2] == GZIP else file  # type: ignore[attr-defined]
    while (member := next_member(source)) is not None:
        yield member
        if member.left:
            may_skip(member.left)
            for _ in member.chunks():
                pass
        if source.read(-member.size % BLOCK).strip(b"\0"):
            raise BadArchive(f"Something is hidden behind {shown(member.name)}.")
    while rest := source.read(CHUNK):
        if rest.strip(b"\0"):
            raise BadArchive("Something was added behind the archive's end.")


def next_member(source: Source) -> Member | None:
    """Return the next file, or None at the archive's end."""
    header = whole_block(source)
    if not header.strip(b"\0"):
        if whole_block(source).strip(b"\0"):
            raise BadArchive("Something was added behind the archive's end.")
        return None
    name, size, kind = read_header(header)
    if kind == tarfile.XHDTYPE:
        if size > LARGEST_HEADER:
            raise BadArchive(f"A name of {size} bytes cannot be right.")
        long_name = name_in(whole(source, size + -size % BLOCK)[:size])
        name, size, kind = read_header(whole_block(source))
        name = long_name
    if kind != tarfile.REGTYPE:
        raise BadArchive(f"{shown(name)} is no plain file but a link, a folder or a device.")
    if flaw := flaw_of(name):
        raise BadArchive(f"The archive has the name {shown(name)!r}: {flaw}.")
    return Member(name, size, source)


def whole_block(source: Source) -> bytes:
    return whole(source, BLOCK)


def whole(source: Source, size: int) -> bytes:
    found = source.read(size)
    if len(found) < size:
        raise BadArchive("The archive ends too early: it was not copied to its end.")
    return found


def read_header(block: bytes) -> tuple[str, int, bytes]:
    """Return the name, the size and the kind that a header says."""
    try:
        if int(block[148:156].strip(b"\0 ") or b"0", 8) != sum(block[:148]) + sum(block[156:]) + 8 * ord(" "):
            raise BadArchive("A header of the archive is broken.")
        size = int(block[124:136].strip(b"\0 ") or b"0", 8)
        name = block[:100].rstrip(b"\0").decode("utf-8")
    except ValueError as error:
        raise BadArchive("A header of the archive cannot be read.") from error
    if block[345:500].strip(b"\0") or size < 0:
        raise BadArchive("A header of the archive is of a kind that Musnad does not write.")
    return name, size, block[156:157]


def name_in(records: bytes) -> str:
    """Return the one thing that a pax header may say here: `<length> path=<name>\\n`."""
    length, _, rest = records.partition(b" ")
    if not length.isdigit() or int(length) != len(records) or not (rest.startswith(b"path=") and rest.endswith(b"\n")):
        raise BadArchive("A header of the archive says something else than a name.")
    try:
        return rest[len("path=") : -1].decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadArchive("A name in the archive is no text.") from error
