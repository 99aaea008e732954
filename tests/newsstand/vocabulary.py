"""What a page tells machines, held against schema.org's vocabulary (`vocabulary.toml`)."""

import json
import re
import tomllib
from datetime import date, datetime
from pathlib import Path

HELD = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))
TYPES, PROPERTIES = HELD["types"], HELD["properties"]

_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_WHOLE = re.compile(r"https?://[^/\s]+(/[\x21-\x7e]*)?")
_DISTANCE = re.compile(r"\d+ px")
_REDUCED = re.compile(r"\d{4}(-\d{2})?")


def things_on(page):
    """Return the things that the page's scripts tell of, each script's or each of its graph's."""
    found = []
    for told in map(json.loads, _SCRIPT.findall(page)):
        assert told.pop("@context") == "https://schema.org"
        found += told.get("@graph", [told])
    return found


def faults_on(page):
    """Return what is wrong with what the page tells, each fault with the way to it."""
    things = things_on(page)
    named = {}
    for thing in walk(things):
        if "@id" in thing and "@type" in thing:
            named.setdefault(thing["@id"], set()).update(kinds(thing))
    return [fault for thing in things for fault in faults(thing, named, "/".join(kinds(thing)))]


def walk(value):
    if isinstance(value, list):
        for each in value:
            yield from walk(each)
    elif isinstance(value, dict):
        yield value
        for each in value.values():
            yield from walk(each)


def kinds(thing):
    kind = thing.get("@type", [])
    return [kind] if isinstance(kind, str) else kind


def lineage(kind):
    """Return the type and all above it."""
    found = []
    while kind:
        found.append(kind)
        kind = TYPES[kind]
    return found


def faults(thing, named, way):
    for kind in kinds(thing):
        if kind not in TYPES:
            yield f"{way}: no type {kind}"
            return
    if "@id" in thing and not _WHOLE.fullmatch(thing["@id"]):
        yield f"{way}: @id {thing['@id']!r} is not whole"
    if not kinds(thing):
        # It points at a thing; where that is told of on the same page is for the caller to see in `named`.
        if set(thing) != {"@id"} or thing["@id"] not in named:
            yield f"{way}: a thing without a type"
        return
    above = {each for kind in kinds(thing) for each in lineage(kind)}
    for name, value in thing.items():
        if not name.startswith("@"):
            yield from property_faults(name, value, above, named, f"{way}.{name}")


def property_faults(name, value, above, named, way):
    told = PROPERTIES.get(name)
    if told is None:
        yield f"{way}: no such property"
        return
    if not above & set(told["of"]):
        yield f"{way}: not of {sorted(above)}"
    for each in value if isinstance(value, list) else [value]:
        if each in ("", None) or each == {}:
            yield f"{way}: empty"
        elif isinstance(each, dict):
            wanted = set(told["gives"])
            types = kinds(each) or named.get(each.get("@id"), ())
            if types and not {up for kind in types if kind in TYPES for up in lineage(kind)} & wanted:
                yield f"{way}: gives {types}, not {sorted(wanted)}"
            yield from faults(each, named, way)
        elif not any(LITERALS[kind](each) for kind in told["gives"] if kind in LITERALS):
            yield f"{way}: {each!r} is none of {told['gives']}"


def is_url(value):
    return isinstance(value, str) and bool(_WHOLE.fullmatch(value))


def is_moment(value):
    try:
        return isinstance(value, str) and "T" in value and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def is_date(value):
    try:
        return isinstance(value, str) and (bool(_REDUCED.fullmatch(value)) or bool(date.fromisoformat(value)))
    except ValueError:
        return False


def is_text(value):
    return isinstance(value, str) and bool(value.strip())


LITERALS = {
    "Text": is_text,
    "URL": is_url,
    "Date": is_date,
    "DateTime": is_moment,
    "Number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Boolean": lambda value: isinstance(value, bool),
    "Distance": lambda value: isinstance(value, str) and bool(_DISTANCE.fullmatch(value)),
}
