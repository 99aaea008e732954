"""The pages that readers' forms and links lead to.

No cookie is read or set here, so another site has no session to misuse: what a POST may do is what its link says, and
the form of asking only has a message sent. So there is no CSRF token, with which a printed page could hold no form.
A GET changes nothing: mail scanners and previews follow links.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from musnad.letters import asking, limits, links, lists, making, pages, subscribing
from musnad.letters.addresses import read_address
from musnad.letters.clients import network_of
from musnad.letters.errors import BadAddress
from musnad.letters.exporting import known_of
from musnad.newsstand.routing import editions

View = Callable[..., HttpResponseBase]


def for_readers(*methods: str) -> Callable[[View], View]:
    """Return a decorator: the view answers `methods`, and no cache keeps, no other site learns of its address."""

    def decorated(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, **named: str) -> HttpResponseBase:
            response = require_http_methods(methods)(view)(request, **named)
            response["Cache-Control"] = "no-store"
            response["Referrer-Policy"] = "no-referrer"
            response["X-Robots-Tag"] = "noindex"
            return response

        return csrf_exempt(answered)

    return decorated


# --- asking ------------------------------------------------------------------------------------------------------


@for_readers("GET", "HEAD", "POST")
def ask(request: HttpRequest, lang: str) -> HttpResponse:
    """Show the form; of what it sends, have a message sent. The answer is the same whoever is on a list."""
    known_edition(lang)
    if request.method != "POST":
        return pages.asked(lang)
    network = network_of(request)
    if network and not limits.allowed(limits.OF_NETWORK, network):
        return pages.limited(lang)
    written, keys = request.POST.get("address", ""), request.POST.getlist("list")
    try:
        address = read_address(written)
    except BadAddress as error:
        return pages.asked(lang, written, keys, f"letters_bad_{error.flaw}", "address")
    wanted = lists.offered(keys, lang)
    if not wanted:
        return pages.asked(lang, written, keys, "letters_none_chosen", "list")
    # Whoever fills in what no reader sees is a program, and need not know that it was found out.
    if not request.POST.get("website"):
        asking.ask(address, wanted, lang, consent="site")
    return HttpResponseRedirect(reverse("letters:sent", args=[lang]), status=303)


@for_readers("GET", "HEAD")
def sent(request: HttpRequest, lang: str) -> HttpResponse:
    known_edition(lang)
    return pages.sent(lang)


@for_readers("GET", "HEAD")
def erased(request: HttpRequest, lang: str) -> HttpResponse:
    known_edition(lang)
    return pages.erased(lang)


def known_edition(lang: str) -> None:
    if lang not in editions():
        raise Http404


# --- links in messages -------------------------------------------------------------------------------------------


@for_readers("GET", "HEAD", "POST")
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether the subscription is meant; a POST confirms it. Twice is as once."""
    asked = links.confirming(token)
    if asked is None:
        return pages.dead(first_edition(), "letters_dead")
    if request.method != "POST":
        return pages.confirm(asked, request.path)
    subscribing.confirm(asked.subscriber, asked.lists, lang=asked.lang)
    return pages.confirmed(asked)


@for_readers("GET", "HEAD", "POST")
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to leave; a POST does, from the page or from a mail program (RFC 8058). Twice is as once."""
    link = links.opened(token, links.LEAVE)
    if link is None:
        # A mail program is told that all is well: to such an address nothing is sent.
        return pages.dead(first_edition(), "letters_dead_leave", status=200 if request.method == "POST" else 404)
    key, letter, one = str(link.parts[0]), int(link.parts[1]), link.subscriber
    if request.method != "POST":
        return pages.leave(one, key, request.path)
    if one.subscriptions.exists():
        making.count(letter, "left")
    if key and "all" not in request.POST:
        subscribing.leave(one, key)
    else:
        key = ""
        subscribing.leave_all(one)
    return pages.left(one, key)


@for_readers("GET", "HEAD", "POST")
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a subscriber is sent; a POST sets it, or leaves everything."""
    link = links.opened(token, links.PREFERENCES)
    if link is None:
        return pages.dead(first_edition(), "letters_dead")
    one = link.subscriber
    if request.method != "POST":
        return pages.preferences(one, token)
    if "all" in request.POST:
        subscribing.leave_all(one)
        return pages.left(one, "")
    lang = request.POST.get("lang", one.lang)
    lang = lang if lang in editions() else one.lang
    wanted = lists.offered(lists.in_language(request.POST.getlist("list"), one.lang, lang), lang)
    subscribing.choose(one, wanted, lang)
    one.refresh_from_db()
    return pages.saved(one, token)


@for_readers("GET", "HEAD")
def export(request: HttpRequest, token: str) -> HttpResponse:
    """Give all that is known of a subscriber, as JSON."""
    link = links.opened(token, links.PREFERENCES)
    if link is None:
        return pages.dead(first_edition(), "letters_dead")
    response = JsonResponse(known_of(link.subscriber), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="subscription.json"'
    return response


@for_readers("GET", "HEAD", "POST")
def erase(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether all is to be erased; a POST does."""
    link = links.opened(token, links.PREFERENCES)
    if link is None:
        return pages.dead(first_edition(), "letters_dead")
    lang = pages.lang_of(link.subscriber)
    if request.method != "POST":
        return pages.erase(link.subscriber, request.path, token)
    subscribing.erase(link.subscriber)
    # To a page whose address says nothing of who it was.
    return HttpResponseRedirect(reverse("letters:erased", args=[lang]), status=303)


def first_edition() -> str:
    return editions()[0]
