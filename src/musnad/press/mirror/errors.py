"""What can go wrong with a mirror.

MirrorError
├── NotPacked          no archive could be made now; nothing was left where it should be
├── KeyUnusable        a key cannot be read, or is not the key that it is taken for
├── Unreadable         there is nothing to check: no such file, no mirror, no permission
├── BadMirror          it is not what was signed, or it is made to do harm
│   ├── BadManifest    the manifest or a list of files is broken
│   └── BadArchive     the archive itself is broken
└── NotApplied         an archive cannot be laid onto this folder
"""

from __future__ import annotations


class MirrorError(Exception):
    """The root of the mirror's errors."""


class NotPacked(MirrorError):
    """No archive could be made."""


class KeyUnusable(MirrorError):
    """A key cannot be used; the message says which, why, and what to do."""


class Unreadable(MirrorError):
    """There is nothing here that could be checked."""


class BadMirror(MirrorError):
    """What was given is not what was signed."""


class BadManifest(BadMirror):
    """The manifest, its signature or one of its lists is broken."""


class BadArchive(BadMirror):
    """The archive cannot be trusted: reading it was broken off."""


class NotApplied(MirrorError):
    """The archive cannot be laid onto this folder; the folder stays as it was."""
