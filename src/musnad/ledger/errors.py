"""What can go wrong in the ledger.

LedgerError
├── KeptForGood         a row of the ledger was to be deleted, or one of its logs changed
├── NotAnchored
│   ├── QuoteNotFound   the words are not in the text
│   └── EmptyQuote      the span has no words to find it by
├── Refused             what was to be recorded cannot be: nothing was written
│   ├── NothingSaid     a name, sentence, reason or address is empty
│   ├── ChainBroken     the chain does not begin with who said it
│   ├── ChainLoops      a source stands in the chain twice
│   ├── BelongsInCircle a source would belong to itself
│   ├── MergedIntoItself
│   ├── NotMerged       there is no merging to undo
│   ├── AlreadyMerged   it was merged before: undo that first, or work with what it became
│   ├── SaidTooEarly    said or happened after now
│   ├── AlreadyRecorded the same act on the same words of the same document
│   ├── AlreadyDone     a statement is withdrawn (or not), a verdict is lifted
│   └── EditedMeanwhile somebody else amended it since it was read
└── LedgerNotEmpty      a log can be replayed into an empty ledger only
"""

from __future__ import annotations


class LedgerError(Exception):
    """The root of the ledger's errors."""


class KeptForGood(LedgerError):
    def __init__(self, row: str, done: str) -> None:
        super().__init__(f"A {row} cannot be {done}: the ledger keeps what it has. Record what corrects it instead.")
        self.row = row
