"""What mail servers send back: reports of failure (RFC 3464, or in words alone) and of complaints (RFC 5965).

Pure reading: a message in, what it says of whom out, and what in it may show that it is about a message of ours.
Whether that is true, `bouncing` finds: whoever can write to the address of bounces can write a report.
"""

from __future__ import annotations

import email
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import Message
from email.utils import getaddresses
from enum import StrEnum

LONGEST = 512 * 1024
"""Bytes of a report that are read: the letter that it brings back may be long, and stands behind what matters."""

MOST = 20
"""Keys and names that are looked at: a report of ours has two or three."""

# Refusals that say nothing of the mailbox: it is full, the letter is too long or not liked, our server is not, the way
# there is closed in a circle, its time was over.
_NOT_THE_ADDRESS = re.compile(r"5\.(?:2\.[2-4]|4\.(?:6|7|14)|[367]\.\d+)")
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_CODE = re.compile(r"(?<![\d.])([45]\d\d)[ -]")
_KEY = re.compile(r"(?i)(?:x-musnad-key:\s*|\+)([0-9a-f]{1,16}-[0-9a-f]{1,16}-[a-z2-7]{16})\b")
_NAME = re.compile(r"(?i)\b((?:letter|notice)-[0-9a-f]{1,18}-[0-9a-f]{1,18}-[0-9a-f]{16})@")
_LEAVE = re.compile(r"/letters/leave/([\w.=-]+)/")
_NAMED = re.compile(r"(?m)^\s*<?([^\s<>@]+@[^\s<>@:]+)>?:?\s*$")
_DELAYED = re.compile(r"(?i)\b(?:delayed|warning|delay)\b")


class Verdict(StrEnum):
    HARD = "hard"
    SOFT = "soft"
    COMPLAINT = "complaint"
    OPT_OUT = "opt_out"


@dataclass(frozen=True, slots=True)
class Returned:
    """What a report says of one recipient. address: "" where none is named."""

    verdict: Verdict
    address: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a message says that came back. said: nothing where it is no report: a reply, a delay, something else.

    keys, names: what looks like keys and Message-IDs of our own, as they stand in it. leave: the token of a link in the
    letter that came back. marks: what the report itself is known by when it comes again.
    """

    said: tuple[Returned, ...]
    keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    leave: str = ""
    marks: tuple[str, ...] = ()


def is_hard(status: str) -> bool:
    """Return whether a status (RFC 3463: "5.1.1") says that there is no such mailbox, or no more."""
    return status.startswith("5.") and not _NOT_THE_ADDRESS.fullmatch(status)


def verdict_of(status: str) -> Verdict | None:
    """Return what a status says; None for one of success."""
    if status[:1] not in {"4", "5"}:
        return None
    return Verdict.HARD if is_hard(status) else Verdict.SOFT


def status_in(words: str) -> str:
    """Return the status that a server's words hold ("5.1.1", or "5.0.0" of a bare 550), "" where there is none."""
    if found := _STATUS.search(words):
        return found[1]
    if not (code := _CODE.search(f"{words} ")):
        return ""
    # Of the bare codes these are about the mailbox (RFC 5321 4.2.3); 552 is a full one, 554 whatever you like.
    return {"5": "5.0.0" if code[1] in {"550", "551", "553"} else "5.7.0", "4": "4.0.0"}[code[1][0]]


def read_returned(raw: bytes) -> Report:
    """Return what a message says of whom, and what in it may tell which message of ours it is about."""
    raw = raw[:LONGEST]
    message = email.message_from_bytes(raw, policy=policy.compat32)
    said = tuple(_said(message))
    if not said:
        return Report(())
    text = _unfolded(_text_of(message, raw))
    keys, names = (tuple(dict.fromkeys(pattern.findall(text)))[:MOST] for pattern in (_KEY, _NAME))
    return Report(said, keys, names, _leave_in(text), tuple(_marks(message, raw)))


def _said(message: Message) -> Iterator[Returned]:
    kind = str(message.get_param("report-type") or "").lower()
    parts = {part.get_content_type(): part for part in message.walk()}
    if "message/feedback-report" in parts or kind == "feedback-report":
        return _complaints(parts)
    if "message/delivery-status" in parts:
        return _statuses(parts["message/delivery-status"])
    return _in_words(message)


