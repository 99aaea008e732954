"""Every edit in the newsroom is one transaction: what it changed and what it raised stand or fall together."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from musnad.newsroom.acting import acting

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class AtomicEdits:
    """Middleware, innermost: wraps unsafe requests alone, since on SQLite a transaction keeps other writers waiting.

    An answer that says the edit failed (4xx, 5xx) rolls it back; Wagtail answers an invalid form with 200.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE:
            return self.get_response(request)
        with acting(getattr(request, "user", None)), transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 400:
                transaction.set_rollback(True)
        return response
