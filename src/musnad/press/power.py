"""Whether the power was cut since the press last wrote: what the database vouches for may then be old or empty.

The mark that tells is a file beside the folder and not a row: each machine has a boot of its own.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

MARK = "press.boot"
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def boot_id() -> str:
    """Return what names this run of the system, or "" where the system has no such name."""
    try:
        return BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def was_cut(home: Path) -> bool:
    """Return whether the system was started anew since files were written and not known to be on the disk."""
    return written_under(home) not in {None, boot_id()}


def written_under(home: Path) -> str | None:
    """Return the boot under which files were written that may not be on the disk; None where there are none."""
    try:
        return (home / MARK).read_text(encoding="ascii")
    except FileNotFoundError:
        return None


def writing_begins(home: Path) -> None:
    """Remember, on the disk, that from now on files are written which the system may still hold in memory."""
    boot = boot_id()
    if written_under(home) == boot:
        return
    draft = home / f"{MARK}.{os.getpid()}-{threading.get_ident()}"
    with draft.open("w", encoding="ascii") as file:
        file.write(boot)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(home / MARK)
    sync_folder(home)


def sync_folder(folder: Path) -> None:
    """Have the names in `folder` on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def all_is_down(home: Path) -> None:
    """Have the system bring everything to the disk, and forget that anything was written."""
    if written_under(home) is not None:
        os.sync()
        (home / MARK).unlink(missing_ok=True)
