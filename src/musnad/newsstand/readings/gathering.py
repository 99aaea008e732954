"""What a page needs beside its own file: pictures and documents, and the sizes of pictures still to be made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from musnad.newsroom.models import NewsImage
from musnad.newsroom.models.pictures import public_name


def named_by_content(data: bytes, suffix: str) -> str:
    """Return the public name of a file of these bytes; `suffix` has no dot."""
    return public_name(f"file.{suffix}", hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file beside the pages, named by its content. source: where it lies; `make` makes it; else `data` is all of it.

    What is made is named by what it is made of, and `make` is called only where the store has it not: after the page is
    there, so no reader's browser may need it.
    """

    name: str
    source: Path | None = None
    data: bytes = b""
    make: Callable[[], bytes] | None = None

    def read(self) -> bytes:
        if self.make:
            return self.make()
        return self.source.read_bytes() if self.source else self.data


class Unready(Exception):
    """The page needs something that must be made first, outside the look at the database."""

    def prepare(self) -> None:
        raise NotImplementedError


class MissingRenditions(Unready):
    """Sizes of pictures that are still to be made: (image, filter specification)."""

    def __init__(self, wanted: Iterable[tuple[int, str]]) -> None:
        self.wanted = sorted(set(wanted))
        super().__init__(f"{len(self.wanted)} sizes of pictures are still to be made")

    def prepare(self) -> None:
        specs: dict[int, list[str]] = {}
        for image, spec in self.wanted:
            specs.setdefault(image, []).append(spec)
        for image in NewsImage.objects.filter(pk__in=specs):
            image.make_renditions(specs[image.pk])


@dataclass(slots=True)
class Gathering:
    """Collects while a page is read. preview: the page is an editor's; files are those of the newsroom."""

    preview: bool = False
    files: dict[str, PublicFile] = field(default_factory=dict)
    missing: list[tuple[int, str]] = field(default_factory=list)

    def keep(self, file: PublicFile) -> str:
        """Note that the page uses `file`; return its site path."""
        self.files[file.name] = file
        return f"/{file.name}"

    def stored(self, stored: Any, digest: str) -> str:
        """Note that the page uses a file of Django's storage with this SHA-256; return its site path."""
        if self.preview:
            return str(stored.url)
        name = public_name(stored.name, digest)
        try:
            return self.keep(PublicFile(name, Path(stored.path)))
        except NotImplementedError:  # a storage that is no folder
            with stored.open("rb") as file:
                return self.keep(PublicFile(name, data=file.read()))

    def take(self, other: Gathering) -> None:
        """Note all that `other` gathered: a part of the page that was read for several pages at once."""
        self.files.update(other.files)
        self.missing.extend(other.missing)

    def check(self) -> None:
        """Raise Unready if something must be made before the page can be printed."""
        if self.missing:
            raise MissingRenditions(self.missing)
