"""The words of attribution, read from `cues.toml`, `words.toml` and `names.toml` and made ready for looking up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from musnad.arabic.normal import normal
from musnad.reader.attribution import forms
from musnad.reader.attribution.forms import FormKind
from musnad.reader.attribution.values import Act, SpeakerKind, Strength


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("musnad.reader.attribution").joinpath(name).read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Cue:
    """An entry of `cues.toml`, where the fields are told; `key` is the lemma in the normal form."""

    lemma: str
    key: str
    act: Act
    strength: Strength
    takes: frozenset[str]
    masdar_takes: frozenset[str] = frozenset()
    addressee: bool = False
    relay: bool = False
    impersonal: bool = False
    nominal: bool = False
    document_only: bool = False
    negated: Act | None = None
    not_written: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CueForm:
    """A written form of a cue."""

    cue: Cue
    kind: FormKind
    feminine: bool
    plural: bool
    bound: bool
    base: bool


@dataclass(frozen=True, slots=True)
class Preposition:
    """«بحسب», «نقلا عن»: it names whoever the clause beside it comes from.

    A `clause` one has a verb of saying behind it; a `relayed` one stands between a relay and the speaker.
    """

    words: tuple[str, ...]
    clause: bool
    relayed: bool
    glued: bool


def fold(words: Iterable[str]) -> frozenset[str]:
    """Return `words` in the form that tokens are compared in."""
    return frozenset(map(normal, words))


def _phrases(words: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return phrases by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in words:
        parts = tuple(normal(phrase).split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(set(all_), key=len, reverse=True)) for first, all_ in found.items()}


def words(name: str) -> frozenset[str]:
    """Return the set `section.name` of `words.toml`."""
    section, _, key = name.partition(".")
    return fold(_WORDS[section][key])


_CUES = _table("cues.toml")
_WORDS = _table("words.toml")
_NAMES = _table("names.toml")


def _cue(entry: dict[str, Any]) -> Cue:
    return Cue(
        lemma=entry["lemma"],
        key=normal(entry["lemma"]),
        act=Act(entry["act"]),
        strength=Strength(entry["strength"]),
        takes=fold(entry["takes"]),
        masdar_takes=fold(entry.get("nouns_after_masdar", ())),
        addressee=bool(entry.get("addressee")),
        relay=bool(entry.get("relay")),
        impersonal=bool(entry.get("impersonal")),
        nominal=bool(entry.get("nominal")),
        document_only=bool(entry.get("document_only")),
        negated=Act(entry["negated"]) if "negated" in entry else None,
        not_written=frozenset(entry.get("not_written", ())),
    )


def _forms_of(entry: dict[str, Any]) -> Iterable[forms.Form]:
    yield from forms.past(entry["lemma"])
    yield from forms.present(entry["present"])
    if "participle" in entry:
        yield from forms.participle(entry["participle"])
    if "masdar" in entry:
        yield from forms.masdar(entry["masdar"])
    for text in entry.get("forms", ()):
        yield forms.Form(text, "present" if normal(text)[0] in "يت" else "past", text[0] == "ت" or text[-1] == "ت")


_STANDING: dict[FormKind, int] = {"past": 0, "present": 1, "participle": 2, "masdar": 3}


def _collected() -> dict[str, tuple[CueForm, ...]]:
    found: dict[str, dict[tuple[str, str], CueForm]] = {}
    for entry in _CUES["verb"]:
        cue = _cue(entry)
        for form in _forms_of(entry):
            known = found.setdefault(normal(form.text), {})
            known.setdefault((cue.lemma, form.kind), CueForm(cue, form.kind, *form[2:], form.text == cue.lemma))
    return {text: tuple(sorted(known.values(), key=lambda form: _STANDING[form.kind])) for text, known in found.items()}


FORMS = _collected()
LEMMAS = tuple(entry["lemma"] for entry in _CUES["verb"])

PREPOSITIONS = tuple(
    Preposition(
        tuple(normal(words).split()), bool(entry.get("clause")), bool(entry.get("relayed")), words.endswith(" ل")
    )
    for entry in _CUES["preposition"]
    for words in sorted(entry["words"], key=len, reverse=True)
)
DOCUMENT_OPENERS = _phrases(words for entry in _CUES["document"] for words in entry["words"])
CLOSINGS = _phrases(words for entry in _CUES["closing"] for words in entry["words"])

_THAT = _WORDS["that"]
THAT = fold(_THAT["particles"])
# Forms of أن with a pronoun → the pronoun belongs to what is said.
THAT_BOUND = fold(particle + pronoun for particle in _THAT["particles"] for pronoun in _THAT["pronouns"])
NOT_THAT_AFTER = fold(_THAT["never_after"])

_GAPS = _WORDS["gaps"]
GAP_ENDS = fold(_GAPS["ends"])
ADVERBS = _phrases(_GAPS["adverbs"])
OPENERS = _phrases(_GAPS["openers"])
TIME = fold(_GAPS["time"])
TIME_BESIDE = fold(_GAPS["time_beside"])
TIME_ADJECTIVES = fold(_GAPS["time_adjectives"])
MEDIA = fold(_GAPS["media"])
OCCASIONS = fold(_GAPS["occasions"])
TOLD = fold(_GAPS["told"])
ENVOYS = fold(_GAPS["envoys"])

GLOSSES = _phrases(_WORDS["content"]["glosses"])
TURNS = fold(_WORDS["content"]["turns"])

WRAPPERS = fold(_WORDS["denial"]["wrappers"])
WRAPPER_ENDS = fold(_WORDS["denial"]["openers"])
DENIALS = _phrases(_WORDS["denial"]["denials"])
COMMENTS = fold(_WORDS["decline"]["objects"])
SAYINGS = fold(_WORDS["retract"]["objects"])

EVENTS = fold(_WORDS["events"]["nouns"])
_NOT_EVENTS = fold(_WORDS["events"]["not_events"])
NOT_VERBS = fold(_WORDS["shapes"]["not_verbs"])
WHOLE = fold(_WORDS["shapes"]["whole"])
LABELS = fold(_WORDS["labels"]["heads"])

KINDS: dict[str, SpeakerKind] = {
    head: SpeakerKind(kind) for kind, heads in reversed(_NAMES["heads"].items()) for head in fold(heads)
}
_NAME_LISTS = {kind: _phrases(names) for kind, names in _NAMES["names"].items() if kind != "places"}
NAMES: dict[SpeakerKind, dict[str, tuple[tuple[str, ...], ...]]] = {
    SpeakerKind(kind): phrases for kind, phrases in _NAME_LISTS.items()
}
PLACES = _phrases(_NAMES["names"]["places"])

# Shapes of verbal nouns without the article: استفعال، انفعال، افتعال; تفعيل; مفاعلة. With or without a pronoun.
_EVENT_SHAPE = re.compile(r"(?:است?\w{2,3}ا\w|ا\w{2}ت?\w?ا\w|ت\w{2}ي[^\Wاة]|م[^\Wا]ا\w[^\Wي]ة)(?:ه|ها|هم)?")
_IFAL = re.compile(r"ا\w{2}ا\w(?:ه|ها|هم)?|ا\wا\w(?:ة|ته|تها|تهم)")


def _unbound(compared: str) -> str:
    """Return a noun without the pronoun on it: حرصها → حرص, رغبته → رغبة."""
    stem = compared.removesuffix("ها").removesuffix("هم").removesuffix("ه")
    return f"{stem[:-1]}ة" if stem.endswith("ت") and f"{stem[:-1]}ة" in EVENTS else stem


def names_event(compared: str, written: str) -> bool:
    """Whether a bare noun names an event or a fact, by list or by the shape of its verbal noun.

    `written` is needed for one hamza: إطلاق (to launch) is a verbal noun, أطفال (children) is a plural.
    """
    if compared in EVENTS or (compared.endswith(("ه", "ها", "هم")) and _unbound(compared) in EVENTS):
        return True
    if compared.endswith("ا") and compared[:-1] in EVENTS and written.endswith("ا"):
        return True
    if compared in _NOT_EVENTS or compared.startswith("ال") or compared in FORMS_OF_FINITE:
        return False
    if written.startswith("أ"):
        return False
    if len(compared) >= 6 or not compared.startswith("ا"):
        return _EVENT_SHAPE.fullmatch(compared) is not None
    return written.startswith("إ") and _IFAL.fullmatch(compared) is not None


FORMS_OF_FINITE = frozenset(
    text for text, all_ in FORMS.items() if any(form.kind in {"past", "present"} and not form.bound for form in all_)
)
