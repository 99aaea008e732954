"""The newsroom's page about the press: how much waits and since when, what failed and why, what was printed last."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.models import Page

from musnad.press import asking, desk, presence
from musnad.press.models import PrintedPage
from musnad.press.powers import ASK, VIEW

SHOWN = 30
"""Rows of each table; what there is beyond is counted."""

OF_WAGTAIL = ("story:", "section:", "page:")
"""Owners that are pages of Wagtail's, with its numbers."""


@require_GET
@permission_required(VIEW)
def page(request: HttpRequest) -> HttpResponse:
    """Show the desk. With `?part`, only what changes on it: the page asks for that by itself every few seconds."""
    template = "press/desk_now.html" if "part" in request.GET else "press/desk.html"
    return TemplateResponse(request, template, context(request))


def context(request: HttpRequest) -> dict[str, object]:
    queue, failures = desk.queue(), desk.failures()
    workers = presence.workers()
    return {
        "header_title": _("The press"),
        "queue": queue,
        "state": state_of(queue, workers),
        "workers": workers,
        "failures": titled(failures[:SHOWN]),
        "more_failures": max(queue.failing - SHOWN, 0),
        "waiting": titled(desk.next_in_line(SHOWN)),
        "more_waiting": max(queue.waiting - SHOWN, 0),
        "prints": titled(desk.last_prints(SHOWN)),
        "caches": desk.cache_lines(),
        "has_caches": bool(settings.PUBLIC_CDN),
        "hubs": desk.hub_lines(),
        "has_hubs": bool(settings.MUSNAD_WEBSUB_HUBS),
        "everything": asking.everything_asked(),
        "may_ask": request.user.has_perm(ASK),
        "site": settings.MUSNAD_SITE_URL,
    }


def titled(pages: Iterable[PrintedPage]) -> list[PrintedPage]:
    """Return the pages, each with the `title` that editors know it by; "" where it has none but its address."""
    rows = list(pages)
    numbers = {row.pk: row.owner.partition(":")[2] for row in rows if row.owner.startswith(OF_WAGTAIL)}
    titles = dict(Page.objects.filter(pk__in=numbers.values()).values_list("pk", "title"))
    for row in rows:
        row.title = titles.get(int(numbers.get(row.pk, 0)), "")  # type: ignore[attr-defined]
    return rows


def state_of(queue: desk.Queue, workers: list[presence.Seen]) -> str:
    """Return the one word that the page begins with: what an editor must know first comes first."""
    living = [worker for worker in workers if worker.alive]
    if not living:
        return "asleep"
    if all(worker.trouble for worker in living):
        return "trouble"
    if queue.failing:
        return "failing"
    return "busy" if queue.waiting or queue.raised else "done"


@require_POST
def try_again(request: HttpRequest) -> HttpResponse:
    """Try the failed page `page` again now, or all of them where none is named."""
    may_ask(request)
    number = request.POST.get("page", "")
    if number and not (number.isdecimal() and len(number) < 18):
        raise PermissionDenied
    count = asking.try_again(int(number) if number else None)
    said = ngettext("%(count)d page is tried again now.", "%(count)d pages are tried again now.", count)
    messages.success(request, said % {"count": count})
    return redirect("musnad_press:desk")


@require_POST
def everything(request: HttpRequest) -> HttpResponse:
    may_ask(request)
    asking.ask_for_everything()
    messages.success(
        request, _("The press compares every page and file with what should be there, and mends what differs.")
    )
    return redirect("musnad_press:desk")


def may_ask(request: HttpRequest) -> None:
    if not request.user.has_perm(ASK):
        raise PermissionDenied
