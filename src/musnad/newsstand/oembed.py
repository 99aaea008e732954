"""oEmbed (oembed.com, 1.0): how another site shows a story or a claim. Python answers this; the cards are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import escape as escape_xml

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.views.decorators.http import require_safe

from musnad.ledger.models import Claim
from musnad.newsroom.models import Edition, PublicAddress, PublicState
from musnad.newsstand import ledger_plan, plan
from musnad.newsstand.addresses import whole_address
from musnad.newsstand.routing import editions

WIDTH, HEIGHT = 600, 220
"""Pixels of a card where the other site has room for them."""

AGE = 3600
"""Seconds for which the answer may be kept. What the card shows is another matter: each reader asks for it."""

SANDBOX = "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"

_STORY = re.compile(r"/n/([0-9]{1,18})/")
_CLAIM = re.compile(r"/c/([0-9]{1,18})/")
_NAMED_CLAIM = re.compile(r"/([a-z-]{2,12})/claim/[^/]*-([0-9]{1,18})/")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: its title, the language of its edition, and the path of its card."""

    title: str
    lang: str
    card: str


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer ?url=…&format=json|xml&maxwidth=…&maxheight=…; 404 for what is no story or claim, 501 for a format."""
    form = request.GET.get("format", "json")
    if form not in {"json", "xml"}:
        return HttpResponse("json or xml", status=501, content_type="text/plain; charset=utf-8")
    try:
        width, height = (room(request.GET.get(name, "")) for name in ("maxwidth", "maxheight"))
    except ValueError:
        return HttpResponseBadRequest("maxwidth and maxheight are whole numbers", content_type="text/plain")
    shown = shown_at(request.GET.get("url", ""))
    if shown is None:
        raise Http404
    told = answer(shown, min(WIDTH, width or WIDTH), min(HEIGHT, height or HEIGHT))
    response = (
        HttpResponse(as_xml(told), content_type="text/xml; charset=utf-8") if form == "xml" else JsonResponse(told)
    )
    response["Cache-Control"] = "public, max-age=300"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def room(written: str) -> int:
    """Return a number of pixels, 0 where none is given. Raises ValueError."""
    if not written:
        return 0
    if not (written.isascii() and written.isdigit() and len(written) < 7 and int(written)):
        raise ValueError(written)
    return int(written)


def shown_at(address: str) -> Shown | None:
    """Return what stands at a whole address of this site."""
    try:
        asked, own = urlsplit(address), urlsplit(settings.MUSNAD_SITE_URL)
    except ValueError:
        return None
    path = unquote(asked.path)
    if (asked.scheme, asked.netloc) != (own.scheme, own.netloc) or "\0" in path:
        return None
    path = path if path.endswith("/") else f"{path}/"
    return story_at(path) or claim_at(path)


def story_at(path: str) -> Shown | None:
    found = _STORY.fullmatch(path)
    key = int(found[1]) if found else PublicAddress.objects.filter(path=path).values_list("story", flat=True).first()
    state = PublicState.objects.filter(pk=key, live=True).first() if key is not None else None
    return Shown(state.headline, state.lang, plan.card_path(state.pk)) if state else None


def claim_at(path: str) -> Shown | None:
    short, named = _CLAIM.fullmatch(path), _NAMED_CLAIM.fullmatch(path)
    found = short or named
    claim = Claim.objects.filter(pk=int(found[found.lastindex or 1])).first() if found else None
    langs = editions()
    if claim is None or not langs:
        return None
    wanted = named[1] if named else claim.language
    lang = wanted if wanted in langs else langs[0]
    return Shown(claim.sentence, lang, ledger_plan.card_path(claim.pk, lang))


def answer(shown: Shown, width: int, height: int) -> dict[str, str | int]:
    name = Edition.objects.filter(slug=shown.lang).values_list("title", flat=True).first() or ""
    frame = (
        f'<iframe src="{escape(whole_address(shown.card))}" title="{escape(shown.title)}" width="{width}" '
        f'height="{height}" sandbox="{SANDBOX}" loading="lazy" frameborder="0"></iframe>'
    )
    return {
        "type": "rich",
        "version": "1.0",
        "title": shown.title,
        "provider_name": name,
        "provider_url": whole_address(f"/{shown.lang}/"),
        "cache_age": AGE,
        "html": frame,
        "width": width,
        "height": height,
    }


def as_xml(told: dict[str, str | int]) -> str:
    lines = "".join(f"<{name}>{escape_xml(str(value))}</{name}>" for name, value in told.items())
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?><oembed>{lines}</oembed>'
