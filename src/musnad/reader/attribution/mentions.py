"""Mentions: where the noun phrase that names a speaker begins and ends."""

from __future__ import annotations

from musnad.reader.attribution.naming import PRESS, match_name, match_place, names_in_quotes, told
from musnad.reader.attribution.phrases import (
    bracket,
    in_medium,
    is_preposition,
    is_preposition_word,
    is_time,
    match_phrase,
    on,
    skip_asides,
)
from musnad.reader.attribution.shapes import completes, hides_name, is_cue_noun, is_verb
from musnad.reader.attribution.text import OPENING, STRAIGHT, Text
from musnad.reader.attribution.values import SpeakerKind
from musnad.reader.attribution.vocabulary import (
    ADVERBS,
    ENVOYS,
    FORMS,
    GAP_ENDS,
    KINDS,
    MEDIA,
    THAT,
    THAT_BOUND,
    names_event,
    words,
)

_AMONG = words("phrases.among")
_CHARGED = words("phrases.charged")
_OPENING_ASIDES = words("phrases.opening_asides")
_NO_NAMES = words("phrases.no_names")
_DEPUTIES = words("phrases.deputies")
_NOT_PLACES = words("phrases.not_places")
_POSSESSED = ("ه", "ها", "هم")
# «النائب عن», «موفد … إلى»: the nouns whose titles have the preposition in them.
_BY_TITLE = {"عن": _DEPUTIES, "الي": ENVOYS}
_LONGEST_MENTION = 28
_LONGEST_NAME = 6
_LONGEST_EPITHET = 3
_MOST_COMMAS = 2


def mention_end(text: Text, place: int, stop: int, *, events: bool = False, ends: frozenset[str] = frozenset()) -> int:
    """Return where the mention that begins at `place` ends, at `stop` at the latest; `place` where none begins.

    With `events` a verbal noun behind a complete phrase ends it, being what is said. `ends` are further words that do.
    """
    at, commas, limit = place, 0, min(stop, place + _LONGEST_MENTION)
    while at < limit:
        if text.words[at] == ",":
            among = _among(text, at + 1, limit)
            if not among and (
                commas == _MOST_COMMAS or at == place or not _apposition(text, at + 1, limit, events=events)
            ):
                break
            commas += not among
            at = among or at + 1
            continue
        following = _step(text, at, place, limit, events=events)
        # «وكالة الأنباء»: behind a bare noun the word belongs to its name.
        named = at == place + 1 and text.words[place] in KINDS and not text.words[place].startswith("ال")
        if following == at or (text.words[at] in ends and not named):
            break
        at = following
    return _trimmed(text, place, at)


def _step(text: Text, at: int, place: int, limit: int, *, events: bool) -> int:
    """Return the token behind the word, name or bracket at `at`, and `at` itself where the mention ends there."""
    word = text.words[at]
    if word in OPENING or word == STRAIGHT:
        return _quoted_end(text, at, place, limit)
    if word == "(":
        closing = bracket(text, at, limit)
        return closing + 1 if closing and not is_time(text, at + 1) else at
    if word == "-":
        return at + 1 if at > place and at + 1 < limit and text.is_word(at + 1) else at
    ended = not text.is_word(at) or _ends_mention(text, at, place, limit, events=events)
    return at if ended else at + 1


def _quoted_end(text: Text, at: int, place: int, limit: int) -> int:
    """Return the token behind the name in quotation marks that opens at `at`; `at` where speech is quoted."""
    closing = text.closes.get(at, 0)
    longest = _LONGEST_NAME if names_in_quotes(text, at) or at == place else _LONGEST_EPITHET
    return closing + 1 if closing and closing <= limit and closing - at - 1 <= longest else at


def _among(text: Text, at: int, limit: int) -> int:
    """«مواقع عدة، من بينها المرصد»: return where the one that is named begins, 0 where none is."""
    at += at < limit and text.words[at] == "من"
    return at + 1 if at + 1 < limit and text.words[at] in _AMONG else 0


def _trimmed(text: Text, place: int, end: int) -> int:
    while end > place and text.words[end - 1] in {",", "-", "("}:
        end -= 1
    return end


def _ends_mention(text: Text, at: int, first: int, limit: int, *, events: bool) -> bool:
    word = text.words[at]
    if (word in GAP_ENDS and word != "عن") or word in THAT or word in THAT_BOUND or is_time(text, at):
        return True
    if at > first and word[0] in "وف" and word not in KINDS and word[1:] in GAP_ENDS:
        return True
    if is_preposition_word(word) or word == "ب":
        return _ends_at_preposition(text, at, first, limit)
    if told(text, at, limit) or match_phrase(text, at, limit, ADVERBS) > at:
        return True
    if at == first:
        return False
    if (word not in KINDS and (is_verb(text, at) or is_cue_noun(word))) or _other_agency(text, at, limit):
        return True
    if any(hides_name(text, at, form) for form in FORMS.get(word, ())):
        return True
    return _purpose(text, at) or _indefinite(text, at) or _published(text, at) or (events and _event(text, at))


