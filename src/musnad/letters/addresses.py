"""Addresses as people type them, in the one form by which they are known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from musnad.arabic.digits import Digits, write_digits
from musnad.letters.errors import BadAddress, Flaw

LONGEST = 254  # RFC 5321 4.5.3.1.3, without the angle brackets
LONGEST_LOCAL = 64

# What keyboards and copying leave round an address: marks of direction, spaces of every width, stops and brackets.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c]")
_AROUND = " \t\r\n\u00a0\u3000<>«»\"'،؛;,"
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f]")
_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


@dataclass(frozen=True, slots=True)
class Address:
    """normal: in small letters, the domain as mail servers know it (xn--…). typed: tidied, in its own letters."""

    normal: str
    typed: str


def read_address(written: str) -> Address:
    """Return the address in `written`. Raises BadAddress, which says what is wrong with it.

    A local part outside ASCII needs SMTPUTF8 all the way to the mailbox (RFC 6531); few have it, so it is refused
    with a sentence of its own instead of being lost on the way. A domain in any script is taken.
    """
    # Longer than anything that tidying could save: no work is done for it.
    if len(written) > 4 * LONGEST:
        raise BadAddress(Flaw.LONG)
    # A line's end inside would be a header of its own; at the ends it is the keyboard's.
    typed = _INVISIBLE.sub("", written).strip(_AROUND).rstrip(".").removeprefix("mailto:").replace("\uff20", "@")
    if not typed:
        raise BadAddress(Flaw.EMPTY)
    if _BLANK.search(typed):
        raise BadAddress(Flaw.SPACE)
    local, at, domain = typed.rpartition("@")
    if not at or not local or not domain or "@" in local:
        raise BadAddress(Flaw.NO_AT)
    normal = f"{_local(local)}@{_domain(domain)}"
    if len(normal) > LONGEST or len(typed) > LONGEST:
        raise BadAddress(Flaw.LONG)
    return Address(normal, typed)


def _local(local: str) -> str:
    small = write_digits(local, Digits.LATIN).lower()
    if not small.isascii():
        raise BadAddress(Flaw.LETTERS)
    if len(small) > LONGEST_LOCAL:
        raise BadAddress(Flaw.LONG)
    if not _LOCAL.fullmatch(small):
        raise BadAddress(Flaw.LOCAL)
    return small


def _domain(domain: str) -> str:
    """Return the domain's ASCII form: a name with a dot whose last label is no number."""
    try:
        # The codec refuses empty and long labels and folds letters as RFC 3490 says.
        known = write_digits(domain, Digits.LATIN).encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise BadAddress(Flaw.DOMAIN) from error
    labels = known.split(".")
    if len(labels) < 2 or labels[-1].isdigit() or not all(_LABEL.fullmatch(label) for label in labels):
        raise BadAddress(Flaw.DOMAIN)
    return known
