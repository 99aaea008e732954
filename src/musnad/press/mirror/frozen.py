"""The public folder as it was at one moment, while the press goes on printing.

The press never writes into a file: it puts another in its place. So a hard link to each file keeps what readers saw at
that moment, at no cost but the link's. Linking a million files takes a minute, and a publish must not wait for
that: all is linked first while the press works, and then, with the press held, only what it changed meanwhile.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from heapq import merge
from pathlib import Path
from typing import IO

from django.db import connection
from django.db.models import F
from django.db.models.functions import Collate

from musnad.press.mirror.errors import NotPacked
from musnad.press.mirror.folders import remove_tree
from musnad.press.models import PrintedFile, PrintedPage
from musnad.press.pausing import press_held

AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Vouched:
    """A file of the site. digest: its SHA-256, or "" where the press does not have it.

    sure: the press vouches that it is there. What was never printed, or is just being compared, may not be.
    """

    name: str
    digest: str
    sure: bool

    @property
    def line(self) -> bytes:
        return f"{self.digest or '-'} {self.name}\n".encode()


@dataclass(frozen=True, slots=True)
class Frozen:
    """folder: what was linked; listed: what of it the site consists of, a line each. held: seconds the press waited."""

    folder: Path
    listed: IO[bytes]
    held: float

    def files(self) -> Iterator[Vouched]:
        self.listed.seek(0)
        for line in self.listed:
            digest, _, name = line.decode().removesuffix("\n").partition(" ")
            yield Vouched(name, "" if digest == "-" else digest, sure=True)


def vouched() -> Iterator[Vouched]:
    """Yield the files of the site that the press has or will have, by the bytes of their names."""
    collation = "C" if connection.vendor == "postgresql" else "BINARY"
    pages = PrintedPage.objects.filter(gone_at=None).order_by(Collate(F("file"), collation))
    files = PrintedFile.objects.filter(unused_at=None).order_by(Collate(F("name"), collation))
    of_pages = pages.values_list("file", "digest").iterator(AT_ONCE)
    of_files = files.values_list("name", "stored").iterator(AT_ONCE)
    yield from merge(
        (Vouched(name, digest, sure=bool(digest)) for name, digest in of_pages),
        (Vouched(name, "", sure=stored) for name, stored in of_files),
        key=lambda each: each.name.encode(),
    )


@contextmanager
def frozen(public: Path, scratch: Path, lock: Path, patience: float, listed: IO[bytes]) -> Iterator[Frozen]:
    """Yield the site as it is at one moment, written to `listed` and linked below `scratch`, which is emptied after.

    patience: seconds to wait for a press that is printing. Raises NotPacked.
    """
    remove_tree(scratch)
    scratch.mkdir(parents=True)
    try:
        for each in vouched():
            linked(public, scratch, each)
        waited_from = time.monotonic()
        with press_held(lock, until(waited_from + patience)) as held:
            if not held:
                raise NotPacked(f"The press has been printing for {patience:.0f} s; try again when it is done.")
            began = time.monotonic()
            for each in vouched():
                if linked(public, scratch, each):
                    listed.write(each.line)
                elif each.sure:
                    raise NotPacked(f"{each.name} is gone from the public folder: `musnad publish --all` mends it.")
            listed.flush()
            seconds = time.monotonic() - began
        yield Frozen(scratch, listed, seconds)
    finally:
        remove_tree(scratch)


def until(deadline: float) -> Callable[[], bool]:
    return lambda: time.monotonic() > deadline


def linked(public: Path, scratch: Path, each: Vouched) -> bool:
    """Have a link to the file as it is now; return whether there is such a file."""
    source, link = public / each.name, scratch / each.name
    try:
        if link.exists() and link.stat().st_ino == source.stat().st_ino:
            return True
        with suppress(FileNotFoundError):
            link.unlink()
        make_link(source, link)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def make_link(source: Path, link: Path) -> None:
    try:
        os.link(source, link, follow_symlinks=False)
    except FileNotFoundError:
        link.parent.mkdir(parents=True, exist_ok=True)
        os.link(source, link, follow_symlinks=False)
