"""Verbs of saying: «قال الوزير إن», «البنتاغون ينفي», «نقلت الوكالة عن مسؤول أن»."""

from __future__ import annotations

from musnad.reader.attribution import mentions, naming, phrases, shapes
from musnad.reader.attribution.documents import issuer
from musnad.reader.attribution.hits import Hit
from musnad.reader.attribution.objects import before_next, fills, find_object, through_masdar
from musnad.reader.attribution.openings import Opening, find_opening
from musnad.reader.attribution.relays import relayed_speaker
from musnad.reader.attribution.sentences import Sentence
from musnad.reader.attribution.subjects import RELATIVES, Range, subject_before, topic
from musnad.reader.attribution.text import Text
from musnad.reader.attribution.values import Act, SpeakerKind
from musnad.reader.attribution.vocabulary import (
    FORMS,
    GAP_ENDS,
    KINDS,
    THAT,
    TIME,
    TURNS,
    CueForm,
    words,
)

_WHERE = "حيث"
_FUTURE = words("verbs.future")
_CLAUSE_STARTS = words("verbs.clause_starts") | {","}
_TIMES_OF = words("verbs.times_of")
_NO_OBJECTS = words("verbs.no_objects") | {"(", "-"}
_DEMONSTRATIVES = words("verbs.demonstratives")
_OCCASIONS = words("verbs.occasions")
_WRITTEN_WORDS = words("verbs.written_words")
_BEFORE_SPEAKER = words("verbs.before_speaker")

_NEGATIONS = words("verbs.negations")
_BEFORE_VERB = words("verbs.before_verb")
_CLAUSE_OPENERS = words("verbs.clause_openers")
_NO_VERB_AFTER = words("verbs.no_verb_after")
_DECLINING = words("verbs.declining")
_WRAPPERS = words("denial.wrappers")


def verb_hit(text: Text, at: int, form: CueForm, sentence: Sentence, *, joined: bool) -> Hit | None:
    """Return what the finite verb at `at` gives, None where it attributes nothing.

    `joined` is set where و or ف is written on it.
    """
    written = text.written(at)
    if written in form.cue.not_written or "\u064b" in written[-2:] or shapes.publishes(text, at, form):
        return None
    act = _act(text, at, form, sentence)
    if act is None or not _is_verb(text, at, form, sentence, joined=joined):
        return None
    relative = at > sentence.first and text.words[at - 1] in RELATIVES
    if relative and _reports_themselves(text, at - 1, sentence.first):
        return None
    # «المدينة التي قال إنها»: the noun before the clause does not agree, so it is not who speaks.
    foreign = relative and (
        form.bound
        or (text.words[at - 1] == "التي" and not form.feminine)
        or (text.words[at - 1] == "الذي" and form.feminine)
    )
    before = topic(text, at, sentence.first) if joined else None
    if not joined and not foreign:
        before = subject_before(text, at, sentence.first)
    hit = Hit(
        (at, at + 1),
        _begins(text, at, sentence.first),
        act,
        form.cue.strength,
        "",
        0.0,
        trim_cue=int(joined),
    )
    hit.feminine = form.feminine if not form.plural else None
    hit.nested = relative or (before is not None and before[0] > sentence.first and _nested(text, before[0]))
    hit.opening = _opening(text, at, form, sentence, before, hit)
    _give_speaker(text, at, form, hit, before, sentence)
    if hit.rule == "subject-verb" and before and not relative:
        hit.begins = _begins(text, before[0], sentence.first)
    if (not form.cue.addressee and _has_object(text, at, hit, before)) or (
        hit.speaker and _is_matter(text, hit.speaker)
    ):
        return None
    if form.cue.relay:
        relayed_speaker(text, at + 1, hit, sentence)
    return _judged(text, at, form, hit)


def _reports_themselves(text: Text, relative: int, first: int) -> bool:
    """«لا صحة للتقارير التي تفيد بأن»: what a denial is about says nothing by itself."""
    word = text.words[relative - 1] if relative > first else ""
    return word[:2] == "لل" and f"ال{word[2:]}" in _WRAPPERS


