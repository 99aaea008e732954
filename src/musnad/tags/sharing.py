"""What many pages of one moment read alike is read once: the answer is kept with the tags that it depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from musnad.tags.reading import read, recording

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

_answers: ContextVar[dict[Any, tuple[Any, frozenset[str]]] | None] = ContextVar("musnad_answers", default=None)


@contextmanager
def one_moment() -> Iterator[None]:
    """Have every `shared` function answer once for the same arguments inside the block, in this thread alone.

    Only where nothing that they read can change meanwhile: inside one look at the database.
    """
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def kept(name: str) -> dict[Any, Any]:
    """Return what is kept under `name` for the rest of the moment, to be filled by whoever reads many things at once.

    It is empty at first, and a new one outside a `one_moment`. What it was read from is for the caller to `read`.
    """
    answers = _answers.get()
    if answers is None:
        return {}
    found: dict[Any, Any] = answers.setdefault(name, ({}, frozenset()))[0]
    return found


def shared(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Keep what `function` answers for the rest of the moment; who asks again has read the same tags.

    Its arguments are hashable, and nobody changes what it gives. Outside a `one_moment` it is as without.
    """

    @wraps(function)
    def asked(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        answers = _answers.get()
        if answers is None:
            return function(*args, **kwargs)
        key = (function, args, tuple(sorted(kwargs.items())))
        if key not in answers:
            with recording() as noted:
                answer = function(*args, **kwargs)
            answers[key] = answer, frozenset(noted)
        kept, noted_then = answers[key]
        read(*noted_then)
        found: Answer = kept
        return found

    return asked
