"""Editors' search in the normal form: what Wagtail's index has of a text, and of what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from modelsearch.index import AutocompleteField, SearchField
from modelsearch.query import And, Boost, Not, Or, Phrase, PlainText, SearchQuery

from musnad.arabic import light


class _Shadowed:
    """A field whose words are entered in the normal form, without the article, and by their stems."""

    def get_value(self, obj: Any) -> str:
        value = super().get_value(obj)  # type: ignore[misc]
        return " ".join(dict.fromkeys(word for text in texts(value) for word in forms(text)))


class Shadow(_Shadowed, SearchField):
    pass


class Begun(_Shadowed, AutocompleteField):
    """What editors' search boxes look in: a word is found by its beginning."""


def shadowed(fields: Iterable[Any]) -> list[Any]:
    """Return Wagtail's fields with those that have words replaced by their shadows."""
    return [_shadow(field) for field in fields]


def _shadow(field: Any) -> Any:
    if type(field) is SearchField:
        return Shadow(field.field_name, boost=field.boost, **field.kwargs)
    return Begun(field.field_name, **field.kwargs) if type(field) is AutocompleteField else field


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in texts(each))
    elif isinstance(value, (list, tuple)):
        yield from (text for each in value for text in texts(each))
    elif value is not None:
        yield str(value)


def forms(text: str) -> Iterator[str]:
    for word in light.spelled(text):
        yield from forms_of(word)


@lru_cache(maxsize=65_536)
def forms_of(word: str) -> tuple[str, ...]:
    return (*dict.fromkeys((word, bare(word), *light.readings(word))),)


def bare(word: str) -> str:
    return word.removeprefix("ال") if len(word) >= 4 else word


def asked(query: Any) -> Any:
    """Return Wagtail's query with each word as its forms; quotes and operators that its parser found stay."""
    if isinstance(query, str):
        return of_words(query) or query
    if isinstance(query, (PlainText, Phrase)):
        return of_words(query.query_string) or query
    if isinstance(query, (And, Or)):
        return type(query)([asked(each) for each in query.subqueries])
    if isinstance(query, Not):
        return Not(asked(query.subquery))
    return Boost(asked(query.subquery), query.boost) if isinstance(query, Boost) else query


def of_words(text: str) -> SearchQuery | None:
    """Return the query that wants each word of `text` in any of its forms; None where there is none."""
    words = light.spelled(text)
    counted = [word for word in words if not light.is_common(word)] or words
    wanted = [_either(dict.fromkeys((bare(word), *light.readings(word)))) for word in counted[:20]]
    return And(wanted) if len(wanted) > 1 else next(iter(wanted), None)


def _either(words: Iterable[str]) -> SearchQuery:
    found = [PlainText(word) for word in words]
    return Or(found) if len(found) > 1 else found[0]
