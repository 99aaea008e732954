"""Which claims of the ledger a new statement may be about, and whether it affirms or denies them.

`find_claims` looks them up by their words; `polarity` compares two texts; recording keeps the index by `index_claim`
and `index_statement`. docs/matching.md explains how, and how well.
"""

from musnad.ledger.matching.finding import Match, Reasons, Tier, find_claims
from musnad.ledger.matching.index import index_claim, index_everything, index_statement
from musnad.ledger.matching.polarity import Polarity, polarity

__all__ = [
    "Match",
    "Polarity",
    "Reasons",
    "Tier",
    "find_claims",
    "index_claim",
    "index_everything",
    "index_statement",
    "polarity",
]
