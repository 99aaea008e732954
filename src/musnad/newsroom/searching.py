"""Wagtail's search in the database, without what it does to all of its entries whenever one is added.

Wagtail weighs a title by how its length compares with the average of all titles, and reads every entry to know that
average: a quarter of a second in each publish of a newsroom with 100,000 stories. Here a typical length stands for
the average. It is the same factor for all, so that the order of what is found stays the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.db.models.functions import Length
from modelsearch.index import AutocompleteField, BaseField
from modelsearch.utils import get_content_type_pk
from wagtail.models import Page
from wagtail.search.backends.database import SearchBackend as wagtails_backend
from wagtail.search.models import IndexEntry

from musnad.newsroom.shadows import asked

LETTERS, TERMS = 60.0, 9.0
"""A headline's typical length: SQLite's titles are measured in letters, PostgreSQL's in terms."""


def SearchBackend(params: dict[str, Any]) -> Any:
    """Return Wagtail's backend for the newsroom's database, with an index that adds at the cost of what is added."""
    backend = wagtails_backend(params)
    steadied = {"SQLiteIndex": steady_on_sqlite, "PostgresIndex": steady_on_postgresql}
    if steady := steadied.get(backend.index_class.__name__):
        backend.index_class = steady(backend.index_class)
    backend.__class__ = in_normal_form(type(backend))
    return backend


def in_normal_form(backend_class: Any) -> Any:
    """Return the backend that looks for words in the normal form and by their stems, as our models enter them."""

    class Backend(backend_class):
        def _search(self, compiler: Any, query: Any, model_or_queryset: Any, **kwargs: Any) -> Any:
            model = getattr(model_or_queryset, "model", model_or_queryset)
            # Documents and users are Wagtail's, and entered as they are written.
            own = issubclass(model, Page) or model.__module__.startswith("musnad.")
            return super()._search(compiler, asked(query) if own else query, model_or_queryset, **kwargs)

    return Backend


def steady_on_sqlite(index_class: Any) -> Any:
    from modelsearch.backends.database.sqlite.sqlite import ObjectIndexer  # it fails to load for another engine

    class Index(index_class):
        def add_items(self, model: Any, objs: Iterable[Any]) -> None:
            """Write each entry once, with its weight: each write of one enters all its text into the index anew."""
            if not model.get_search_fields():
                return
            kind = get_content_type_pk(model)
            rows = [self._entry(kind, ObjectIndexer(each, self.backend)) for each in objs]
            self.entries.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["content_type", "object_id"],
                update_fields=["title", "autocomplete", "body", "title_norm"],
            )

        def _entry(self, kind: int, indexer: Any) -> IndexEntry:
            texts: dict[str, list[str]] = {"title": [], "autocomplete": [], "body": []}
            for field in indexer.search_fields:
                # Once: the indexer's own properties each ask all fields, and a body's words take long to put together.
                for of, value in indexer.prepare_field(indexer.obj, field):
                    texts[part_of(of)].append(value)
            told = {name: " ".join(parts) for name, parts in texts.items()}
            weight = LETTERS / (len(told["title"]) or LETTERS)
            return IndexEntry(content_type_id=kind, object_id=indexer.id, title_norm=weight, **told)

    return Index


def part_of(field: BaseField) -> str:
    """Return which part of an entry a field's words go to."""
    if isinstance(field, AutocompleteField):
        return "autocomplete"
    return "title" if field.field_name == "title" else "body"


def steady_on_postgresql(index_class: Any) -> Any:
    class Index(index_class):
        def add_items(self, model: Any, objs: Iterable[Any]) -> None:
            items = list(objs)
            self.added = {"content_type_id": get_content_type_pk(model), "object_id__in": [str(i.pk) for i in items]}
            super().add_items(model, items)

        def _refresh_title_norms(self, full: bool = False) -> None:
            if full:
                super()._refresh_title_norms(full=True)
                return
            entries = self.entries.filter(**self.added).annotate(title_length=Length("title"))
            entries.filter(title_length__gt=0).update(title_norm=TERMS / F("title_length"))

    return Index
