"""The manifest: what is signed, and the lists of files that it vouches for.

A mirror holds beside the site's own files

| file                | what                                                                                    |
| ---                 | ---                                                                                     |
| mirror/manifest.json| the site, the time, the number of this mirror, and the SHA-256 of each list. Signed     |
| mirror/manifest.sig | 64 bytes: the Ed25519 signature over manifest.json, byte for byte                       |
| mirror/files.txt    | every file of the site: its SHA-256, its size in bytes, its name                        |
| mirror/changes.txt  | in an increment, those of files.txt that come with it; the others are there already     |
| mirror/removed.txt  | in an increment, the names of files that the site no longer has                         |

The manifest is small however large the site is, so that it can be checked before anything else is read, and by
openssl, which takes what it signs into memory. The lists are read line by line; they are sorted by the bytes of the
names, so that two of them are compared without holding either.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import IO, Any

from musnad.press.mirror.errors import BadManifest

FORMAT = "musnad-mirror-1"

FOLDER = "mirror"
MANIFEST = f"{FOLDER}/manifest.json"
SIGNATURE = f"{FOLDER}/manifest.sig"
FILES = f"{FOLDER}/files.txt"
CHANGES = f"{FOLDER}/changes.txt"
REMOVED = f"{FOLDER}/removed.txt"
OWN = frozenset({MANIFEST, SIGNATURE, FILES, CHANGES, REMOVED})

LARGEST_MANIFEST = 64 << 10
LARGEST_LIST = 2 << 30
"""Bytes: some ten million files."""
LARGEST_NAME = 1024
LARGEST_FILE = (8 << 30) - 1
"""Bytes that a plain tar header can say."""
SIGNATURE_LENGTH = 64

_DIGEST = re.compile(r"[0-9a-f]{64}")
_LINE = re.compile(r"([0-9a-f]{64}) (0|[1-9][0-9]{0,10}) ([^\n]+)\n")
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: its name from the site's root, its size in bytes, its SHA-256."""

    name: str
    size: int
    sha256: str

    @property
    def line(self) -> bytes:
        return f"{self.sha256} {self.size} {self.name}\n".encode()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of files: how many they are, their bytes in all, and the length and SHA-256 of the list itself."""

    count: int
    bytes: int
    length: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Base:
    """The mirror that an increment continues: its number, and the SHA-256 of its manifest."""

    sequence: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """sequence counts the newsroom's mirrors, previous is the SHA-256 of the last one's manifest ("" for the first).

    key: the public key that signs it, as PEM. An increment has `since`, `changes` and `removed`.
    """

    site: str
    name: str
    made: datetime
    sequence: int
    previous: str
    key: str
    files: Listing
    since: Base | None = None
    changes: Listing | None = None
    removed: Listing | None = None

    @property
    def packed(self) -> Listing:
        """The list of what comes with the archive."""
        return self.changes or self.files

    def to_bytes(self) -> bytes:
        told = asdict(self) | {"format": FORMAT, "made": self.made.astimezone(UTC).isoformat(timespec="seconds")}
        kept = {name: value for name, value in told.items() if value is not None}
        return (json.dumps(kept, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def manifest_from(body: bytes) -> Manifest:
    """Return the manifest in `body`. Raises BadManifest."""
    try:
        told = json.loads(body.decode("utf-8"))
        if told["format"] != FORMAT:
            raise BadManifest(f"The manifest is of another format than {FORMAT}.")
        made = datetime.fromisoformat(text(told["made"]))
        return Manifest(
            site=text(told["site"]),
            name=text(told["name"]),
            made=made if made.tzinfo else made.replace(tzinfo=UTC),
            sequence=number(told["sequence"]),
            previous=digest(told["previous"]) if told["previous"] else "",
            key=text(told["key"]),
            files=listing_from(told["files"]),
            **increment_from(told),
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadManifest("The manifest cannot be read.") from error


def increment_from(told: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that an increment has: all three or none."""
    if "since" not in told:
        return {}
    since = Base(number(told["since"]["sequence"]), digest(told["since"]["sha256"]))
    return {"since": since, "changes": listing_from(told["changes"]), "removed": listing_from(told["removed"])}


