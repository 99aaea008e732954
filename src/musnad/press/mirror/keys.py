"""The key that mirrors are signed with: made on the first use, kept in the home, never replaced.

Ed25519, in the two forms that openssl reads and writes: PKCS #8 for the private key, SubjectPublicKeyInfo for the
public one, both as PEM. A fingerprint is the SHA-256 of the public key's DER form, in hexadecimal digits:
`openssl pkey -pubin -in key.pem -outform DER | sha256sum` says the same.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from musnad.press.mirror.errors import KeyUnusable

LARGEST_KEY = 4096
_FINGERPRINT = re.compile(r"(?:sha256:)?([0-9a-f]{64})")


def kept_key(path: Path) -> Ed25519PrivateKey:
    """Return the private key in the file `path`, made where there is none and readable by its owner alone.

    Raises KeyUnusable: a key that is there and cannot be used is never replaced, since mirrors trust it.
    """
    try:
        return _read_private(path)
    except FileNotFoundError:
        with suppress(FileExistsError):  # two first uses at once: the other one's key stands
            _make(path)
        return _read_private(path)


def _make(path: Path) -> None:
    """Write a new key into a file of its own and give it its name only then: no half of a key is ever read."""
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".mirror-key-")  # 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    finally:
        Path(draft).unlink()


def _read_private(path: Path) -> Ed25519PrivateKey:
    if path.stat().st_mode & 0o077:
        raise KeyUnusable(f"Others than its owner may read the key {path}: chmod 600 it, and ask who did.")
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyUnusable(f"{path} holds no private key that can be read: bring it back from a backup.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnusable(f"{path} holds a key of another kind than Ed25519.")
    return key


def public_pem(key: Ed25519PrivateKey) -> str:
    """Return the public half as PEM."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")


def public_key(pem: str) -> Ed25519PublicKey:
    """Return the public key in `pem`. Raises KeyUnusable."""
    try:
        key = load_pem_public_key(pem.encode())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyUnusable("This is no public key in PEM form.") from error
    if not isinstance(key, Ed25519PublicKey):
        raise KeyUnusable("This public key is of another kind than Ed25519.")
    return key


def fingerprint(pem: str) -> str:
    """Return the fingerprint of the public key in `pem`: 64 hexadecimal digits. Raises KeyUnusable."""
    der = public_key(pem).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()


def trusted(told: str) -> str:
    """Return the fingerprint that `told` says or the file of that name holds. Raises KeyUnusable.

    A fingerprint may be written with spaces, colons and capitals; a file holds a public key as PEM.
    """
    compact = re.sub(r"[\s:]", "", told.lower().removeprefix("sha256:"))
    if found := _FINGERPRINT.fullmatch(compact):
        return found[1]
    path = Path(told)
    try:
        if path.stat().st_size > LARGEST_KEY:
            raise KeyUnusable(f"{told} is too large for a public key.")
        return fingerprint(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KeyUnusable(
            f"{told} is neither a fingerprint of 64 hexadecimal digits nor a file that can be read."
        ) from error


def signed_by(pem: str, signature: bytes, message: bytes) -> bool:
    """Return whether `signature` is the key's over `message`."""
    try:
        public_key(pem).verify(signature, message)
    except InvalidSignature:
        return False
    return True
