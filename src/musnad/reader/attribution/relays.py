"""Relays: «نقلت وكالة … عن مسؤول قوله», «نقلا عن», «في مقابلة مع قناة …», «بيان تلقت الوكالة نسخة منه»."""

from __future__ import annotations

from musnad.reader.attribution import mentions, naming, phrases
from musnad.reader.attribution.hits import Hit
from musnad.reader.attribution.sentences import Sentence
from musnad.reader.attribution.subjects import Range
from musnad.reader.attribution.text import Text
from musnad.reader.attribution.values import SpeakerKind
from musnad.reader.attribution.vocabulary import FORMS, KINDS, MEDIA, OCCASIONS, PREPOSITIONS, words

_FROM_THEM = words("relays.from_them")
_DEFINED_PRESS = words("relays.defined_press")
_NAME_ENDS = words("relays.name_ends")
_PLACES_OF_PRINT = words("relays.places_of_print")

_COMMON_PRESS = words("relays.common_press")
_FROM = words("relays.from")
_RECEIVED = words("relays.received")


def relayed_speaker(text: Text, place: int, hit: Hit, sentence: Sentence) -> None:
    """Set speaker and relay of «نقلت الوكالة عن المسؤول …»: who stands behind عن speaks, the subject passes it on."""
    if hit.opening is None:
        return
    for at in range(place, hit.opening.gap_end):
        if _relayed_at(text, at):
            return
        if text.words[at] in _FROM or text.words[at] in _FROM_THEM:
            _hand_over(text, at, hit)
            return


def _hand_over(text: Text, at: int, hit: Hit) -> None:
    assert hit.opening is not None  # noqa: S101  (the caller looked)
    stop = hit.opening.gap_end
    relays = [(hit.speaker[0], min(hit.speaker[1], at))] if hit.speaker and hit.speaker[0] < at else []
    speaker = _named_behind(text, at, stop)
    # «نقلت الصحيفة عن القناة عن خبير»: each names the one before it.
    while speaker and speaker[1] < stop and text.words[speaker[1]] in _FROM:
        relays.insert(0, speaker)
        at = speaker[1]
        speaker = _named_behind(text, at, stop)
    hit.speaker, hit.inherits, hit.via, hit.rule = speaker, speaker is None, relays, "relay"
    for between in range(speaker[1] if speaker else at, stop):
        form = next((form for form in FORMS.get(text.words[between], ()) if form.kind == "masdar"), None)
        if form is not None:
            hit.act, hit.strength = form.cue.act, form.cue.strength


def _named_behind(text: Text, at: int, stop: int) -> Range | None:
    """Return the mention behind the «عن» at `at`, without the «قوله» that may follow it; None behind «عنه»."""
    start = phrases.skip_asides(text, at + 1, stop)
    if text.words[at] not in _FROM or start >= stop or _is_masdar(text.words[start]):
        return None
    end = mentions.mention_end(text, start, stop)
    while end > start + 1 and _is_masdar(text.words[end - 1]):
        end -= 1
    return (start, end) if end > start else None


def _is_masdar(word: str) -> bool:
    return any(form.kind == "masdar" and form.bound for form in FORMS.get(word, ()))


def quoted_source(text: Text, hit: Hit) -> None:
    """«قالت الوكالة نقلا عن مسؤولين إن»: the speaker stands behind «نقلا عن», before what is said."""
    if hit.opening is None or hit.cue is None:
        return
    for at in range(hit.cue[1], hit.opening.gap_end - 2):
        start = _relayed_at(text, at)
        end = mentions.mention_end(text, start, hit.opening.gap_end) if start else 0
        if end > start:
            relay = (hit.speaker[0], min(at, hit.speaker[1])) if hit.speaker else None
            hit.speaker, hit.inherits = (start, end), False
            hit.via = [relay] if relay and relay[0] < relay[1] else []
            return


def _relayed_at(text: Text, at: int) -> int:
    """Return where the speaker behind «نقلا عن», «على لسان», «استنادا إلى» begins, 0 where none of them stands."""
    for one in PREPOSITIONS:
        if one.relayed and tuple(text.words[at : at + len(one.words)]) == one.words:
            return at + len(one.words)
    return 0


def press_in(text: Text, first: int, last: int, *, behind: int = -1) -> list[Range]:
    """Return the outlets and agencies in [first, last) that were spoken to, or printed or received what is said."""
    found: list[Range] = []
    at = first
    while at < last:
        name = _press_at(text, at, last, behind)
        if name:
            found.append(name)
            at = name[1]
        else:
            at += 1
    return found


def _press_at(text: Text, at: int, last: int, behind: int) -> Range | None:
    word = text.words[at]
    if word[0] == "ل" and len(word) > 3:
        return _told(text, at, last)
    if KINDS.get(word) in naming.PRESS and not word.startswith("ال") and behind == at:
        # «أبلغ مسؤول وكالة … أن»
        return at, max(at + 1, mentions.mention_end(text, at, last))
    if name := naming.match_name(text, at, last, SpeakerKind.AGENCY):
        # «أبلغ مسؤول رويترز أن»
        return at, name
    if word in {"مع", "ل"} and at + 1 < last:
        return _press_mention(text, at + 1, last, named=word == "مع")
    if word in _RECEIVED and at + 1 < last:
        place = at + 2 if text.words[at + 1] in _PLACES_OF_PRINT and at + 2 < last else at + 1
        return _press_mention(text, place, last, named=True)
    return None


def _told(text: Text, at: int, last: int) -> Range | None:
    """«لوكالة رويترز», «لرويترز»: an agency's bare name is another outlet; a bare «للميادين» is the page's own."""
    word = text.words[at]
    bare = naming.told_name(word)
    if bare in _COMMON_PRESS:
        return None
    if bare in _DEFINED_PRESS:
        return at, at + 1
    if KINDS.get(bare) in naming.PRESS and not bare.startswith("ال"):
        text.prefixed.add(at)
        return at, max(at + 1, mentions.mention_end(text, at + 1, last, ends=_NAME_ENDS))
    end = naming.match_name(text, at, last, SpeakerKind.AGENCY, word=bare)
    if end and not word.startswith("لل"):
        text.prefixed.add(at)
    return (at, end) if end else None


def _press_mention(text: Text, at: int, last: int, *, named: bool) -> Range | None:
    mark = at if at in text.closes else None
    start = at + 1 if mark is not None else at
    if start >= last:
        return None
    if KINDS.get(text.words[start]) in naming.PRESS and named and text.words[start] not in _COMMON_PRESS:
        end = mentions.mention_end(text, start, last, ends=_NAME_ENDS)
        return (start, end) if end > start else None
    for kind in naming.PRESS:
        end = naming.match_name(text, start, last, kind)
        if end and (named or kind is SpeakerKind.AGENCY or mark is None):
            return at, min(last, text.closes[mark] + 1) if mark is not None else end
    return None


def medium_in(text: Text, first: int, last: int) -> Range | None:
    """Return the noun of the medium in [first, last): «في بيان», «خلال مؤتمر صحافي»."""
    for at in range(first, last):
        if not phrases.in_medium(text, at, last):
            continue
        noun = (
            at + 1
            if text.words[at] not in MEDIA and not (text.words[at][0] == "ب" and text.words[at][1:] in MEDIA)
            else at
        )
        if noun < last and text.words[noun] not in OCCASIONS:
            return noun, noun + 1 + (noun + 1 < last and text.words[noun + 1] in _OF_MEDIA)
    return None


_OF_MEDIA = words("relays.of_media")
