"""The forms of a cue: a lemma of `cues.toml` → all that a news text may write of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

FormKind = Literal["past", "present", "participle", "masdar"]

# «نشرته», «تأكيدها»: what is said, or who says it, hangs on the word.
# The dual of «رد» would be «ردا», which in the papers is «رداً على».
_SHORTEST_WITH_DUAL = 2
_PRONOUNS = ("ه", "ها", "هم", "هما")


class Form(NamedTuple):
    """One written form. `bound` is set where a pronoun hangs on it."""

    text: str
    kind: FormKind
    feminine: bool = False
    plural: bool = False
    bound: bool = False


def past(lemma: str) -> Iterator[Form]:
    """Yield the third persons of the past: قال، قالت، قالا، قالوا، and with an object."""
    weak = lemma[-1] in "ىا"
    stem = lemma[:-1] if weak else lemma
    yield Form(lemma, "past")
    yield Form(f"{stem}ت", "past", feminine=True)
    if len(lemma) > _SHORTEST_WITH_DUAL:
        yield Form(f"{stem}تا", "past", feminine=True, plural=True)
        yield Form(f"{stem}{'يا' if weak else 'ا'}", "past", plural=True)
    yield Form(f"{stem}وا", "past", plural=True)
    open_stem = f"{stem}ا" if weak else stem
    for pronoun in _PRONOUNS:
        yield Form(open_stem + pronoun, "past", bound=True)
        yield Form(f"{stem}ت{pronoun}", "past", feminine=True, bound=True)
        yield Form(f"{stem}و{pronoun}", "past", plural=True, bound=True)


def present(lemma: str) -> Iterator[Form]:
    """Yield the third persons of the present: يقول، تقول، يقولون، تقولان، and with an object."""
    stem = lemma[1:]
    short = stem[:-1] if stem[-1] in "ىيو" else stem
    open_stem = f"{short}ا" if stem.endswith("ى") else stem
    for prefix, feminine in (("ي", False), ("ت", True)):
        yield Form(prefix + stem, "present", feminine)
        yield Form(f"{prefix}{short}ون", "present", feminine, plural=True)
        yield Form(f"{prefix}{short}وا", "present", feminine, plural=True)
        yield Form(f"{prefix}{stem}ان", "present", feminine, plural=True)
        for pronoun in _PRONOUNS:
            yield Form(prefix + open_stem + pronoun, "present", feminine, bound=True)


def participle(lemma: str) -> Iterator[Form]:
    """Yield what stands as a circumstance: مؤكداً، مؤكدةً، مؤكدين، مؤكدتين، مؤكدات, and the careless «مؤكد»."""
    stem = lemma.removesuffix("ي") if lemma.endswith("ي") else lemma
    yield Form(lemma, "participle")
    yield Form(f"{lemma}ا", "participle")
    yield Form(f"{lemma}ة", "participle", feminine=True)
    yield Form(f"{stem}ين", "participle", plural=True)
    yield Form(f"{stem}ون", "participle", plural=True)
    yield Form(f"{lemma}ات", "participle", feminine=True, plural=True)
    yield Form(f"{lemma}تين", "participle", feminine=True, plural=True)


def masdar(lemma: str) -> Iterator[Form]:
    """Yield the noun, with article, with ب or ل before it, with its speaker's pronoun: تأكيده، بالقول، لقولها."""
    bound = f"{lemma[:-1]}ت" if lemma.endswith("ة") else lemma
    for prefix in ("", "ب", "ل"):
        yield Form(prefix + lemma, "masdar")
        for pronoun in _PRONOUNS:
            yield Form(prefix + bound + pronoun, "masdar", bound=True)
    for article in ("ال", "بال", "لل"):
        yield Form(article + lemma, "masdar")
