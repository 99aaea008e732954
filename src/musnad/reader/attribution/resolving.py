"""Who «الوزير», «المصدر نفسه» and a bare «وأضاف» are: the fullest mention elsewhere in the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

from musnad.reader.attribution import mentions, naming
from musnad.reader.attribution.hits import Hit
from musnad.reader.attribution.subjects import Range
from musnad.reader.attribution.text import Text
from musnad.reader.attribution.values import SpeakerKind
from musnad.reader.attribution.vocabulary import KINDS, words

_EMPTY = words("resolving.empty")
_SHORTEST_TITLE = 2
_MANY = 64
_PEOPLE = frozenset({SpeakerKind.PERSON, SpeakerKind.OFFICE})


@lru_cache(maxsize=1 << 14)
def _bare(word: str) -> str:
    """Return a word without article and glued preposition: للمرصد → مرصد, والوزير → وزير."""
    for prefix in ("وال", "بال", "فال", "لل", "ال"):
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            return word[len(prefix) :]
    return word[1:] if word[0] in "ولب" and word[1:] in KINDS else word


class Mentions:
    """The mentions of a text, and which is the fullest that a short one can mean."""

    def __init__(self, text: Text, hits: list[Hit]) -> None:
        self._text = text
        spoken = [hit.speaker for hit in hits if hit.speaker is not None]
        # Where a clause tells how far its speaker's mention goes, no longer one begins there.
        starts = {start for start, _ in spoken}
        self._ranges = list(dict.fromkeys([*spoken, *(one for one in self._titled() if one[0] not in starts)]))
        self._words = {one: self._content(one) for one in self._ranges}
        self._by_word: dict[str, list[Range]] = {}
        for one in sorted(self._ranges):
            for word in set(self._words[one]):
                self._by_word.setdefault(word, []).append(one)

    def _titled(self) -> list[Range]:
        """Mentions that begin with the noun of an office, a body, an outlet …, wherever they stand."""
        found: list[Range] = []
        at, stop = 0, len(self._text.words)
        while at < stop:
            if _bare_kind(self._text.words[at]) is None:
                at += 1
                continue
            end = mentions.mention_end(self._text, at, min(stop, at + 18), events=True)
            if end - at >= _SHORTEST_TITLE:
                found.append((at, end))
                if end - at > _SHORTEST_TITLE and _bare_kind(self._text.words[at + 1]) is not None:
                    found.append((at + 1, end))
            at = max(at + 1, end)
        return found

    def _content(self, one: Range) -> tuple[str, ...]:
        return tuple(
            _bare(self._text.words[at])
            for at in range(*one)
            if self._text.is_word(at) and self._text.words[at] not in _EMPTY
        )

    def written(self, one: Range) -> str:
        start, end = self._text.mention(*one)
        return self._text.source[start:end]

    def first(self) -> Range | None:
        """Return the first mention of a person or office, for a text that opens with «وأوضح»."""
        people = (one for one in sorted(self._ranges)[:_MANY] if naming.head_kind(self._text, *one) in _PEOPLE)
        found = next(people, None)
        return self.fullest(found) if found else None

    def fullest(self, short: Range) -> Range:
        """Return the mention that `short` means, itself where there is none fuller."""
        words = self._content(short)
        if not words:
            return short
        best, score = short, (0, 0, 0)
        for one in self._with(words, short):
            rank = self._rank(words, short, one)
            if rank > score:
                best, score = one, rank
        return best

    def _with(self, words: tuple[str, ...], short: Range) -> Iterable[Range]:
        """Yield the mentions that hold the rarest of `words`; of very many, the first ones and those nearest."""
        holding = min((self._by_word.get(word, []) for word in words), key=len)
        if len(holding) <= _MANY:
            return holding
        near = bisect_left(holding, short)
        return [*holding[: _MANY // 4], *holding[max(0, near - _MANY // 2) : near + _MANY // 4]]

    def _rank(self, words: tuple[str, ...], short: Range, one: Range) -> tuple[int, int, int]:
        other = self._words.get(one) or self._content(one)
        if len(other) <= len(words) or not set(words) <= set(other) or one == short:
            return 0, 0, 0
        named = words[0] not in _HEADS
        kind = naming.head_kind(self._text, *short)
        if kind not in _PEOPLE and kind is not None and kind is not naming.head_kind(self._text, *one):
            return 0, 0, 0
        if not named and other[0] != words[0] and not (len(words) > 1 and words[0] in other):
            return 0, 0, 0
        if named and words[-1] not in other[-2:] and other[0] in _HEADS and words[-1] in other[:2]:
            return 0, 0, 0
        before = one[0] < short[0]
        # A bare noun (الصحيفة) means the nearest before it; a name means the fullest anywhere.
        if not named and len(words) == 1:
            return (2, one[0], 0) if before else (1, -one[0], 0)
        return 3, len(other), -one[0]


def _bare_kind(word: str) -> SpeakerKind | None:
    return KINDS.get(word) or (KINDS.get(word[1:]) if word[0] in "ولب" else None)


_HEADS = frozenset(_bare(word) for word in KINDS)


def resolve(text: Text, hits: list[Hit]) -> None:
    """Set `resolved` of every hit, in reading order."""
    mentions = Mentions(text, hits)
    last: Range | None = None
    for hit in hits:
        if hit.speaker is None:
            if last is None:
                last = mentions.first()
            if last is not None and hit.cue is not None:
                hit.resolved = mentions.written(last)
            continue
        full = mentions.fullest(hit.speaker)
        hit.resolved = mentions.written(full)
        if not hit.nested:
            last = full