def _act(text: Text, at: int, form: CueForm, sentence: Sentence) -> Act | None:
    """Return the act under negation; None where nothing is said: «لم يعلن», «لن يقول», «قد يعلن»."""
    before = text.words[at - 1] if at > sentence.first else ""
    bare = before[1:] if before[:1] in ("و", "ف") else before
    if form.kind == "present" and (before in THAT or bare == "قد" or bare in _FUTURE):
        return None
    if bare not in _NEGATIONS or bare == "ما":
        return form.cue.act
    if form.cue.negated:
        return form.cue.negated
    return Act.DECLINE if form.cue.key in _DECLINING else None


def _is_verb(text: Text, at: int, form: CueForm, sentence: Sentence, *, joined: bool) -> bool:
    """Whether the word can be a verb here: نقل, ذكر, طلب are nouns as well."""
    if at == sentence.first or joined:
        return True
    before = text.words[at - 1]
    if before in _NO_VERB_AFTER and not (before == "علي" and not phrases.on(text, at - 1)):
        return False
    if form.cue.nominal or form.base:
        return (
            before in _BEFORE_VERB or before in RELATIVES or before in _CLAUSE_OPENERS or _may_precede(text, at, form)
        )
    return True


def _may_precede(text: Text, at: int, form: CueForm) -> bool:
    before = text.words[at - 1]
    if not form.cue.nominal:
        return before not in KINDS or before.startswith("ال")
    return before in {",", ".", "..", "و", ")"} or before in TIME


def _begins(text: Text, at: int, first: int) -> int:
    """Return where the verb's clause begins: back over «كما», «وكان … قد», adverbs and commas."""
    while at > first:
        before = text.words[at - 1]
        if before in TURNS or before in _BEFORE_VERB or before in _CLAUSE_STARTS or before[1:] in TURNS:
            at -= 1
        elif before == "ان" and at - 2 >= first and text.words[at - 2] in _TIMES_OF:
            at -= 2
        else:
            break
    return at


def _has_object(text: Text, at: int, hit: Hit, before: Range | None) -> bool:
    """«تكشف حقائق عن "دولة الرعب"»: the verb has its object, and what stands behind the preposition belongs to that."""
    if before is None or hit.opening is None or hit.opening.how not in {"noun", "that"} or hit.speaker != before:
        return False
    if hit.opening.how == "that":
        # «تعتبر تحولا … أن»: with a comma or a preposition behind the verb it is a circumstance that stands there.
        between = at + 1
        named = between < hit.opening.gap_end and text.is_word(between) and text.words[between] not in _NO_OBJECTS
        return (
            named
            and mentions.skip_circumstances(text, between, hit.opening.gap_end) == between
            and not (phrases.is_preposition(text, between) or text.words[between] in GAP_ENDS)
        )
    between = mentions.skip_circumstances(text, at + 1, hit.opening.gap_end)
    if between >= hit.opening.gap_end or text.words[between] in _NO_OBJECTS:
        return False
    return not hit.opening.shift and text.words[hit.opening.gap_end] == "عن"


def _is_matter(text: Text, speaker: Range) -> bool:
    """«يشير هذا القرار إلى»: a matter points to something, nobody says it."""
    first, last = speaker
    if text.words[first] not in _DEMONSTRATIVES:
        return False
    return last - first < _DEMONSTRATED or KINDS.get(text.words[first + 1]) in {None, SpeakerKind.DOCUMENT}


_DEMONSTRATED = 2


def _nested(text: Text, subject: int) -> bool:
    """Whether the subject opens a clause inside another: «إن إيران أعلنت»."""
    before = text.words[subject - 1]
    return before in THAT or before[1:] in THAT or before == _WHERE


def _opening(text: Text, at: int, form: CueForm, sentence: Sentence, before: Range | None, hit: Hit) -> Opening | None:
    place = at + 1
    takes = form.cue.takes
    if form.bound and not form.cue.addressee:
        takes = (takes & {"بان", "ب كلام"}) | ({"بان"} if "مفعول ب" in takes else set())
        return find_opening(text, place, min(sentence.last, place + 6), form.cue, takes=takes)
    opening = find_opening(text, place, sentence.last, form.cue)
    if opening and opening.how == "noun" and opening.shift == 0:
        opening = through_masdar(text, opening, sentence, hit)
    if "شبه" in takes or takes & {"مفعول", "مفعول ب", "مفعول مسءولية"}:
        opened = find_object(text, place, sentence, takes, before)
        if opened and not (opening and fills(text, place, opening)) and (not opening or opened.start < opening.start):
            return opened
    return opening


