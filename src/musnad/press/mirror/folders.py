"""Folders of a million entries, removed a few at a time: shutil.rmtree takes each folder's list into memory."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

AT_ONCE = 1000


def remove_tree(folder: Path) -> None:
    """Remove `folder` and all that is in it, links as links. One that is not there is removed already."""
    try:
        while some := entries_of(folder):
            for path, is_folder in some:
                if is_folder:
                    remove_tree(Path(path))
                else:
                    Path(path).unlink()
        folder.rmdir()
    except FileNotFoundError:
        return


def entries_of(folder: Path) -> list[tuple[str, bool]]:
    """Return some of what is in `folder`, and whether each is a folder."""
    with os.scandir(folder) as found:
        return [(each.path, each.is_dir(follow_symlinks=False)) for each in islice(found, AT_ONCE)]
