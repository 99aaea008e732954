"""The ledger's rows. They are read from everywhere and written by `ledger.recording` alone."""

from musnad.ledger.models.claims import Claim, Verdict
from musnad.ledger.models.log import LogEntry, Standing
from musnad.ledger.models.sources import Source, SourceAddress, SourceName
from musnad.ledger.models.statements import ChainLink, Evidence, Statement
from musnad.ledger.models.wordings import Posting, Wording

__all__ = [
    "ChainLink",
    "Claim",
    "Evidence",
    "LogEntry",
    "Posting",
    "Source",
    "SourceAddress",
    "SourceName",
    "Standing",
    "Statement",
    "Verdict",
    "Wording",
]
