"""Who is at work: the ledger's log wants a name for what follows from an edit, and a model's save has no request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

NOBODY = "مُسنَد"
"""What the log shows where the newsroom itself acts: an import, an embargo that ends."""

_name: ContextVar[str] = ContextVar("acting", default=NOBODY)


def name() -> str:
    """Return the name of whoever is at work."""
    return _name.get()


def name_of(user: AbstractBaseUser | AnonymousUser) -> str:
    """Return how the log names `user`."""
    full = getattr(user, "get_full_name", str)()
    return str(full or user.get_username() or NOBODY)


@contextmanager
def acting(user: AbstractBaseUser | AnonymousUser | None) -> Iterator[None]:
    """Have what is done inside be done in the name of `user`."""
    token = _name.set(name_of(user) if user is not None and user.is_authenticated else NOBODY)
    try:
        yield
    finally:
        _name.reset(token)
