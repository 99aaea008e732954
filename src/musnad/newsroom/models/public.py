"""What all pages with a public address share."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from musnad.newsroom import previewing, publishing
from musnad.newsroom.shadows import shadowed

Kind = TypeVar("Kind", bound=Page)


def in_tree_order(few: Iterable[Kind]) -> list[Kind]:
    """Return pages of a kind of which a newsroom has few, editions or sections, by their place in the tree.

    few: a query of them. Their numbers are asked first, of the kind's own table: in one question, and in the order that
    Wagtail gives it, SQLite may walk all pages to find few, a tenth of a second with 100,000 stories.
    """
    if isinstance(few, QuerySet):
        every = list(few.model._default_manager.order_by().values_list("pk", flat=True))
        few = few.order_by().filter(pk__in=every)
    return sorted(few, key=attrgetter("path"))


class PublicPage(Page):
    """A Wagtail page that is printed, not served: its address is its place in the tree.

    Every edition's slug is its language, so that Wagtail's url_path ("/ar/politics/…/") is the public path.
    """

    class Meta:
        abstract = True

    @classmethod
    def get_search_fields(cls) -> list[Any]:
        return shadowed(super().get_search_fields())

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        site = self._get_relevant_site_root_paths()
        if not self.url_path or not site:
            return None
        return site[0].site_id, settings.MUSNAD_SITE_URL, self.url_path

    def _get_relevant_site_root_paths(self, cache_object: Any = None) -> Any:
        return self._get_site_root_paths(cache_object)[:1]

    def save_and_settle(self, *args: Any, **kwargs: Any) -> Any:
        """Save, and tell what changed for the public, in one transaction.

        A save of some fields alone is Wagtail keeping a draft's books: the public sees nothing of it.
        """
        with transaction.atomic():
            result = Page.save(self, *args, **kwargs)
            if kwargs.get("update_fields") is None:
                publishing.settle(self)
        return result

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return HttpResponse(previewing.preview(self))
