"""The desk: the ledger as editors look through it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_required
from wagtail.admin.paginator import WagtailPaginator

from musnad.ledger.vocabulary import State
from musnad.newsroom.claims import listing, wording
from musnad.newsroom.claims.powers import VIEW

ON_A_PAGE = 30
STORIES_ON_A_PAGE = 10
"""Each story's text is read and matched when it is shown: so many take a fraction of a second."""


def shown(request: HttpRequest, template: str, here: str, title: str, **context: object) -> HttpResponse:
    """Answer with a page of the desk, `here` being the tab that it stands under."""
    told = {"here": here, "header_title": title, "page_title": title, **context}
    return TemplateResponse(request, f"newsroom/desk/{template}.html", told)


@permission_required(VIEW)
def today(request: HttpRequest) -> HttpResponse:
    changes = listing.changed_today()
    return shown(request, "today", "today", _("Claims"), changes=changes, states=listing.states())


@permission_required(VIEW)
def claims(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("state", "")
    state = asked if asked in State.values else ""
    words = request.GET.get("q", "").strip()
    rows = WagtailPaginator(listing.claims(state=state, words=words), ON_A_PAGE).get_page(request.GET.get("p"))
    told = {"claims": rows, "state": state, "words": words, "states": listing.states()}
    return shown(request, "claims", "claims", _("Claims by standing"), **told)


@permission_required(VIEW)
def sources(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    rows = WagtailPaginator(listing.sources(words), ON_A_PAGE).get_page(request.GET.get("p"))
    return shown(request, "sources", "sources", _("Sources"), sources=rows, words=words)


@permission_required(VIEW)
def unanswered(request: HttpRequest) -> HttpResponse:
    stories = WagtailPaginator(listing.published(), STORIES_ON_A_PAGE).get_page(request.GET.get("p"))
    matches, found = listing.waiting(stories)
    asking = [
        {
            "story": each.story,
            "others": each.others,
            "matches": [
                {"one": one, "same": one.same, "why": wording.why_matched(one.same.match)}
                for one in each.matches
                if one.same is not None
            ],
        }
        for each in found
    ]
    told = {"stories": stories, "asking": asking, "matches": matches, "most": listing.COUNTED}
    return shown(request, "unanswered", "unanswered", _("Unanswered matches"), **told)
