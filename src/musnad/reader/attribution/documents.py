"""Documents that speak for somebody: «بيان للوزارة», «تحقيق أجرته المنظمة», «تغريدة فلان» → who, and the medium."""

from __future__ import annotations

from musnad.reader.attribution import mentions, naming
from musnad.reader.attribution.phrases import is_time
from musnad.reader.attribution.subjects import Range
from musnad.reader.attribution.text import Text
from musnad.reader.attribution.values import SpeakerKind
from musnad.reader.attribution.vocabulary import KINDS, MEDIA, NAMES, words

_MADE = words("documents.made")
_PUBLISHED = words("documents.published")
_ISSUED = words("documents.issued")
_PRESS = frozenset({SpeakerKind.OUTLET, SpeakerKind.AGENCY})
_PERSONAL = words("documents.personal")


def issuer(text: Text, mention: Range, stop: int) -> tuple[Range, Range | None]:
    """Return who speaks in the document that `mention` names, and its noun; the mention itself where nobody does."""
    first, last = mention
    head = text.words[first]
    if head[0] == "ل" and head not in KINDS and head[1:] in MEDIA:
        head = head[1:]
    if KINDS.get(head) is not SpeakerKind.DOCUMENT and head not in MEDIA:
        return mention, None
    found = _made_by(text, first, last, stop) or _owner(text, first, last)
    return (found, (first, first + 1)) if found else (mention, None)


def _made_by(text: Text, first: int, last: int, stop: int) -> Range | None:
    for at in range(first + 1, last):
        if text.words[at] in _MADE or text.words[at] in _PUBLISHED:
            end = mentions.mention_end(text, at + 1, min(stop, last + 12))
            press = naming.head_kind(text, at + 1, end) in _PRESS
            if end > at + 1 and not (press and text.words[at] in _PUBLISHED):
                return at + 1, end
    if last + 1 < stop and text.words[last] == "عن" and text.words[last - 1] in _ISSUED:
        end = mentions.mention_end(text, last + 1, stop)
        return (last + 1, end) if end > last + 1 else None
    return None


def _owner(text: Text, first: int, last: int) -> Range | None:
    """«حصيلة للمرصد», «بيان الوزارة», «تغريدة ماروتو»."""
    at = first + 1
    if at >= last:
        return None
    word = text.words[at]
    bare = naming.told_name(word) if word[0] == "ل" and len(word) > 3 else word
    if (
        bare in KINDS
        and (bare is not word or not text.words[first].startswith("ال"))
        and KINDS[bare] is not SpeakerKind.DOCUMENT
    ):
        if bare is not word and not word.startswith("لل"):
            text.prefixed.add(at)
        return at, last
    if any(naming.match_name(text, at, last, kind) for kind in NAMES):
        return at, last
    if text.words[first] not in _PERSONAL or not text.is_word(at):
        return None
    if word.startswith("ال"):
        # «تغريدة الحلو»: a definite word behind an indefinite noun owns it, unless it dates it («تغريدة الأحد»).
        return (at, last) if not text.words[first].startswith("ال") and not is_time(text, at) else None
    return (at, last) if not word.endswith(("ة", "ية", "ي")) else None
