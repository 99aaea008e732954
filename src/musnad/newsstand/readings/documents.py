"""Files that stories offer: kept beside the pages, named by their content."""

from __future__ import annotations

import hashlib
from typing import Any

from musnad.newsstand.readings.gathering import Gathering

CHUNK = 1 << 20


def document_path(document: Any, gathering: Gathering) -> str:
    """Return the site path of a document's public copy."""
    return gathering.stored(document.file, digest_of(document))


def digest_of(document: Any) -> str:
    """Return the SHA-256 of the document's bytes.

    Not `Document.file_hash`: Wagtail's is SHA-1 and is kept only for uploads through its own forms.
    """
    digest = hashlib.sha256()
    with document.file.open("rb") as file:
        for chunk in iter(lambda: file.read(CHUNK), b""):
            digest.update(chunk)
    return digest.hexdigest()
