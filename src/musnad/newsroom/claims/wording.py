"""Reasons in words: why the reader took it so, why a claim is proposed, what a warning is about."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from musnad.ledger.matching.finding import Match
from musnad.ledger.matching.polarity import Polarity
from musnad.newsroom.claims.checks import Caution, Check
from musnad.newsroom.claims.finding import POST, QUOTATION, Found
from musnad.reader import Strength

STRENGTHS = {
    Strength.NEUTRAL: _("neutral"),
    Strength.STRONG: _("strong"),
    Strength.DISTANCING: _("distancing"),
}

CONSTRUCTIONS = {
    "verb-subject": _("a verb of saying, with the speaker behind it"),
    "subject-verb": _("the speaker, with a verb of saying behind"),
    "verb": _("a verb of saying that leads back to the speaker before"),
    "participle": _("a participle of saying that leads back to the speaker before"),
    "noun": _("a noun of saying with its speaker"),
    "relay": _("a relay that passes on what another said"),
    "document": _("a document that is quoted"),
    "preposition": _("a phrase such as «according to»"),
    "denial": _("the wording of a denial"),
    "wrapped": _("a denial round words that another said"),
    "headline": _("the form of a headline: a name and what it says"),
}
OPENINGS = {
    "that": _("what was said follows «that»"),
    "noun": _("what was said is a noun that names the event"),
    "object": _("what was said is the verb's object"),
    "colon": _("what was said follows a colon"),
    "quote": _("what was said stands in quotation marks"),
    "quotation": _("what was said stands in quotation marks"),
}


def why_found(found: Found) -> list[str]:
    """Return by what the words were recognised."""
    if found.rule == QUOTATION:
        return [gettext("an editor set it as a quotation of this speaker")]
    if found.rule == POST:
        return [gettext("it stands in a post of this account")]
    first, *rest = found.rule.split()
    named = [CONSTRUCTIONS.get(first), *(OPENINGS.get(word) for word in rest)]
    reasons = [str(each) for each in named if each]
    return reasons or [found.rule]


def strength(found: Found) -> str:
    return str(STRENGTHS[found.strength])


def why_matched(match: Match) -> list[str]:
    """Return what speaks for and against it that the words are about this claim."""
    return [*_for(match), *_against(match)]


def _for(match: Match) -> Iterator[str]:
    why = match.reasons
    if why.words:
        yield gettext("words in common: %(words)s") % {"words": "، ".join(theirs for _mine, theirs in why.words[:6])}
    if why.numbers:
        yield gettext("the same numbers: %(numbers)s") % {"numbers": "، ".join(why.numbers)}
    if why.names:
        yield gettext("the same names: %(names)s") % {"names": "، ".join(why.names)}
    if why.places:
        yield gettext("the same place")


def _against(match: Match) -> Iterator[str]:
    why = match.reasons
    if match.polarity == Polarity.DENIES:
        yield gettext("the wording denies the claim")
    if why.opposites:
        pairs = "، ".join(f"{one}/{other}" for one, other in why.opposites)
        yield gettext("opposites: %(words)s") % {"words": pairs}
    if why.other_numbers:
        yield gettext("other numbers")
    if why.other_places:
        yield gettext("another place")
    if why.days_apart:
        yield gettext("days between: %(days)s") % {"days": why.days_apart}


def warning(about: Caution) -> str:
    """Return the warning as a sentence."""
    if about.check == Check.UNNAMED:
        return gettext("«%(speaker)s» have no name and no chain: who reported it, and to whom did they speak?") % {
            "speaker": about.other
        }
    if about.check == Check.HEADLINE:
        return gettext("The headline carries a claim whose denial stands only in the body: «%(denial)s».") % {
            "denial": shortened(about.other)
        }
    if about.check == Check.LOUDER:
        return gettext("The cue became stronger: what was copied has «%(before)s», this has «%(now)s».") % {
            "before": about.other_cue,
            "now": about.cue,
        }
    assert about.claim is not None  # noqa: S101  (this check always names one)
    stands = about.claim.get_verdict_display() or about.claim.get_state_display()
    return gettext(
        "In the ledger this claim stands as «%(standing)s», and the story does not mention it: «%(claim)s»."
    ) % {
        "standing": stands,
        "claim": shortened(about.claim.sentence),
    }


def shortened(words: str, most: int = 120) -> str:
    """Return the beginning of `words`, cut between two of them."""
    words = " ".join(words.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"
