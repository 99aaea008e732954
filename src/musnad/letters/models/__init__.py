"""The letters' models, split by idea."""

from musnad.letters.models.limits import Tally
from musnad.letters.models.notices import Notice
from musnad.letters.models.subscribers import Subscriber, Subscription, Suppression

__all__ = ["Notice", "Subscriber", "Subscription", "Suppression", "Tally"]
