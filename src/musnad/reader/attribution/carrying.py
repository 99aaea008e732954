"""Which embedded post of a page carries what the page attributes.

A post is joined to an attribution
- where the post's own text is the words attributed;
- where the sentence names a post as the form («جاء في تغريدة …») and the next thing in the body is one, of the network
  named, whose name or account does not speak against the speaker;
- where the next thing in the body is a post and its name or account is the speaker's, in either alphabet;
- where the same speaker is said to have done the same with the same words elsewhere in the page, and that has a post.
A wrong link is worse than none: whatever is not told by these is left without a post.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from enum import Enum
from functools import cache

from musnad.arabic.normal import normal
from musnad.arabic.stems import stems
from musnad.reader.attribution.sounding import VOCABULARY, name_words, sounds_alike
from musnad.reader.attribution.values import Attribution, Span
from musnad.reader.page import Item, Page

_ANY = "any"
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?؟]+(?=\s|$)|\n+")
# What may stand between a paragraph and the post that it announces.
_BETWEEN = frozenset({"image", "video", "related", "credit"})
_FEWEST_WORDS = 4
_SAME_WORDS = 0.6
_MOST_COMPARED = 50
_FARTHEST = 10
_LONGEST_SENTENCE = 1000


class _Fit(Enum):
    NAMED = "the post's name or account is the speaker's"
    OPEN = "nothing is known against it"
    FOREIGN = "another network, or somebody else's name"


def carriers(page: Page, text: str, found: Sequence[tuple[Attribution, int | None]]) -> list[int | None]:
    """Return for each attribution the place in `page.body` of the post that carries it, or None.

    `found` has with each attribution of `text` the place in the body where it stands, None for the headline.
    """
    said_by_post = {n: frozenset(stems(item.text)) for n, item in enumerate(page.body) if item.kind == "post"}
    if not said_by_post:
        return [None] * len(found)
    said = [_Said(text, one) for one, _ in found]
    posts = []
    for this, (one, place) in zip(said, found, strict=True):
        post = _that_says(this.stems, place or 0, said_by_post)
        posts.append(post if post is not None or place is None else _announced(page, text, one, place))
    return _shared(said, posts)


def _that_says(words: frozenset[str], place: int, said_by_post: dict[int, frozenset[str]]) -> int | None:
    """Return the nearest post that has most of `words`, among so many that a page of posts alone ends in time."""
    places = list(said_by_post)
    middle = bisect_left(places, place)
    near = places[max(0, middle - _MOST_COMPARED) : middle + _MOST_COMPARED]
    same = [n for n in near if len(words) >= _FEWEST_WORDS and len(words & said_by_post[n]) >= _SAME_WORDS * len(words)]
    return min(same, key=lambda n: abs(n - place), default=None)


def _announced(page: Page, text: str, one: Attribution, place: int) -> int | None:
    """Return the post behind the paragraph at `place`, where the sentence or the post's name tells that it is meant."""
    network = _network_named(text, one)
    speaker = _speaker(text, one)
    fits = [(n, _fit(page.body[n], speaker, network)) for n in _following(page.body, place)]
    if named := [n for n, fit in fits if fit is _Fit.NAMED]:
        return named[0]
    return next((n for n, fit in fits if network and fit is _Fit.OPEN), None)


def _following(body: Sequence[Item], place: int) -> list[int]:
    """Return the places of the posts that come next behind `place`, in a row."""
    posts = []
    for n in range(place + 1, min(place + 1 + _FARTHEST, len(body))):
        if body[n].kind == "post":
            posts.append(n)
        elif posts or body[n].kind not in _BETWEEN:
            break
    return posts


def _speaker(text: str, one: Attribution) -> str:
    mention = text[slice(*one.speaker)] if one.speaker else ""
    return f"{mention} {one.speaker_resolved or ''}"


def _fit(post: Item, speaker: str, network: str | None) -> _Fit:
    if network not in {None, _ANY, post.platform}:
        return _Fit.FOREIGN
    names = [name for name in (post.name, post.account) if name]
    own = set(name_words(speaker))
    if any(not own.isdisjoint(name_words(name)) or sounds_alike(speaker, name) for name in names):
        return _Fit.NAMED
    # A name in the speaker's own alphabet can speak against him; an account's letters cannot.
    strange = own and any("\u0621" <= letter <= "\u064a" for letter in post.name)
    return _Fit.FOREIGN if strange else _Fit.OPEN


