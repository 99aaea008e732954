"""A source's page for editors, and what they do to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_required
from wagtail.admin.paginator import WagtailPaginator

from musnad.ledger import reading, recording
from musnad.ledger.merging import sources_in
from musnad.ledger.models import LogEntry, Source, SourceAddress, SourceName
from musnad.ledger.vocabulary import AddressKind, SourceKind
from musnad.newsroom.acting import name_of
from musnad.newsroom.claims import listing
from musnad.newsroom.claims.powers import AMEND_SOURCES, VIEW, powers
from musnad.newsroom.claims.views.acts import acts, chosen, version_in

ON_A_PAGE = 30


@permission_required(VIEW)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the source of that number; one that was merged leads to what it became."""
    row = get_object_or_404(Source.objects.select_related("belongs_to"), pk=pk)
    if row.merged_into_id:
        return redirect("musnad_claims:source", pk=reading.source_of(pk).pk)
    numbers = sources_in(pk)
    said = reading.statements_by(pk).select_related("claim")
    statements = WagtailPaginator(said, ON_A_PAGE).get_page(request.GET.get("p"))
    context = {
        "header_title": row.name,
        "page_title": _("Source"),
        "source": row,
        "names": SourceName.objects.filter(source__in=numbers, dropped_at=None).order_by("pk"),
        "addresses": SourceAddress.objects.filter(source__in=numbers, dropped_at=None).order_by("pk"),
        "members": Source.objects.filter(belongs_to__in=numbers, merged_into=None).order_by("name"),
        "merged": Source.objects.filter(pk__in=numbers).exclude(pk=pk),
        "record": reading.record_of(pk),
        "pages": statements,
        "statements": listing.with_claims(statements),
        "log": LogEntry.objects.filter(source__in=numbers).order_by("-pk")[:100],
        "kinds": SourceKind.choices,
        "address_kinds": AddressKind.choices,
        "may": powers(request.user),
    }
    return TemplateResponse(request, "newsroom/desk/source.html", context)


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "")


@acts(Source, AMEND_SOURCES)
def amend(request: HttpRequest, source: Source) -> str:
    source.name = request.POST.get("name", "")
    kind = request.POST.get("kind", "")
    source.kind = kind if kind in SourceKind.values else source.kind
    source.note = request.POST.get("note", "")
    source.independent = "independent" in request.POST
    named = request.POST.get("belongs_to_name", "").strip()
    source.belongs_to = chosen(Source, request, "belongs_to") if named else None
    source.version = version_in(request)
    recording.amend_source(source, by=name_of(request.user), reason=_reason(request))
    return _("The source was amended.")


@acts(Source, AMEND_SOURCES)
def merge(request: HttpRequest, source: Source) -> str:
    into = chosen(Source, request, "into")
    kept = recording.merge_sources(source, into, by=name_of(request.user), reason=_reason(request))
    return _("Merged into «%(kept)s». It can be undone there.") % {"kept": kept}


@acts(Source, AMEND_SOURCES)
def part(request: HttpRequest, source: Source) -> str:
    merged = chosen(Source, request, "merged")
    recording.part_source(merged, by=name_of(request.user), reason=_reason(request))
    return _("«%(source)s» is a source of its own again, with all that was its own.") % {"source": merged}


@acts(Source, AMEND_SOURCES)
def add_name(request: HttpRequest, source: Source) -> str:
    told = request.POST.get("language", "")
    recording.add_name(source, request.POST.get("name", ""), language=told or source.language, by=name_of(request.user))
    return _("The name was added.")


@acts(Source, AMEND_SOURCES)
def drop_name(request: HttpRequest, source: Source) -> str:
    recording.drop_name(chosen(SourceName, request, "name"), by=name_of(request.user), reason=_reason(request))
    return _("The name was dropped; it stays in the log.")


@acts(Source, AMEND_SOURCES)
def add_address(request: HttpRequest, source: Source) -> str:
    told = request.POST.get("kind", "")
    kind = AddressKind(told) if told in AddressKind.values else AddressKind.SITE
    recording.add_address(source, kind, request.POST.get("address", ""), by=name_of(request.user))
    return _("The address was added.")


@acts(Source, AMEND_SOURCES)
def drop_address(request: HttpRequest, source: Source) -> str:
    address = chosen(SourceAddress, request, "address")
    recording.drop_address(address, by=name_of(request.user), reason=_reason(request))
    return _("The address was dropped; it stays in the log.")
