"""Whether the power was cut since the press last wrote: what the database vouches for may then be old or empty."""

from __future__ import annotations

import os
from pathlib import Path

from musnad.press.models import PressState

BOOT = "boot"
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def boot_id() -> str:
    """Return what names this run of the system, or "" where the system has no such name."""
    try:
        return BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def was_cut() -> bool:
    """Return whether the system was started anew since files were written and not known to be on the disk."""
    written = PressState.objects.filter(name=BOOT).first()
    return written is not None and written.value != boot_id()


def writing_begins() -> None:
    """Remember that from now on files are written which the system may still hold in memory."""
    boot = boot_id()
    if not PressState.objects.filter(name=BOOT, value=boot).exists():
        PressState.objects.update_or_create(name=BOOT, defaults={"value": boot})


def all_is_down() -> None:
    """Have the system bring everything to the disk, and forget that anything was written."""
    if PressState.objects.filter(name=BOOT).exists():
        os.sync()
        PressState.objects.filter(name=BOOT).delete()
