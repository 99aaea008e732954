"""The public folder: whole files, put in place by renaming, each with its compressed twins.

What holds at every moment, a kill -9 included:

- A file is absent or whole. It is written into a scratch folder on the same filesystem and renamed.
- A twin that exists belongs to the file beside it: old twins go before a new file comes, new twins come after it.
  In between, a server that looks for a twin finds none and sends the plain file.
- Nothing outside the folder is touched.

Nothing is synced to the disk one by one (three files for each page would cap printing at a few dozen pages a second
on a plain disk). A killed process loses nothing by that, since the system holds what was written. After a power cut
a file can be old or empty: `musnad.press.power` notices, and the press then compares every file.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from musnad.press.errors import BadName, SourceLost, StoreFull, StoreRefused
from musnad.press.lots import in_lots
from musnad.press.storing import Content, PublicStore, check_name
from musnad.press.twins import SUFFIXES, can_have_twins, twins_of, untwinned

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
# What the system says of one name and not of the whole folder.
OF_ONE_NAME = frozenset(
    {errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOTEMPTY, errno.EILSEQ, errno.ELOOP}
)
CHUNK = 1 << 20
SWEPT_AT_ONCE = 500
FOLDERS_KNOWN = 10_000
TRIES = 100

_drafts = count()
"""Numbers for drafts: stores in several threads of a process must not have the same one."""


class FolderStore(PublicStore):
    """`root` is what readers see. `scratch` is on the same filesystem and belongs to the press alone.

    A folder carries no tags. identity: see PublicStore.
    """

    identity = ""

    def __init__(self, root: Path, scratch: Path, identity: str = "") -> None:
        self.identity = identity
        self.root = root.absolute()
        self.scratch = scratch.absolute()
        self._real = self.root.resolve()
        self._within: set[str] = set()

    def open(self) -> None:
        """Make the folders where they are missing."""
        self._within.clear()
        with self._explained(""):
            make_folder(self.root)
            make_folder(self.scratch)

    def tidy(self) -> None:
        """Sweep what a killed press left in scratch."""
        with self._explained(""):
            for leftover in self.scratch.iterdir():
                leftover.unlink()

    def put(self, name: str, content: Content, tags: Collection[str] = ()) -> None:
        """Put `content` under `name`, with its twins, in place of what was there.

        Raises StoreFull or StoreRefused, and then what was there still is; BadName for a name that cannot be,
        SourceLost for a file to copy that cannot be read.
        """
        place = self._spot(name)
        check_source(name, content)
        drafts: list[tuple[str, str]] = []
        with self._explained(name):
            try:
                drafts.append((self._draft(content), place))
                twins = twins_of(name, as_bytes(content)) if can_have_twins(name) else {}
                drafts += [(self._draft(twin), place + suffix) for suffix, twin in twins.items()]
                remove_twins(name, place)
                for draft, target in drafts:
                    move(draft, target)
            except OSError:
                for draft, _ in drafts:
                    unlinked(draft)
                raise

    def holds(self, name: str, content: Content, tags: Collection[str] = ()) -> bool:
        """Return whether `name` and its twins are there with just these bytes."""
        place = self._spot(name)
        check_source(name, content)
        with self._explained(name):
            if not same(Path(place), content):
                return False
            if not can_have_twins(name):
                return True
            twins = twins_of(name, as_bytes(content))
            return all(same(Path(place + suffix), twins.get(suffix)) for suffix in SUFFIXES)

    def has(self, name: str) -> bool:
        """Return whether a file stands under `name`, whatever its bytes."""
        return os.path.isfile(self._spot(name))

    def remove(self, name: str) -> bool:
        """Remove `name`, its twins and the folders that this leaves empty; return whether it was there."""
        place = self._spot(name)
        with self._explained(name):
            remove_twins(name, place)
            was_there = unlinked(place)
            folder = Path(place).parent
            while folder != self.root and emptied(folder):
                folder = folder.parent
        return was_there

    def names(self) -> Iterator[str]:
        """Yield the name of every file in the folder, twins too."""
        for folder, _, files in os.walk(self.root):
            for file in files:
                yield (Path(folder) / file).relative_to(self.root).as_posix()

    def sweep(self, known: Callable[[set[str]], set[str]]) -> int:
        """Remove every file that is neither known nor a known one's twin, and empty folders; return how many files.

        `known` is given some names at a time and returns those of them that belong here.
        """
        removed = 0
        with self._explained(""):
            for lot in in_lots(self.names(), SWEPT_AT_ONCE):
                owners = {name: untwinned(name) for name in lot}
                kept = known(set(owners.values()))
                strays = [name for name, owner in owners.items() if owner not in kept]
                removed += sum(unlinked(self.root / name) for name in strays)
            for folder, _, _ in os.walk(self.root, topdown=False):
                if folder != str(self.root):
                    emptied(Path(folder))
        return removed

    def place(self, name: str) -> Path:
        """Return where `name` is. Raises BadName for one that would lead out of the folder or be taken for a twin."""
        return Path(self._spot(name))

    def _spot(self, name: str) -> str:
        """Return what `place` does, as text; a folder that was seen to be within is not looked at again in this run."""
        check_name(name)
        place = f"{self.root}/{name}"
        folder = place.rpartition("/")[0]
        if folder not in self._within:
            if not Path(folder).resolve().is_relative_to(self._real):
                raise BadName(name, "a symbolic link leads out of the folder")
            if len(self._within) >= FOLDERS_KNOWN:
                self._within.clear()
            self._within.add(folder)
        return place

    def _draft(self, content: Content) -> str:
        """Write `content` into scratch, readable by all, and return the file; none is left where that fails."""
        draft = f"{self.scratch}/{os.getpid()}-{next(_drafts)}"
        try:
            with open(draft, "wb", 0 if isinstance(content, bytes) else -1) as target:
                if isinstance(content, bytes):
                    target.write(content)
                else:
                    with content.open("rb") as source:
                        shutil.copyfileobj(source, target, CHUNK)
                # The web server is another user, and the newsroom's umask may be strict.
                os.fchmod(target.fileno(), 0o644)
        except OSError:
            unlinked(draft)
            raise
        return draft

    @contextmanager
    def _explained(self, name: str) -> Iterator[None]:
        """Turn what the system says into an error of the press."""
        try:
            yield
        except OSError as error:
            reason = error.strerror or str(error)
            if error.errno in FULL:
                raise StoreFull(self.root) from error
            if name and error.errno in OF_ONE_NAME:
                raise BadName(name, reason) from error
            raise StoreRefused(self.root, reason) from error


def remove_twins(name: str, place: str) -> None:
    if can_have_twins(name):
        for suffix in SUFFIXES:
            unlinked(place + suffix)


def check_source(name: str, content: Content) -> None:
    if isinstance(content, Path):
        try:
            content.open("rb").close()
        except OSError as error:
            raise SourceLost(name, content, error.strerror or str(error)) from error


def as_bytes(content: Content) -> bytes:
    return content.read_bytes() if isinstance(content, Path) else content


def same(place: Path, content: Content | None) -> bool:
    """Return whether the file has just these bytes; None stands for no file."""
    try:
        size = place.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        return content is None
    if content is None or not place.is_file():
        return False
    if isinstance(content, bytes):
        return size == len(content) and place.read_bytes() == content
    return size == content.stat().st_size and same_bytes(place, content)


def same_bytes(one: Path, other: Path) -> bool:
    with one.open("rb") as left, other.open("rb") as right:
        while chunk := left.read(CHUNK):
            if chunk != right.read(CHUNK):
                return False
        return not right.read(1)


def make_folder(folder: Path) -> None:
    """Make `folder` and what is missing above it, open to the web server whatever the umask is."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir()
        folder.chmod(0o755)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "a file stands where a folder must be", str(folder))


def move(draft: str, target: str) -> None:
    """Put `draft` in its place. Another press may take an empty folder away just before its first file comes."""
    for _ in range(TRIES):
        try:
            os.replace(draft, target)
        except (FileNotFoundError, NotADirectoryError):
            make_folder(Path(target).parent)
            continue
        return
    raise FileNotFoundError(errno.ENOENT, "the folder vanishes again and again", str(Path(target).parent))


def unlinked(place: Path | str) -> bool:
    """Remove the file; return whether it was there."""
    try:
        os.unlink(place)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def emptied(folder: Path) -> bool:
    """Remove `folder` if nothing is in it; return whether it is gone."""
    try:
        folder.rmdir()
    except OSError:
        return False
    return True
