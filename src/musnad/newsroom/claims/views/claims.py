"""A claim's page for editors, and what they do to it."""

from __future__ import annotations

from datetime import datetime, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_required

from musnad.ledger import reading, recording
from musnad.ledger.merging import claims_in
from musnad.ledger.models import Claim, Source, Statement, Verdict
from musnad.ledger.standing import Finding
from musnad.ledger.vocabulary import Precision, VerdictKind
from musnad.newsroom.acting import name_of
from musnad.newsroom.claims import listing
from musnad.newsroom.claims.powers import AMEND_CLAIMS, JUDGE, VIEW, WITHDRAW, powers
from musnad.newsroom.claims.views.acts import acts, chosen, version_in


@permission_required(VIEW)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the claim of that number; one that was merged leads to what it became."""
    row = get_object_or_404(Claim, pk=pk)
    if row.merged_into_id:
        return redirect("musnad_claims:claim", pk=reading.claim_of(pk).pk)
    finding = reading.finding_of(pk)
    context = {
        "header_title": row.sentence,
        "page_title": _("Claim"),
        "claim": row,
        "happened_on": timezone.localtime(row.happened_at).date() if row.happened_at else None,
        "finding": finding,
        "roots": [(names[root.source], root.parties) for names in [_names(finding)] for root in finding.roots],
        "told": _told(finding),
        "statements": reading.statements_of(pk),
        "merged": Claim.objects.filter(pk__in=claims_in(pk)).exclude(pk=pk),
        "verdicts": Verdict.objects.filter(claim__in=claims_in(pk)).order_by("-pk"),
        "standings": reading.standings_of(pk)[:100],
        "log": reading.log_of(pk)[:100],
        "stories": listing.stories_of(pk),
        "verdict_kinds": VerdictKind.choices,
        "may": powers(request.user),
    }
    return TemplateResponse(request, "newsroom/desk/claim.html", context)


def _names(finding: Finding) -> dict[int, Source]:
    """Return the sources that a finding names, by their numbers."""
    lists = (finding.confirmed_by, finding.denied_by, finding.retracted_by, finding.doubted_by, finding.declined_by)
    wanted = {root.source for root in finding.roots} | {by.source for each in lists for by in each}
    return Source.objects.in_bulk(wanted | {each.by.source for each in finding.parts})


def _told(finding: Finding) -> list[tuple[str, list[Source]]]:
    """Return who did what, for whatever anybody did."""
    names = _names(finding)
    lists = [
        (_("confirmed by"), finding.confirmed_by),
        (_("denied by"), finding.denied_by),
        (_("taken back by"), finding.retracted_by),
        (_("doubted by"), finding.doubted_by),
        (_("neither confirmed nor denied by"), finding.declined_by),
    ]
    return [(words, [names[by.source] for by in each]) for words, each in lists if each]


@acts(Claim, AMEND_CLAIMS)
def amend(request: HttpRequest, claim: Claim) -> str:
    claim.sentence = request.POST.get("sentence", "")
    claim.place = request.POST.get("place", "")
    day = parse_date(request.POST.get("happened_on", ""))
    before = timezone.localtime(claim.happened_at).date() if claim.happened_at else None
    # A time known to the minute stays as it is while its day is left alone.
    if day != before:
        zone = timezone.get_current_timezone()
        claim.happened_at = datetime.combine(day, time(), tzinfo=zone) if day else None
        claim.happened_precision = Precision.DAY
    claim.version = version_in(request)
    recording.amend_claim(claim, by=name_of(request.user), reason=request.POST.get("reason", ""))
    return _("The claim was amended.")


@acts(Claim, AMEND_CLAIMS)
def merge(request: HttpRequest, claim: Claim) -> str:
    into = chosen(Claim, request, "into")
    kept = recording.merge_claims(claim, into, by=name_of(request.user), reason=request.POST.get("reason", ""))
    return _("Merged into «%(kept)s». It can be undone there.") % {"kept": kept}


@acts(Claim, AMEND_CLAIMS)
def part(request: HttpRequest, claim: Claim) -> str:
    merged = chosen(Claim, request, "merged")
    recording.part_claim(merged, by=name_of(request.user), reason=request.POST.get("reason", ""))
    return _("«%(claim)s» is a claim of its own again, with all that was its own.") % {"claim": merged}


@acts(Claim, JUDGE)
def judge(request: HttpRequest, claim: Claim) -> str:
    told = request.POST.get("verdict", "")
    verdict = VerdictKind(told) if told in VerdictKind.values else VerdictKind.UNPROVEN
    recording.settle(claim, verdict=verdict, reason=request.POST.get("reason", ""), by=name_of(request.user))
    return _("The verdict stands: %(verdict)s.") % {"verdict": verdict.label}


@acts(Claim, JUDGE)
def lift(request: HttpRequest, claim: Claim) -> str:
    verdict = chosen(Verdict, request, "verdict")
    recording.lift_verdict(verdict, by=name_of(request.user), reason=request.POST.get("reason", ""))
    return _("The verdict was lifted.")


@acts(Claim, WITHDRAW)
def withdraw(request: HttpRequest, claim: Claim) -> str:
    statement = chosen(Statement, request, "statement")
    recording.withdraw(statement, by=name_of(request.user), reason=request.POST.get("reason", ""))
    return _("Withdrawn: the statement counts no longer.")
