"""The words by which furniture is known: `vocabulary.toml`, compiled for lookup."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from musnad.reader.matching import fold, key, keys

_TABLES = tomllib.loads(files("musnad.reader").joinpath("vocabulary.toml").read_text("utf-8"))
_LINES: dict[str, list[str]] = _TABLES["lines"]
_LABELS: dict[str, list[str]] = _TABLES["labelled"]

LABELS = keys(_LINES["labels"])
ENDINGS = keys(_LINES["endings"])
BOXES = keys(_LINES["boxes"])
HOMES = keys(_LINES["homes"])
AGENCIES = keys(_TABLES["names"]["agencies"])
SIGNS = tuple(key(sign) for sign in _TABLES["names"]["signs"])
NOT_IN_NAMES = keys(_TABLES["names"]["not_in_names"])
PHOTOGRAPHS = keys(_TABLES["names"]["photographs"])
ANNOUNCED = keys(_TABLES["names"]["announced"])
EMPTY_KEYWORDS = keys(_TABLES["names"]["empty_keywords"])
_STARTS = tuple(map(key, _LINES["starts"]))
_PATTERNS = re.compile("|".join(f"(?:{fold(pattern)})" for pattern in _LINES["patterns"]))
# What is longer than these is prose that looks like furniture by chance.
_LONGEST_STARTED = 160
_LONGEST_PATTERN = 600


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the vocabulary at the beginning of a line, and what follows it."""

    role: str
    rest: str


def is_furniture(line: str) -> bool:
    """Whether the words of `line` belong to the site and not to a story."""
    if len(line) > _LONGEST_PATTERN:
        return False
    compared = key(line)
    started = len(line) <= _LONGEST_STARTED and compared.startswith(_STARTS)
    if not compared or compared in LABELS or started or _PATTERNS.search(fold(line)):
        return True
    if ":" in line[:60] and len(line) <= _LONGEST_STARTED and key(line[: line.index(":")]) in DATE_LABELS:
        # The label of a date that could not be read.
        return True
    # «شارك | طباعة | حفظ»: a row of labels.
    parts = [part for part in re.split(r"\s*[|•·/]\s*|\s{2,}", line) if part.strip()]
    return len(parts) > 1 and all(key(part) in LABELS for part in parts)


def find_label(line: str) -> Label | None:
    """Return the label that `line` begins with or consists of: related, keywords, credits, byline or photo.

    «label: rest», or the label alone.
    """
    # The first colon that is not a clock's.
    colon = re.search(r"\s*:(?!\d)\s*|\s*:\s+", line[:80])
    head, rest = (line[: colon.start()], line[colon.end() :]) if colon else (line, "")
    role = _ROLES.get(key(head)) if len(head) <= 60 else None
    # «صورة» alone is a word; «صورة: …» is a label.
    return Label(role, rest) if role and (colon or role not in {"photo", "byline"}) else None


_ROLES = {compared: role for role, labels in _LABELS.items() for compared in keys(labels)}
DATE_LABELS = {compared: role for role, labels in _TABLES["dated"].items() for compared in keys(labels)}
ROLES: dict[str, tuple[frozenset[str], ...]] = {
    role: tuple(frozenset(entry.split()) for entry in entries) for role, entries in _TABLES["roles"].items()
}
HIDING = frozenset(_TABLES["hiding"]["classes"])
UNSEEN = frozenset(_TABLES["hiding"]["unseen"])
# Names of a look on some screens ("md:hidden"); Drupal's Views, which are no counts of views; Elementor, to which all
# is a widget.
_LOOK_ALONE = re.compile(
    r"[\w\-\[\]()@>.*/]+:|views?-(?:field|row|element|content)|elementor|widget-image", re.IGNORECASE
)
_SHOWN_AGAIN = re.compile(
    r"(?:^|\s)(?:(?:sm|md|lg|xl|2xl):(?:block|flex|grid|inline|table)|d-(?:sm|md|lg|xl|xxl)-(?!none))"
)
_CLASS_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def roles_of(names: str) -> set[str]:
    """Return what an element is for, told by `names`: its class and id."""
    if not names or len(names) > 500:
        return set()
    tokens = [token for token in names.split() if not _LOOK_ALONE.match(token)]
    named = " ".join(tokens)
    found = {word.lower() for word in _CLASS_WORD.findall(named)} | set(re.findall(r"[a-z]+", named.lower()))
    roles = {role for role, entries in ROLES.items() if any(entry <= found for entry in entries)}
    # Hidden is what says that alone, and is not shown again on larger screens: "overflow-hidden" hides nothing.
    hides = not HIDING.isdisjoint(token.lower() for token in tokens) and not _SHOWN_AGAIN.search(names)
    return roles | {"hidden"} if hides else roles