def listing_from(told: dict[str, Any]) -> Listing:
    listing = Listing(number(told["count"]), number(told["bytes"]), number(told["length"]), digest(told["sha256"]))
    if listing.length > LARGEST_LIST:
        raise BadManifest(f"A list of {listing.length} bytes is larger than any site's.")
    return listing


def text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError(told)
    return told


def number(told: object) -> int:
    if not isinstance(told, int) or isinstance(told, bool) or not 0 <= told < 1 << 60:
        raise ValueError(told)
    return told


def digest(told: object) -> str:
    if not _DIGEST.fullmatch(text(told)):
        raise ValueError(told)
    return str(told)


# --- names and lists ---------------------------------------------------------------------------------------------


def flaw_of(name: str) -> str:
    """Return why `name` cannot be a file of a mirror, or "": it must stay inside, on every system."""
    if not name or len(name.encode("utf-8", "surrogatepass")) > LARGEST_NAME:
        return "it is empty or too long"
    if any(part in {"", ".", ".."} for part in name.split("/")) or "\\" in name or _DRIVE.match(name):
        return "it leads out of the folder"
    if any(letter < " " or letter == "\x7f" or "\ud800" <= letter <= "\udfff" for letter in name):
        return "it holds characters that no name has"
    return ""


def shown(name: str) -> str:
    """Return `name` as it can be shown in a line: whatever would steer a terminal is written as its number."""
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in name)


def entries(lines: Iterable[bytes]) -> Iterator[Entry]:
    """Yield the files of a list. Raises BadManifest for a line that is none, a bad name or one out of order."""
    last = b""
    for line in lines:
        try:
            found = _LINE.fullmatch(line.decode("utf-8"))
        except UnicodeDecodeError:
            found = None
        if found is None:
            raise BadManifest(f"A list of files has a line that is none: {shown(repr(line[:80]))}.")
        entry = Entry(found[3], int(found[2]), found[1])
        last = in_order(entry.name, last)
        if entry.name in OWN or entry.size > LARGEST_FILE:
            raise BadManifest(f"A list of files has {shown(entry.name)}, which it cannot have.")
        yield entry


def names(lines: Iterable[bytes]) -> Iterator[str]:
    """Yield the names of the list of removed files. Raises BadManifest as `entries` does."""
    last = b""
    for line in lines:
        try:
            name = line.decode("utf-8").removesuffix("\n")
        except UnicodeDecodeError as error:
            raise BadManifest("The list of removed files is no text.") from error
        last = in_order(name, last)
        yield name


def in_order(name: str, last: bytes) -> bytes:
    """Return the bytes of `name`, which comes after the bytes `last`. Raises BadManifest."""
    if flaw := flaw_of(name):
        raise BadManifest(f"A list has the name {shown(name)!r}: {flaw}.")
    now = name.encode()
    if now <= last:
        raise BadManifest(f"A list has {shown(name)} twice or out of order.")
    return now


class ListWriter:
    """Writes a list of files, or of names, and says at the end what it came to."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self._count = self._bytes = self._length = 0

    def add(self, entry: Entry) -> None:
        self._bytes += entry.size
        self._line(entry.line)

    def add_name(self, name: str) -> None:
        self._line(f"{name}\n".encode())

    def _line(self, line: bytes) -> None:
        self._count += 1
        self._length += len(line)
        self._hash.update(line)
        self._file.write(line)

    @property
    def listing(self) -> Listing:
        return Listing(self._count, self._bytes, self._length, self._hash.hexdigest())


def compared(old: Iterator[Entry], new: Iterator[Entry]) -> Iterator[tuple[Entry | None, Entry | None]]:
    """Yield each name of two sorted lists as (what it was, what it is); None where a list does not have it."""
    before, after = next(old, None), next(new, None)
    while before or after:
        if after is None or (before is not None and before.name.encode() < after.name.encode()):
            yield before, None
            before = next(old, None)
        elif before is None or after.name.encode() < before.name.encode():
            yield None, after
            after = next(new, None)
        else:
            yield before, after
            before, after = next(old, None), next(new, None)
