"""What can go wrong in the ledger.

LedgerError
├── KeptForGood          a row of the ledger was to be deleted, or one of its logs changed
├── LedgerNotEmpty       a log can be replayed into an empty ledger only
├── NotAnchored
│   ├── EmptyQuote       the span has no words to be found by
│   └── QuoteNotFound    the words are not in the text
└── Refused              what was to be recorded cannot be; nothing was written
    ├── NothingSaid      a name, sentence, reason or the like is empty
    ├── TooLong          a name, address or the like is longer than the ledger keeps
    ├── NotAnAddress     not the address of an account, a site or a page
    ├── NotYet           said or captured later than now
    ├── ChainBroken      the chain does not begin with who said it
    ├── ChainLoops       a source stands in the chain twice
    ├── BelongsInCircle  a source would belong to itself
    ├── MergedIntoItself a claim or source would be merged into itself
    ├── AlreadyMerged    it was merged before
    ├── NotMerged        there is no merging to undo
    ├── AlreadyRecorded  the same act on the same words of the same document
    ├── AlreadyDone      a statement is withdrawn, a verdict lifted, a name dropped already
    └── EditedMeanwhile  somebody else amended it since it was read
"""

from __future__ import annotations

from datetime import datetime


class LedgerError(Exception):
    """The root of the ledger's errors."""


class KeptForGood(LedgerError):
    def __init__(self, row: str, done: str) -> None:
        super().__init__(f"A {row} cannot be {done}: the ledger keeps what it has. Record what corrects it instead.")
        self.row = row


class LedgerNotEmpty(LedgerError):
    def __init__(self, entries: int) -> None:
        super().__init__(f"The ledger has {entries} entries already; a log is replayed into an empty one.")
        self.entries = entries


class NotAnchored(LedgerError):
    """Words cannot be tied to a place in a text."""


class EmptyQuote(NotAnchored):
    def __init__(self, start: int, end: int) -> None:
        super().__init__(f"[{start}, {end}) of the text has no letter to be found by; mark at least a word.")
        self.start, self.end = start, end


class QuoteNotFound(NotAnchored):
    def __init__(self, exact: str) -> None:
        super().__init__(f"The words «{exact}» do not stand in the text.")
        self.exact = exact


class Refused(LedgerError):
    """What was to be recorded cannot be; nothing was written."""


class NothingSaid(Refused):
    def __init__(self, field: str) -> None:
        super().__init__(f"{field} is empty: say it, the log is of no use without.")
        self.field = field


class TooLong(Refused):
    def __init__(self, field: str, length: int, longest: int) -> None:
        super().__init__(f"{field} has {length} characters; at most {longest} are kept.")
        self.field, self.length, self.longest = field, length, longest


class NotAnAddress(Refused):
    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address!r} is no address of an account, a site or a page: give one such as https://news.example/."
        )
        self.address = address


class NotYet(Refused):
    def __init__(self, field: str, at: datetime) -> None:
        super().__init__(f"{field} is {at.isoformat()}, which is still to come: correct the time or leave it empty.")
        self.field, self.at = field, at


class ChainBroken(Refused):
    def __init__(self, speaker: str, first: str) -> None:
        super().__init__(f"The chain begins with {first}, but {speaker} said it: who said it stands first.")
        self.speaker, self.first = speaker, first


class ChainLoops(Refused):
    def __init__(self, source: str) -> None:
        super().__init__(f"{source} stands in the chain twice: nobody has a report from oneself. Leave one link out.")
        self.source = source


class BelongsInCircle(Refused):
    def __init__(self, source: str, to: str) -> None:
        super().__init__(f"{source} cannot belong to {to}, which belongs to it: take one of the two away first.")
        self.source, self.to = source, to


class MergedIntoItself(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} cannot be merged into itself: choose another, the two are one already.")
        self.name = name


class AlreadyMerged(Refused):
    def __init__(self, name: str, into: str) -> None:
        super().__init__(f"{name} was merged into {into} before: undo that first, or go on with {into}.")
        self.name, self.into = name, into


class NotMerged(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not merged into another; there is nothing to undo.")
        self.name = name


class AlreadyRecorded(Refused):
    def __init__(self, statement: int, by: str) -> None:
        super().__init__(f"{by} recorded the same words already, as statement {statement}.")
        self.statement, self.by = statement, by


class AlreadyDone(Refused):
    def __init__(self, what: str) -> None:
        super().__init__(f"{what}: there is nothing left to do.")
        self.what = what


class EditedMeanwhile(Refused):
    def __init__(self, name: str, by: str, at: datetime) -> None:
        super().__init__(f"{by} amended {name} at {at.isoformat()}, after you read it: look at it again, then amend.")
        self.name, self.by, self.at = name, by, at
