"""Live search: the only page of the public site that Python answers by itself, and what completes words in its box."""

from __future__ import annotations

import threading
import time
from collections import deque

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe

from musnad import tags
from musnad.newsstand.readings.search import search_page
from musnad.newsstand.rendering import render
from musnad.newsstand.routing import editions
from musnad.newsstand.search_plan import search_path
from musnad.newsstand.words import words_of
from musnad.search.engines import TooSlow
from musnad.search.suggesting import complete

PAGES_A_MINUTE, COMPLETIONS_A_MINUTE = 60, 300
KEPT = "public, max-age=30"
"""A crowd that asks the same is answered by the caches before the site."""


class Pace:
    """How often each address may ask within a minute, counted in this process."""

    MOST_ADDRESSES = 10_000

    def __init__(self, a_minute: int) -> None:
        self.a_minute = a_minute
        self._asked: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def allows(self, address: str) -> bool:
        now = time.monotonic()
        with self._lock:
            if len(self._asked) > self.MOST_ADDRESSES:
                self._asked = {key: times for key, times in self._asked.items() if times[-1] > now - 60}
            times = self._asked.setdefault(address, deque(maxlen=self.a_minute))
            if len(times) == self.a_minute and times[0] > now - 60:
                return False
            times.append(now)
            return True

    def forget(self) -> None:
        self._asked.clear()


pages, completions = Pace(PAGES_A_MINUTE), Pace(COMPLETIONS_A_MINUTE)


def address_of(request: HttpRequest) -> str:
    """Return who asks: as the web server before us says, where one on this machine does."""
    own = str(request.META.get("REMOTE_ADDR", ""))
    told = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    return told[:64] if told and own in {"127.0.0.1", "::1", ""} else own


@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """Lead to the first edition's search."""
    found = editions()
    if not found:
        raise Http404
    return redirect(
        search_path(found[0]) + (f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else "")
    )


@require_safe
def search(request: HttpRequest, lang: str) -> HttpResponse:
    """Answer a question with a page. Too many from one address are told to wait."""
    if lang not in editions():
        raise Http404
    if not pages.allows(address_of(request)):
        return too_often(words_of(lang)["search_too_often"])
    with tags.one_moment():
        page = search_page(lang, request.GET.dict())
    html = render(page, from_anywhere=True)
    return HttpResponse(html, headers={"X-Robots-Tag": "noindex", "Cache-Control": KEPT})


@require_safe
def completing(request: HttpRequest, lang: str) -> HttpResponse:
    """Return completions of `q` as JSON: {"completions": [{"text": …, "kind": …}, …]}."""
    if lang not in editions():
        raise Http404
    if not completions.allows(address_of(request)):
        return too_often(words_of(lang)["search_too_often"])
    try:
        found = complete(request.GET.get("q", "").replace("\0", " "), lang)
    except TooSlow:
        found = []
    words = words_of(lang)
    told = [{"text": each.text, "kind": words[f"search_as_{each.kind}"]} for each in found]
    return JsonResponse(
        {"completions": told}, headers={"Cache-Control": KEPT}, json_dumps_params={"ensure_ascii": False}
    )


def too_often(told: str) -> HttpResponse:
    kind = "text/plain; charset=utf-8"
    return HttpResponse(told, status=429, content_type=kind, headers={"Retry-After": "60", "X-Robots-Tag": "noindex"})


urlpatterns = [
    path("", first),
    path("<slug:lang>/", search),
    path("<slug:lang>/complete", completing),
]
