"""What is still to be sent to a search engine beyond the database; nothing where none is set."""

from __future__ import annotations

from collections.abc import Collection

from musnad.search.models import Entry


def note(rows: Collection[Entry]) -> None:
    """Note that the entries of `rows` changed, in the edit's own transaction."""
