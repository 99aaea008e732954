"""The tags of the pages of a folder, kept beside it for `musnad serve`: the folder itself can hold none.

Below `labels` in the home, or beside a public folder that stands elsewhere, is a small file under each page's name with
the keys that it is sent with. Readers' folder stays as it is, for any server; one that does not read these files sends
pages without tags.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from musnad.press.carrying import own_key
from musnad.press.headers import NAMED_BY_CONTENT
from musnad.press.store import FolderStore, emptied, make_folder, unlinked
from musnad.press.storing import Content


def labels_of(public: Path, home: Path) -> Path:
    """Return where the labels of the folder `public` are: whoever shares that folder shares them."""
    return home / "labels" if public.parent == home else public.with_name(f".{public.name}.labels")


class LabelledFolder(FolderStore):
    """A folder whose pages are sent with tags, which are kept below `labels`."""

    def __init__(self, root: Path, scratch: Path, labels: Path, identity: str = "") -> None:
        super().__init__(root, scratch, f"{identity} labelled".strip())
        self.labels = labels

    def put(self, name: str, content: Content, tags: Collection[str] = ()) -> None:
        """Put the label first: whoever finds the new page finds its tags."""
        if tags:
            self.place(name)
            label = self.labels / name
            with self._explained(name):
                make_folder(label.parent)
                draft = label.with_name(f".{label.name}.draft")
                draft.write_text(" ".join(tags), encoding="ascii")
                draft.replace(label)
        super().put(name, content, tags)

    def holds(self, name: str, content: Content, tags: Collection[str] = ()) -> bool:
        return (not tags or (self.labels / name).is_file()) and super().holds(name, content, tags)

    def remove(self, name: str) -> bool:
        was_there = super().remove(name)
        with self._explained(name):
            unlinked(self.labels / name)
            folder = (self.labels / name).parent
            while folder != self.labels and emptied(folder):
                folder = folder.parent
        return was_there

    def sweep(self, known: Callable[[set[str]], set[str]]) -> int:
        """Remove what is not known, labels too; return how many files of the folder went."""
        removed = super().sweep(known)
        labelled = FolderStore(self.labels, self.scratch)
        if self.labels.is_dir():
            labelled.sweep(known)
        return removed


def label_of(labels: Path, name: str) -> list[str]:
    """Return the keys that the file `name` is to be sent with; none for one that is named by its content.

    Without a label, its own key: the page may have been removed since the server read it.
    """
    if name.startswith(NAMED_BY_CONTENT):
        return []
    with suppress(OSError, UnicodeError, ValueError):
        if keys := (labels / name).read_text(encoding="ascii").split():
            return keys
    return [own_key(name)]