def _ends_at_preposition(text: Text, at: int, first: int, limit: int) -> bool:
    """Whether a preposition ends the mention, and does not belong to a title: مصدر في, ناطق من, النائب عن, موفد إلى."""
    word = text.words[at]
    if word == "من":
        return at == first
    if word in _BY_TITLE:
        titled = any(text.words[before] in _BY_TITLE[word] for before in range(first, at))
        following = text.words[at + 1] if at + 1 < limit else ""
        named = (
            following in KINDS
            or following.startswith("ال")
            or (following and match_place(text, at + 1, limit) > at + 1)
        )
        return not (titled and named)
    if word == "في" or on(text, at) or word == "ب":
        return at == first or in_medium(text, at, limit) or _ends_at_place(text, at, limit)
    return False


def _other_agency(text: Text, at: int, limit: int) -> bool:
    """«أبلغ مسؤول رويترز»: an agency's name without its noun is another mention."""
    before = at - 1
    headed = KINDS.get(text.words[before]) in PRESS or before in text.closes
    return not headed and match_name(text, at, limit, SpeakerKind.AGENCY) > 0


def _published(text: Text, at: int) -> bool:
    """«نشرت الهيئة رسالة»: a bare noun of a medium behind a definite one is what was published."""
    return text.words[at].removesuffix("ا") in MEDIA and text.words[at - 1].startswith("ال")


def _indefinite(text: Text, at: int) -> bool:
    """A noun with the case ending of the indefinite: «أعلن الوزير شرطاً»."""
    return text.written(at).endswith(("\u064b", "\u064bا"))


def _event(text: Text, at: int) -> bool:
    word = text.words[at]
    if word in KINDS or not names_event(word.removeprefix("ال"), text.letters(at).removeprefix("ال")):
        return False
    return completes(text, at - 1) or word.endswith(_POSSESSED)


def _purpose(text: Text, at: int) -> bool:
    """«للمطالبة بـ», «بتحرك»: a preposition with a verbal noun goes on with the sentence, not with the mention."""
    word = text.words[at]
    if not word.startswith(("لل", "ب")) or len(word) < 5 or word in KINDS:
        return False
    bare = word[2:] if word.startswith(("لل", "بال")) else word[1:]
    return names_event(bare.removeprefix("ل"), text.letters(at)[1:].removeprefix("ل"))


def _ends_at_place(text: Text, at: int, limit: int) -> bool:
    """«في» before a place goes on with a title (وزير الصحة في غزة); before anything else it ends the mention."""
    if on(text, at):
        return text.words[at - 1] not in _CHARGED
    if at + 1 >= limit:
        return True
    following = text.words[at + 1]
    return following in GAP_ENDS or is_time(text, at + 1) or following in _NOT_PLACES or following.endswith(_POSSESSED)


def skip_circumstances(text: Text, place: int, stop: int) -> int:
    """Return the first token from `place` on that is no aside and no «للصحفيين» or «، في بيان،»."""
    while place < stop:
        after = skip_asides(text, place, stop)
        if after < stop and told(text, after, stop):
            after = mention_end(text, after + 1, stop) if after + 1 < stop else stop
        elif after < stop and (is_preposition(text, after) or text.words[after] in _OPENING_ASIDES):
            comma = next((at for at in range(after, min(stop, after + 12)) if text.words[at] == ","), None)
            if comma is None:
                return after
            after = comma + 1
        if after == place:
            return place
        place = after
    return place


def _apposition(text: Text, place: int, stop: int, *, events: bool) -> bool:
    """Whether the mention goes on behind a comma: «سعيد …، نائب مدير …», «المتحدث باسم …، أشرف القدرة»."""
    if place >= stop or not text.is_word(place):
        return False
    word = text.words[place]
    if (
        is_preposition(text, place)
        or word in GAP_ENDS
        or is_time(text, place)
        or skip_asides(text, place, stop) > place
    ):
        return False
    if events and names_event(word, text.letters(place)):
        return False
    if word[0] in "وف" and (word[1:] in GAP_ENDS or is_preposition_word(word[1:])):
        return False
    if any(hides_name(text, place, form) for form in FORMS.get(word, ())):
        return False
    return (word in KINDS or not is_verb(text, place)) and not in_medium(text, place, stop) and word not in _NO_NAMES
