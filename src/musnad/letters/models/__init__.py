"""The letters' models, split by idea."""

from musnad.letters.models.subscribers import Subscriber, Subscription, Suppression

__all__ = ["Subscriber", "Subscription", "Suppression"]
