"""What all pages with a public address share."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from musnad.newsroom import previewing, publishing
from musnad.newsroom.shadows import shadowed


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
