"""The newsroom's pages about subscribers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from musnad.letters import lists, subscribing, taking_in
from musnad.letters.models import Subscriber, Subscription
from musnad.letters.readers.files import NoTable, read_addresses, written
from musnad.letters.readers.forms import ImportForm
from musnad.letters.readers.powers import CHANGE, ERASE, VIEW

ON_A_PAGE = 50
WRONG_SHOWN = 30
"""Lines of a file that are named as wrong; what there is beyond is counted."""


@require_GET
@permission_required(VIEW)
def listing(request: HttpRequest) -> HttpResponse:
    """Show who has asked, how many they are, and on which lists."""
    rows = chosen(request)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    known = Subscription.objects.filter(subscriber__in=[row.pk for row in page]).values_list("subscriber_id", "list")
    on: dict[int, list[str]] = {}
    for pk, key in known:
        on.setdefault(pk, []).append(key)
    names = names_of([key for keys in on.values() for key in keys])
    for row in page:
        row.names = [names[key] for key in on.get(row.pk, []) if key in names]  # type: ignore[attr-defined]
    return TemplateResponse(
        request,
        "letters/readers/list.html",
        {
            "header_title": _("Subscribers"),
            "page": page,
            "total": page.paginator.count,
            "states": counted_states(),
            "lists": counted_lists(),
            "asked": {name: request.GET.get(name, "") for name in ("q", "state", "list")},
            "may_change": request.user.has_perm(CHANGE),
        },
    )


def chosen(request: HttpRequest) -> QuerySet[Subscriber]:
    """Return the subscribers that the page's filters leave."""
    rows = Subscriber.objects.all()
    if words := request.GET.get("q", "").strip()[:254]:
        rows = rows.filter(address__contains=words.lower()) | rows.filter(typed__icontains=words)
    if (state := request.GET.get("state", "")) in Subscriber.State.values:
        rows = rows.filter(state=state)
    if key := request.GET.get("list", "")[:40]:
        rows = rows.filter(pk__in=Subscription.objects.filter(list=key).values("subscriber"))
    return rows.order_by("-asked_at", "-pk")


def counted_states() -> list[tuple[str, str, int]]:
    """Return each state with its name and how many are in it."""
    counts = dict(Subscriber.objects.order_by().values_list("state").annotate(count=Count("pk")))
    return [(state.value, str(state.label), counts.get(state.value, 0)) for state in Subscriber.State]


def counted_lists() -> list[tuple[str, str, int]]:
    """Return each list that somebody is on, with its name and how many they are, the largest first."""
    counts = dict(Subscription.objects.order_by().values_list("list").annotate(count=Count("pk")))
    names = names_of(list(counts))
    return sorted(((key, names.get(key) or key, count) for key, count in counts.items()), key=lambda each: -each[2])


def names_of(keys: list[str]) -> dict[str, str]:
    """Return what the newsroom calls lists: two editions have letters of one name each in its own words."""
    named: dict[str, str] = {}
    for lang in {key.partition(":")[2] for key in keys if not key.startswith(f"{lists.TOPIC}:")}:
        named |= lists.names_of([key for key in keys if key.endswith(f":{lang}")], lang)
    return named | lists.names_of([key for key in keys if key.startswith(f"{lists.TOPIC}:")], "ar")


@require_GET
@permission_required(VIEW)
def export(request: HttpRequest) -> HttpResponseBase:
    """Give the subscribers that the filters leave as a CSV file."""
    response = StreamingHttpResponse(
        written(chosen(request).iterator(chunk_size=500)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="subscribers.csv"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
@permission_required(CHANGE)
def bring_in(request: HttpRequest) -> HttpResponse:
    """Ask for a file of addresses, and take them in."""
    form = ImportForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"header_title": _("Bring subscribers in"), "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            read = read_addresses(form.cleaned_data["file"].read())
        except NoTable:
            form.add_error("file", _("No addresses were found in this file. Save the table as CSV."))
        else:
            stated = form.cleaned_data["how"] == ImportForm.STATED
            context["taken"] = taking_in.take_in(
                read.addresses,
                form.cleaned_data["letters"],
                form.lang,
                consent=form.cleaned_data["consent"].strip() or "import",
                confirmed=stated,
            )
            context |= {"stated": stated, "wrong": read.wrong[:WRONG_SHOWN], "wrong_count": len(read.wrong)}
    return TemplateResponse(request, "letters/readers/import.html", context)


@require_GET
@permission_required(VIEW)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Subscriber, pk=pk)
    keys = list(row.subscriptions.values_list("list", flat=True))
    return TemplateResponse(
        request,
        "letters/readers/one.html",
        {
            "header_title": row.typed,
            "row": row,
            "names": list(names_of(keys).values()),
            "may_change": request.user.has_perm(CHANGE),
            "may_erase": request.user.has_perm(ERASE),
        },
    )


@require_POST
def take_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off all lists, as he asked on the telephone."""
    row = may(request, CHANGE, pk)
    subscribing.leave_all(row)
    messages.success(request, _("Nothing more is sent to this address."))
    return redirect("musnad_subscribers:one", pk=pk)


@require_POST
def allow(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an address that bounced or complained ask again."""
    row = may(request, CHANGE, pk)
    subscribing.allow(row)
    messages.success(request, _("This address may ask for letters again."))
    return redirect("musnad_subscribers:one", pk=pk)


@require_POST
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    row = may(request, ERASE, pk)
    subscribing.erase(row)
    messages.success(request, _("The address is erased."))
    return redirect("musnad_subscribers:list")


def may(request: HttpRequest, permission: str, pk: int) -> Subscriber:
    """Return the subscriber. Raises PermissionDenied, Http404."""
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return get_object_or_404(Subscriber, pk=pk)
