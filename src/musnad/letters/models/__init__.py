"""The letters' models, split by idea."""

from musnad.letters.models.letters import (
    CountedLink,
    Delivery,
    Letter,
    LetterItem,
    LetterKind,
    LetterState,
    Sender,
)
from musnad.letters.models.limits import Tally
from musnad.letters.models.notices import Notice
from musnad.letters.models.plans import Habits, Mark, Plan, Turn
from musnad.letters.models.subscribers import Subscriber, Subscription, Suppression

__all__ = [
    "CountedLink",
    "Delivery",
    "Habits",
    "Letter",
    "LetterItem",
    "LetterKind",
    "LetterState",
    "Mark",
    "Notice",
    "Plan",
    "Sender",
    "Subscriber",
    "Subscription",
    "Suppression",
    "Tally",
    "Turn",
]
