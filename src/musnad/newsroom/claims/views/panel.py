"""What the panel in a story's editor asks: the suggestions, and what the editor answers to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from musnad.ledger import recording
from musnad.ledger.errors import LedgerError
from musnad.ledger.models import Statement
from musnad.ledger.vocabulary import Act, SourceKind
from musnad.newsroom.acting import name_of
from musnad.newsroom.claims import answering, forms, listing, wording
from musnad.newsroom.claims.checks import warnings_of
from musnad.newsroom.claims.errors import NotAnswered, SuggestionGone
from musnad.newsroom.claims.powers import RECORD, WITHDRAW, powers
from musnad.newsroom.claims.suggesting import Suggesting
from musnad.newsroom.claims.views.refusals import in_words
from musnad.newsroom.documents import key_of
from musnad.newsroom.models import Story

Answering = Callable[[HttpRequest, Story], str]


def editable(request: HttpRequest, story: int) -> Story:
    """Return the story as its editors have it now, saved; 404 where there is none, 403 where it is not theirs."""
    row: Story = get_object_or_404(Story, pk=story)
    if not row.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    latest: Story = row.get_latest_revision_as_object()
    return latest


@require_GET
def suggestions(request: HttpRequest, story: int) -> HttpResponse:
    return _panel(request, editable(request, story))


def answers(permission: str) -> Callable[[Answering], Callable[..., HttpResponse]]:
    """Make a view of a function that does something and says what: the panel as it is then, or why it cannot be."""

    def made(act: Answering) -> Callable[..., HttpResponse]:
        @require_POST
        @wraps(act)
        def view(request: HttpRequest, story: int) -> HttpResponse:
            there = editable(request, story)
            if not request.user.has_perm(permission):
                return JsonResponse({"said": _("Your role records nothing in the ledger.")}, status=403)
            try:
                said = act(request, there)
            except (NotAnswered, LedgerError) as refusal:
                return JsonResponse({"said": in_words(refusal)}, status=409)
            return _panel(request, there, said=said)

        return view

    return made


@answers(RECORD)
def accept(request: HttpRequest, story: Story) -> str:
    told = forms.correction(request.POST, story.edition().date_policy.zone_info)
    statement = answering.accept(story, request.POST.get("key", ""), by=name_of(request.user), correction=told)
    return _("Recorded: %(source)s %(act)s.") % {"source": statement.source, "act": statement.get_act_display()}


@answers(RECORD)
def dismiss(request: HttpRequest, story: Story) -> str:
    answering.dismiss(story, request.POST.get("key", ""), by=name_of(request.user))
    return _("Dismissed for good.")


@answers(RECORD)
def ask_again(request: HttpRequest, story: Story) -> str:
    answering.ask_again(story, request.POST.get("key", ""))
    return _("It is asked about again.")


@answers(WITHDRAW)
def withdraw(request: HttpRequest, story: Story) -> str:
    number = request.POST.get("statement", "")
    statement = Statement.objects.filter(pk=number if number.isdecimal() else 0, document=key_of(story.pk)).first()
    if statement is None:
        raise SuggestionGone
    recording.withdraw(statement, by=name_of(request.user), reason=request.POST.get("reason", ""))
    return _("Withdrawn: the statement counts no longer.")


def _panel(request: HttpRequest, story: Story, *, said: str = "") -> HttpResponse:
    suggesting = Suggesting(story)
    warned = warnings_of(suggesting)
    open_ = suggesting.open
    context = {
        "story": story,
        "suggestions": [_shown(each) for each in open_],
        "recorded": listing.with_claims(suggesting.statements),
        "dismissed": [each for each in suggesting.all if each.dismissed],
        "warnings": [{"about": each, "words": wording.warning(each)} for each in warned],
        "acts": Act.choices,
        "kinds": SourceKind.choices,
        "may": powers(request.user),
        "zone": suggesting.zone,
    }
    counted = ngettext("%(count)s suggestion", "%(count)s suggestions", len(open_)) % {"count": len(open_)}
    warnings = ngettext("%(count)s warning", "%(count)s warnings", len(warned)) % {"count": len(warned)}
    return JsonResponse(
        {
            "html": render_to_string("newsroom/panel/suggestions.html", context, request),
            "said": "، ".join(filter(None, (said, counted, warnings if warned else ""))),
            "count": len(open_) + len(warned),
        }
    )


def _shown(each: Any) -> dict[str, Any]:
    same = each.same
    return {
        "one": each,
        "why": wording.why_found(each.found),
        "strength": wording.strength(each.found),
        "confidence": round(each.found.confidence * 100),
        "proposals": [
            {"proposal": proposal, "why": wording.why_matched(proposal.match), "chosen": proposal is same}
            for proposal in each.proposals
        ],
    }
