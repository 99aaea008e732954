"""What a command says when it fails: one line, with what to do next where that is known."""

from __future__ import annotations

import errno

HINTS = (
    ("database or disk is full", "The disk is full: make room below MUSNAD_HOME and run this again; nothing was lost."),
    ("disk I/O error", "The database cannot be written: is the disk below MUSNAD_HOME full?"),
    ("readonly database", "The database below MUSNAD_HOME cannot be written by this user."),
    ("unable to open database file", "The folder that MUSNAD_HOME names cannot be written by this user."),
    ("database is locked", "Another command has been writing to the newsroom for long; try again when it is done."),
)


def told(error: Exception) -> str:
    """Return `error` as one line."""
    text = " ".join(str(error).split())
    for sign, hint in HINTS:
        if sign in text:
            return hint
    if isinstance(error, OSError) and error.errno:
        return told_of_system(error)
    if type(error).__module__.startswith("musnad."):
        return text
    return f"{type(error).__name__}: {text}. (musnad --traceback … shows where.)"


def told_of_system(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full{where}: make room and run this again; nothing is half-written."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"This user may not write here{where}: {error.strerror}."
    return f"{error.strerror}{where}."