def _give_speaker(text: Text, at: int, form: CueForm, hit: Hit, before: Range | None, sentence: Sentence) -> None:
    """Set the hit's speaker: behind the verb where one stands there, else before it, else it is inherited."""
    stop = hit.opening.gap_end if hit.opening else sentence.last
    behind = None if form.plural else _subject_behind(text, at + 1, stop, form, opened=hit.opening is not None)
    if before is not None and (
        behind is None
        or form.kind == "present"
        or form.cue.addressee
        or text.words[at - 1] in RELATIVES
        or _nested(text, before[0])
    ):
        hit.speaker, hit.rule = before, "subject-verb"
    elif behind is not None:
        hit.speaker, hit.rule = behind, "verb-subject"
    else:
        hit.inherits, hit.rule = True, "verb"
    if hit.speaker is not None:
        hit.document = hit.speaker if KINDS.get(text.words[hit.speaker[0]]) is SpeakerKind.DOCUMENT else None
        hit.speaker, hit.medium = issuer(text, hit.speaker, stop)


def _subject_behind(text: Text, place: int, stop: int, form: CueForm, *, opened: bool) -> Range | None:
    start = phrases.skip_asides(text, place, stop)
    if start < stop and (
        phrases.is_preposition(text, start) or phrases.in_medium(text, start, stop) or text.words[start] in _OCCASIONS
    ):
        start = _behind_comma(text, start, stop)
    if (
        start >= stop
        or text.words[start] in GAP_ENDS
        or phrases.is_preposition(text, start)
        or text.words[start] in THAT
    ):
        return None
    if text.words[start] in _WRITTEN_WORDS:
        return None
    if any(
        one.kind == "participle" and text.words[start] not in KINDS for one in FORMS.get(text.words[start], ())
    ) or naming.told(text, start, stop):
        return None
    if (
        form.cue.addressee
        and text.words[start] not in KINDS
        and text.words[start].endswith(("ه", "ها", "هم"))
        and text.letters(start)[-1] != "ة"
    ):
        return None
    end = mentions.mention_end(text, start, stop, events=not opened and "اسم" in form.cue.takes)
    if end == start or (not text.is_word(start) and start not in text.closes):
        return None
    return start, before_next(text, start, end) if form.cue.addressee else end


def _behind_comma(text: Text, start: int, stop: int) -> int:
    """«وقال، في بيان، المتحدث باسم …»: a speaker may stand behind the circumstance if its noun says so."""
    for at in range(start, stop - 1):
        if text.words[at] == ",":
            behind = phrases.skip_asides(text, at, stop)
            return behind if behind < stop and text.words[behind] in KINDS else stop
        if text.words[at] in KINDS and at > start + 1 and text.words[at - 1] in _BEFORE_SPEAKER:
            return at
    return stop


def _judged(text: Text, at: int, form: CueForm, hit: Hit) -> Hit | None:
    """Drop what the writer says in his own voice, and weigh the rest."""
    if shapes.hides_name(text, at, form):
        return None
    if hit.opening is None:
        return hit if not form.bound and hit.speaker and not hit.nested and "كلام" in form.cue.takes else None
    if hit.inherits and form.cue.impersonal and form.kind == "present" and not form.feminine and not form.plural:
        return None
    if form.cue.document_only and not _by_document(text, hit):
        return None
    hit.confidence = {"that": 0.9, "colon": 0.9, "quote": 0.85, "noun": 0.7, "object": 0.65}[hit.opening.how]
    hit.rule = f"{hit.rule} {hit.opening.how}"
    hit.shift = hit.opening.shift
    return hit


def _by_document(text: Text, hit: Hit) -> bool:
    return hit.document is not None or (
        hit.speaker is not None and any(text.words[at] in _DOCUMENTS for at in range(*hit.speaker))
    )


_DOCUMENTS = frozenset(word for word, kind in KINDS.items() if kind == "document") | {
    "تحقيقات",
    "تحليلات",
    "استطلاعات",
    "ابحاث",
    "بحث",
}
