"""What the form of a word tells: a verb, a verb of publishing, a noun that can end a phrase."""

from __future__ import annotations

from musnad.reader.attribution.naming import match_place
from musnad.reader.attribution.phrases import is_preposition
from musnad.reader.attribution.text import Text
from musnad.reader.attribution.values import Act
from musnad.reader.attribution.vocabulary import (
    FORMS,
    FORMS_OF_FINITE,
    KINDS,
    MEDIA,
    NOT_VERBS,
    WHOLE,
    CueForm,
    names_event,
    words,
)

_PUBLISHING = words("phrases.publishing")


def is_verb(text: Text, at: int) -> bool:
    """Whether the word is a verb, as far as its form tells: a verb of saying, or any verb of the present."""
    word = text.words[at]
    bare = word[1:] if word[0] in "وف" and len(word) > 3 and word not in WHOLE else word
    if word in WHOLE:
        return False
    if bare in FORMS_OF_FINITE and bare not in KINDS:
        return any(not form.base or not form.cue.nominal for form in FORMS[bare] if form.kind in {"past", "present"})
    if bare[0] == "ت":
        return (
            len(bare) > 3 and at > 0 and bare not in NOT_VERBS and bare not in KINDS and _present_of_she(text, at, bare)
        )
    return (
        bare[0] == "ي"
        and len(bare) > 3
        and "يا" not in text.letters(at)[:3]
        and bare not in NOT_VERBS
        and not bare.endswith(("ة", "ي", "ا", "يين", "يون"))
    )


def _present_of_she(text: Text, at: int, bare: str) -> bool:
    """«اللجنة تبادر»: behind a definite noun or a place, and no noun of the shapes that begin with ت."""
    before = text.words[at - 1]
    if bare.startswith("تت") or bare.startswith("تست"):
        return True
    if not (before.startswith("ال") or match_place(text, at - 1, at) > at - 1) or bare.endswith(("ة", "ا", "ي", "ات")):
        return False
    return not names_event(bare, text.letters(at))


def publishes(text: Text, at: int, form: CueForm) -> bool:
    """«في تصريحات نشرت اليوم»: the verb tells where the words stood, and has none of its own."""
    return form.cue.key in _PUBLISHING and at > 0 and text.words[at - 1].removesuffix("ا") in MEDIA


_HIDDEN_NAMES = words("shapes.hidden_names")
_ASKED = words("shapes.asked")


def hides_name(text: Text, at: int, form: CueForm) -> bool:
    """«رفضت الكشف عن اسمها», «طلب عدم نشر اسمه»: this tells of the source, and is no answer that was declined."""
    if form.cue.act is not Act.DECLINE and form.cue.key not in _ASKED:
        return False
    return not _HIDDEN_NAMES.isdisjoint(text.words[at + 1 : at + 6])


def is_cue_noun(word: str) -> bool:
    """A participle or a verbal noun with its pronoun: «مؤكدا», «اتهامه»."""
    return not word.startswith("ال") and any(
        form.kind == "participle" or (form.kind == "masdar" and form.bound) for form in FORMS.get(word, ())
    )


def completes(text: Text, place: int) -> bool:
    """Whether a noun phrase may end with this token: a definite noun, a name, a relative adjective, a closing mark."""
    word = text.words[place]
    if not text.is_word(place):
        return word not in {"«", "“", "("}
    if word == "باسم":
        return False
    if word.startswith("ال") or word.endswith(("ية", "ي", "يون", "يين", "ون", "ين", "ها", "هم")):
        return True
    return word not in KINDS and not is_preposition(text, place)
