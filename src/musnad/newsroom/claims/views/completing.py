"""Completion while an editor types: sources by their names in all spellings, claims by their words."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET
from wagtail.admin.auth import permission_required

from musnad.ledger import reading
from musnad.ledger.matching.finding import find_claims
from musnad.ledger.models import Claim, Source
from musnad.newsroom.claims.powers import VIEW

MOST = 8


@require_GET
@permission_required(VIEW)
def sources(request: HttpRequest) -> JsonResponse:
    """Return {"found": [{"key", "name", "kind", "about"}]} of the sources whose names have words that begin so."""
    found = reading.sources_like(request.GET.get("q", ""), most=MOST)
    return JsonResponse({"found": [_source(source) for source in found]})


def _source(source: Source) -> dict[str, object]:
    aliases = source.names.filter(dropped_at=None).exclude(name=source.name).values_list("name", flat=True)[:3]
    about = [source.get_kind_display(), *([str(source.belongs_to)] if source.belongs_to else []), *aliases]
    return {"key": source.pk, "name": source.name, "kind": source.kind, "about": "، ".join(map(str, about))}


@require_GET
@permission_required(VIEW)
def claims(request: HttpRequest) -> JsonResponse:
    """Return {"found": [{"key", "name", "about"}]} of the claims that the words may be about, or whose number it is."""
    asked = request.GET.get("q", "").strip()
    if asked.isdecimal():
        rows = list(Claim.objects.filter(pk=int(asked), merged_into=None)) if len(asked) < 18 else []
    else:
        numbers = [match.claim for match in find_claims(asked, limit=MOST)] if asked else []
        by_number = Claim.objects.in_bulk(numbers)
        rows = [by_number[number] for number in numbers]
    return JsonResponse({"found": [_claim(claim) for claim in rows]})


def _claim(claim: Claim) -> dict[str, object]:
    return {"key": claim.pk, "name": claim.sentence, "about": f"{claim.get_state_display()} · {claim.pk}"}
