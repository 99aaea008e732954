"""A text as words and marks, with the way back to its own offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from musnad.arabic.normal import normal, normalise
from musnad.reader.attribution.values import Span, SpeakerKind
from musnad.reader.attribution.vocabulary import FORMS_OF_FINITE, NAMES, words

_TASHKEEL = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_MARKS = f"{_TASHKEEL}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad"
# A word with its marks; a number with its signs; a run of line ends; dots; any other sign alone.
_LETTER = r"[^\W\d_]"
# Possessive, so that a run of any length is read once; the groups are not, whose possessive form takes too much before
# Python 3.11.5. Nothing follows them that could fail, so they give nothing back.
_TOKEN = re.compile(
    rf"{_LETTER}(?:[{_MARKS}]*+{_LETTER})*[{_TASHKEEL}]*+"
    r"|\d++(?:[.,:/\u066b\u066c]\d++)*"
    r"|\n\s*+"
    r"|\.{2,}+|\u2026++"
    rf"|[^\s\w{_MARKS}]|_"
)
_ORNAMENT = re.compile(f"[{_MARKS}\u0640]")
NEWLINE = "\n"
_SAME_SIGN = {"،": ",", "؛": ";", "…": "..", "–": "-", "—": "-", "؟": "?", "„": '"', "‟": '"', "〞": '"', "''": '"'}
OPENING = {"«": "»", "“": "”", "‹": "›", "‘": "’"}
CLOSING = {closing: opening for opening, closing in OPENING.items()}
STRAIGHT = '"'
# Words on which links of a page are found glued: «مراسلالميادين», «فيموقع».
_GLUED_FIRST = words("text.glued_first")
_LONGEST_KEPT = 40
_SHORTEST_GLUED = 5
_SHORTEST_REST = 2
_OUTLETS = tuple(name for name in NAMES[SpeakerKind.OUTLET] if name.startswith("ال") and len(name) > 5)


@lru_cache(maxsize=1 << 16)
def _compared(written: str) -> str:
    return normal(written)


@dataclass(slots=True)
class Text:
    """The tokens of a text: parallel lists, since a text has many.

    `words[i]` is the compared form of token i, a sign's being one of . , ; : ? ! .. " « » “ ” ( ) - or a line end.
    `starts` and `ends` are its offsets in `source`. `closes` holds for a quotation's opening mark the token that
    closes it, `opens` the way back; `within[i]` is the opening mark of the innermost quotation that token i stands in,
    -1 for none. `prefixed` are the words whose first letter is the preposition ل. `dotless` is set where no final ى
    stands anywhere in the text, so that علي may be على.
    """

    source: str
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    closes: dict[int, int] = field(default_factory=dict)
    opens: dict[int, int] = field(default_factory=dict)
    within: list[int] = field(default_factory=list)
    dotless: bool = False
    prefixed: set[int] = field(default_factory=set)

    def span(self, first: int, last: int) -> Span:
        """Return the offsets of the tokens [first, last)."""
        return self.starts[first], self.ends[last - 1]

    def mention(self, first: int, last: int) -> Span:
        """Return the offsets of a mention: as `span`, without a preposition that is written on its first word."""
        start, end = self.span(first, last)
        if first in self.prefixed:
            start += 1
            while not self.source[start].isalpha():
                start += 1
        return start, end

    def written(self, place: int) -> str:
        return self.source[self.starts[place] : self.ends[place]]

    def letters(self, place: int) -> str:
        """Return the token as written, without tashkeel and tatweel: hamzas and final dots tell words apart."""
        return _ORNAMENT.sub("", self.written(place))

    def is_word(self, place: int) -> bool:
        return self.words[place][0].isalnum()

    def add(self, word: str, start: int, end: int) -> None:
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)


def tokenise(source: str) -> Text:
    """Return the tokens of `source`. Glued words are taken apart where grammar tells: «قالتالمقاومة», «أنّالوضع»."""
    text = Text(source, dotless="على" not in source and "إلى" not in source)
    add = text.add
    for match in _TOKEN.finditer(source):
        written = match.group()
        start, end = match.span()
        first = written[0]
        if first.isalpha():
            for word, length in _parts(written) if len(written) <= _LONGEST_KEPT else [(normal(written), len(written))]:
                add(word or written, start, start + length)
                start += length
        elif "\n" in written:
            add(NEWLINE * min(2, written.count("\n")), start, end)
        elif first.isdigit():
            add(_compared(written), start, end)
        else:
            add(".." if written.startswith("..") else _SAME_SIGN.get(first, written), start, end)
    return text


@lru_cache(maxsize=1 << 16)
def _parts(written: str) -> tuple[tuple[str, int], ...]:
    """Return the words of a token in compared form, each with its length as written: mostly one."""
    parts: list[tuple[str, int]] = []
    glued = False
    while written:
        word = normal(written)
        place = _seam(written, word) or (_name_seam(written, word) if glued else 0)
        if not place:
            break
        parts.append((normal(written[:place]), place))
        written, glued = written[place:], True
    return (*parts, (normal(written), len(written)))


# أنّ and إنّ with their shadda end where their pronoun ends: what follows is another word.
_GLUED_THAT = re.compile("[وفبل]?[أإ]نّ[\u064b-\u0652]*(?:ه(?:م|ما|ا)?(?![\u0627\u064b-\u0652]))?")
# A word is over behind ة, ى and the case ending of an indefinite noun, and before إ unless a particle stands before it.
_WORD_END = re.compile(
    rf"[ةى][\u064b-\u0652]*(?={_LETTER})|[\u064c\u064d](?={_LETTER})"
    rf"|(?<={_LETTER}{{3}})(?<!وال)(?<!بال)(?<!فال)(?<!كال)(?<!ولل)(?=إ{_LETTER})"
)


def _seam(written: str, word: str) -> int:
    """Return where in `written` a second, glued word begins; 0 where there is none."""
    if len(written) > _SHORTEST_GLUED and (match := _WORD_END.search(written)):
        return match.end()
    if "نّ" in written and (match := _GLUED_THAT.match(written)) and len(written) - match.end() >= 3:
        return match.end()
    seam = word.find("ال", 2)
    while 2 <= seam <= len(word) - 4:
        first = word[:seam]
        if first in _GLUED_FIRST or _is_finite(first):
            return normalise(written).source(seam, seam + 1)[0]
        seam = word.find("ال", seam + 1)
    return 0


def _name_seam(written: str, word: str) -> int:
    """Return where an outlet's name that a page glued on both sides ends: «مراسل|الميادين|في»."""
    name = next((name for name in _OUTLETS if word.startswith(name) and len(word) - len(name) >= _SHORTEST_REST), None)
    return normalise(written).source(len(name), len(name) + 1)[0] if name else 0


def _is_finite(word: str) -> bool:
    return len(word) > 2 and (word in FORMS_OF_FINITE or (word[0] in "وف" and word[1:] in FORMS_OF_FINITE))