def _complaints(parts: dict[str, Message]) -> Iterator[Returned]:
    report = parts.get("message/feedback-report")
    fields = _blocks(report)[0] if report is not None and _blocks(report) else Message()
    kind = str(fields.get("Feedback-Type", "abuse")).strip().lower()
    if kind == "not-spam":
        return
    named = [*fields.get_all("Original-Rcpt-To", []), *fields.get_all("Removal-Recipient", [])]
    if not named and (original := parts.get("message/rfc822")) is not None:
        named = [address for block in _blocks(original) for address in block.get_all("To", [])]
    addresses = [address for _, address in getaddresses([str(each) for each in named]) if "@" in address]
    verdict = Verdict.OPT_OUT if kind == "opt-out" else Verdict.COMPLAINT
    for address in addresses[:1] or [""]:
        yield Returned(verdict, address)


def _statuses(report: Message) -> Iterator[Returned]:
    for block in _blocks(report):
        if str(block.get("Action", "")).strip().lower() != "failed":
            continue
        named = str(block.get("Original-Recipient") or block.get("Final-Recipient") or "")
        address = named.partition(";")[2].strip().strip("<>")
        if verdict := verdict_of(_status_of(block)):
            yield Returned(verdict, address)


def _status_of(block: Message) -> str:
    """Return the status of one recipient; what its server said where that tells more.

    Exim writes 5.0.0 for all that it gives up, a server that refuses for the letter's sake or is too busy as well.
    """
    status, said = status_in(str(block.get("Status", ""))), status_in(str(block.get("Diagnostic-Code", "")))
    return said if said and status[1:] in {"", ".0.0"} else status or "5.0.0"


def _in_words(message: Message) -> Iterator[Returned]:
    """Yield what a server says without a part for machines: Exim names recipients in a header, qmail in its text."""
    named = [address for _, address in getaddresses(message.get_all("X-Failed-Recipients", [])) if "@" in address]
    if not named and not _from_a_server(message):
        return
    if _DELAYED.search(str(message.get("Subject", ""))):
        return
    words = _words_of(message)
    status = status_in(words)
    if not named:
        if not status:
            return
        named = _NAMED.findall(words)[:1] or [""]
    for address in named:
        if verdict := verdict_of(status or "5.0.0"):
            yield Returned(verdict, address)


def _from_a_server(message: Message) -> bool:
    sender = str(message.get("From", "")).lower()
    automatic = str(message.get("Auto-Submitted", "")).lower()
    if automatic.startswith("auto-replied") and "mailer-daemon" not in sender:
        return False
    return message.get("Return-Path", "").strip() == "<>" or "mailer-daemon" in sender or "postmaster@" in sender


def _words_of(message: Message) -> str:
    """Return the report's own text, before the letter that it brings back."""
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            payload = part.get_payload(decode=True)
            words = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
            return re.split(r"(?mi)^-{3,}.*(?:copy|original|message|body).*$|^--- ", words)[0]
    return ""


def _blocks(part: Message) -> list[Message]:
    held = part.get_payload()
    return [each for each in held if isinstance(each, Message)] if isinstance(held, list) else []


def _text_of(message: Message, raw: bytes) -> str:
    """Return a report's text, and that of its encoded parts: gateways wrap what they bring back."""
    texts = [raw]
    for part in message.walk():
        if str(part.get("Content-Transfer-Encoding", "")).strip().lower() in {"base64", "quoted-printable"}:
            payload = part.get_payload(decode=True)
            texts.append(payload if isinstance(payload, bytes) else b"")
    return b"\n\n".join(texts).decode("utf-8", "replace")


def _marks(message: Message, raw: bytes) -> Iterator[str]:
    """Yield what the report is known by: its Message-ID, its server's number for the message, else all that it says."""
    names = [f"id {own}"] if (own := str(message.get("Message-ID", "")).strip()) else []
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status" and (blocks := _blocks(part)):
            of = f"{blocks[0].get('Reporting-MTA', '')} {blocks[0].get('Arrival-Date', '')}"
            # Postfix' header is X-Postfix-Queue-ID.
            names += [f"queue {of} {value}" for name, value in blocks[0].items() if name.lower().endswith("-queue-id")]
    if not names:
        # Its headers are the trace of its way: they differ each time.
        words = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[-1]
        names = [f"words {hashlib.sha256(words).hexdigest()}"]
    yield from names


def _leave_in(text: str) -> str:
    # A link in a letter that came back may be cut in lines as quoted-printable does.
    found = _LEAVE.search(text.replace("=\r\n", "").replace("=\n", ""))
    return found[1] if found else ""


def _unfolded(text: str) -> str:
    return re.sub(r"\r?\n[ \t]+", " ", text)
