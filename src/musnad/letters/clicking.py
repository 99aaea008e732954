"""How often the links of a letter are followed, where the newsroom wants to know: a number for each link, no names."""

from __future__ import annotations

import re
from html import escape, unescape

from django.conf import settings
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from musnad.letters.models import CountedLink, Letter

_LINK = re.compile(r'(?<= href=")(https?://[^"]+)(?=")')


def counted_addresses(letter: Letter, html: str) -> str:
    """Return `html` with its links to this site's pages led through `follow`; all others stay, and the ways out."""
    site = settings.MUSNAD_SITE_URL + "/"
    found = {unescape(address) for address in _LINK.findall(html)}
    wanted = sorted(address for address in found if address.startswith(site) and len(address) <= 1000)
    rows = [CountedLink(letter=letter, address=address) for address in wanted]
    CountedLink.objects.bulk_create(rows, ignore_conflicts=True)
    tokens = dict(CountedLink.objects.filter(letter=letter, address__in=wanted).values_list("address", "token"))

    def through(match: re.Match[str]) -> str:
        token = tokens.get(unescape(match[1]))
        return escape(settings.MUSNAD_SITE_URL + reverse("letters:follow", args=[token])) if token else match[1]

    return _LINK.sub(through, html)


@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Lead to the address that `token` stands for in a letter of ours, and to none other; a GET counts."""
    link = CountedLink.objects.filter(token=token).first()
    if link is None:
        raise Http404
    if request.method == "GET":
        CountedLink.objects.filter(pk=link.pk).update(count=F("count") + 1)
    answer = HttpResponseRedirect(link.address)
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
