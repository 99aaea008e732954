"""Parties of the fictional country of Dalwan, and a short way to say who said what, for the tests of the rule."""

from datetime import UTC, datetime, timedelta
from itertools import count

from musnad.ledger.sayings import Party, Ruling, Saying, Span
from musnad.ledger.vocabulary import Act, Precision, SourceKind, VerdictKind

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

_keys = count(1)


def party(kind, *, of=None, independent=False):
    return Party(next(_keys), SourceKind(kind), of, independent)


GOVERNMENT = party("body")
MINISTRY = party("body", of=GOVERNMENT)
SPOKESMAN = party("person", of=MINISTRY)
SPOKESMAN_ACCOUNT = party("account", of=SPOKESMAN)
ARMY = party("body", of=GOVERNMENT, independent=True)
FACTION = party("body")
FACTION_ACCOUNT = party("account", of=FACTION)
MONITOR = party("monitor")
OTHER_MONITOR = party("monitor")
AGENCY = party("agency")
OTHER_AGENCY = party("agency")
OUTLETS = [party("outlet") for _ in range(20)]
WITNESS = party("witness")
OTHER_WITNESS = party("witness")
SOURCES = party("unnamed")  # «مصادر»
OFFICIALS = party("unnamed", of=MINISTRY)  # «مسؤولون في الوزارة»

WIRE = "قُتل خمسة جنود وجُرح آخرون في هجوم مسلح استهدف نقطة تفتيش على طريق السهل فجر اليوم وفق بيان أولي"
WIRE_TOUCHED = "قتل خمسة جنود وجرح آخرون في هجوم مسلّح استهدف نقطة تفتيش على طريق السهل فجر اليوم بحسب بيان أولي"
OWN_WORDS = "أفاد مراسلنا في السهل بأن الهجوم الذي وقع قرب الحاجز أوقع عدداً من القتلى بين العسكريين"


def at(hour, minute=0, *, day=2):
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def on(day):
    """Said on that day of March 2026, nobody knows when."""
    return Span(datetime(2026, 3, day, tzinfo=UTC), Precision.DAY)


class Script:
    """Sayings in the order in which they were recorded, a minute apart from noon on unless told otherwise."""

    def __init__(self):
        self.sayings = []

    def say(self, act, *chain, said=None, recorded=None, withdrawn=None, words="", part="", first_hand=False):
        key = len(self.sayings) + 1
        recorded = recorded or NOON + timedelta(minutes=key)
        said = Span(said) if isinstance(said, datetime) else said
        self.sayings.append(
            Saying(key, Act(act), chain, recorded, said or Span(recorded), words, part, first_hand, withdrawn)
        )
        return self

    def undated(self, act, *chain):
        """As `say`, of a time that nobody knows."""
        key = len(self.sayings) + 1
        self.sayings.append(Saying(key, Act(act), chain, NOON + timedelta(minutes=key)))
        return self


def say(*args, **options):
    return Script().say(*args, **options)


def ruling(kind="false", key=1, given=NOON, lifted=None):
    return Ruling(key, VerdictKind(kind), "راجعنا صور الأقمار", "سلمى", given, lifted)