# --- the words ---


class _Said:
    """An attribution as it is compared with another: who, what he does, and the stems of the words."""

    def __init__(self, text: str, one: Attribution) -> None:
        self.key = (normal(one.speaker_resolved), one.act) if one.speaker_resolved else None
        self.stems = frozenset(stems(text[slice(*one.content)]))

    def again(self, other: _Said) -> bool:
        fewer = min(len(self.stems), len(other.stems))
        return fewer >= _FEWEST_WORDS and len(self.stems & other.stems) >= _SAME_WORDS * fewer


def _shared(said: Sequence[_Said], posts: list[int | None]) -> list[int | None]:
    """Give the same words of the same speaker the same post: the first sentence tells of it, the third shows it."""
    with_post: defaultdict[object, list[tuple[_Said, int]]] = defaultdict(list)
    for this, post in zip(said, posts, strict=True):
        if post is not None and this.key and len(with_post[this.key]) < _MOST_COMPARED:
            with_post[this.key].append((this, post))
    return [
        post if post is not None else next((known for other, known in with_post[this.key] if this.again(other)), None)
        for this, post in zip(said, posts, strict=True)
    ]


# --- the sentence ---


def _network_named(text: str, one: Attribution) -> str | None:
    """Return the network that the sentence of `one` names as the place of its words, "any" for a post of any."""
    words = [normal(match.group()) for span in _around(text, one) for match in _WORD.finditer(text, *span)]
    networks = {network for place in range(len(words)) if (network := _network(words, place))}
    networks |= {network} if (network := _forms().get(normal(one.medium or ""))) else set()
    return next(iter(sorted(networks - {_ANY})), _ANY if networks else None)


def _around(text: str, one: Attribution) -> list[Span]:
    """Return the parts of the sentence of `one` before and behind the words attributed.

    What is said about a post is no sign that it was said in one.
    """
    start, end = one.content
    cue_start, cue_end = one.cue or one.content
    first, last = min(start, cue_start), max(end, cue_end)
    floor = max(0, first - _LONGEST_SENTENCE)
    begun = max((match.end() for match in _SENTENCE_END.finditer(text, floor, first)), default=floor)
    ceiling = min(len(text), last + _LONGEST_SENTENCE)
    over = _SENTENCE_END.search(text, last, ceiling)
    return [(begun, start), (end, over.start() if over else ceiling)]


def _network(words: list[str], place: int) -> str | None:
    """Return the network of which the word at `place` is the name or has a post; "any" for a post of any."""
    word = words[place]
    bare = _bare(word)
    if bare in _networks():
        beside = not _words("places", "beside").isdisjoint(words[max(0, place - 1) : place])
        before = not _words("places", "before").isdisjoint(words[max(0, place - 4) : place])
        return _networks()[bare] if beside or before or word == "ب" + bare else None
    if place >= 2 and words[place - 1] == _ON and _bare(words[place - 2]) in _words("answered", "words"):
        return None
    return _forms().get(bare)


def _bare(word: str) -> str:
    if word in _forms() or word in _networks():
        return word
    return _PREFIX.sub("", word)


_ON = normal("على")
_PREFIX = re.compile("^[وف]?(?:[بك]?ال|لل|[بكل])?(?=..)")


@cache
def _forms() -> dict[str, str]:
    """What a post is called in all its forms, with the network; "any" where the word tells none."""
    forms = VOCABULARY["forms"]
    nouns = {
        normal(stem + end): name for name, all in forms["nouns"].items() for stem in all for end in forms["endings"]
    }
    return nouns | {normal(word): name for name, listed in forms["words"].items() for word in listed}


@cache
def _networks() -> dict[str, str]:
    return {normal(word): name for name, listed in VOCABULARY["networks"].items() for word in listed}


@cache
def _words(table: str, name: str) -> frozenset[str]:
    return frozenset(map(normal, VOCABULARY[table][name]))
