"""Where a claim stands, by rule. docs/standing.md says the same in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from musnad.arabic.normal import normal
from musnad.ledger.roots import Told, count_parties, telling, told
from musnad.ledger.sayings import Ruling, Saying, in_order
from musnad.ledger.vocabulary import Act, SourceKind, State

TURNING = frozenset({Act.AFFIRM, Act.DENY, Act.RETRACT})
"""The acts that move a standing. «لم يؤكد ولم ينف», a doubt, a call and a vow change nothing."""


@dataclass(frozen=True, slots=True)
class By:
    """Who did it, in which statement. voice: the party for whom the source speaks."""

    source: int
    statement: int
    voice: int


@dataclass(frozen=True, slots=True)
class Root:
    """One independent root. source: whose word it is; statements, parties: how many came from it, by how many."""

    source: int
    voice: int
    statements: tuple[int, ...]
    parties: int


@dataclass(frozen=True, slots=True)
class PartSaid:
    """The last word of a party on a part of the claim alone: the cause, the number, the place."""

    part: str
    act: Act
    by: By


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a claim stands, and why.

    roots: who affirms it, independently of one another. parties: how many told us so.
    fallen: the affirmations that count no longer, since who said or relayed them took them back.
    ruling: the editor's verdict; it stands above `state`, and the rest is still to be shown.
    """

    state: State
    roots: tuple[Root, ...] = ()
    parties: int = 0
    confirmed_by: tuple[By, ...] = ()
    denied_by: tuple[By, ...] = ()
    retracted_by: tuple[By, ...] = ()
    doubted_by: tuple[By, ...] = ()
    declined_by: tuple[By, ...] = ()
    parts: tuple[PartSaid, ...] = ()
    fallen: frozenset[int] = frozenset()
    ruling: Ruling | None = None


def standing(sayings: Iterable[Saying], *, rulings: Iterable[Ruling] = (), at: datetime | None = None) -> Finding:
    """Return where a claim stood at the moment `at`, by what the ledger had recorded until then; None: now.

    When a thing was *said* decides only which of a party's words is its last. Sources are those of today: two that
    were merged since are one.
    """
    known = [saying for saying in sayings if saying.known(at)]
    voices = _Voices(told(saying for saying in known if not saying.part))
    rulings = sorted((ruling for ruling in rulings if ruling.known(at)), key=lambda each: (each.at, each.key))
    return Finding(
        state=voices.state(),
        roots=voices.roots(),
        parties=count_parties(voices.affirming()),
        confirmed_by=voices.confirming(),
        denied_by=voices.last(Act.DENY),
        retracted_by=voices.retracting(),
        doubted_by=voices.aside(Act.DOUBT),
        declined_by=voices.aside(Act.DECLINE),
        parts=parts_said([saying for saying in known if saying.part]),
        fallen=voices.fallen(),
        ruling=rulings[-1] if rulings else None,
    )


class _Voices:
    """What each voice says of the whole claim: its last word counts, and what others relayed of it."""

    def __init__(self, tellings: Sequence[Told]) -> None:
        self._by_saying = {each.saying.key: each for each in tellings}
        spoken: dict[int, list[Saying]] = defaultdict(list)
        for each in tellings:
            spoken[each.voice].append(each.saying)
        self._spoken = {voice: in_order(sayings) for voice, sayings in spoken.items()}
        self._void = frozenset(saying.key for sayings in self._spoken.values() for saying in self._too_late(sayings))
        lost = self._lost(tellings)
        self._void |= lost.keys()
        self._gave_up = {
            voice
            for voices in lost.values()
            for voice in voices
            if not any(saying.act == Act.AFFIRM for saying in self._spoken[voice])
        }
        runs = {voice: self._run(sayings) for voice, sayings in self._spoken.items()}
        self._runs = {voice: run for voice, run in runs.items() if run}

    def _turning(self, spoken: Iterable[Saying]) -> Iterator[Saying]:
        return (saying for saying in spoken if saying.act in TURNING)

    def _too_late(self, spoken: Sequence[Saying]) -> Iterator[Saying]:
        """Yield relays of an affirmation, of a time that nobody knows, that came in after the party spoke otherwise.

        They may tell what it said before; they must not bring back to life what it denied or took back.
        """
        otherwise = False
        for saying in self._turning(spoken):
            if saying.act != Act.AFFIRM:
                otherwise = True
            elif otherwise and saying.said is None and self._by_saying[saying.key].relays:
                yield saying
            else:
                otherwise = False

    def _lost(self, tellings: Sequence[Told]) -> dict[int, set[int]]:
        """Return the affirmations that we have through relays who took their report of them back, with those."""
        taken_back = {}
        for voice, spoken in self._spoken.items():
            words = [saying for saying in self._turning(spoken) if saying.key not in self._void]
            if words and words[-1].act == Act.RETRACT:
                taken_back[voice] = words[-1].span.end
        lost = {}
        for each in tellings if taken_back else ():
            saying = each.saying
            relays = {voice for voice in each.relays & taken_back.keys() if saying.span.at <= taken_back[voice]}
            if relays and saying.act == Act.AFFIRM:
                lost[saying.key] = relays
        return lost

    def _run(self, spoken: Sequence[Saying]) -> list[Saying]:
        """Return the last turning words of a voice that are the same act, earliest first."""
        run: list[Saying] = []
        for saying in self._turning(spoken):
            if saying.key in self._void:
                continue
            if run and run[-1].act != saying.act:
                run = []
            run.append(saying)
        return run

    def fallen(self) -> frozenset[int]:
        """Return the affirmations that count no longer, since who said or relayed them took them back."""
        own = (self._spoken[by.voice] for by in self.retracting())
        return self._void | {saying.key for spoken in own for saying in spoken if saying.act == Act.AFFIRM}

    def _by(self, saying: Saying) -> By:
        said = self._by_saying[saying.key]
        return By(said.end.key, saying.key, said.voice)

    def _firsts(self, sayings: Iterable[Saying]) -> tuple[By, ...]:
        # Named by who said it first: a voice that says the same again changes nothing.
        return tuple(self._by(saying) for saying in in_order(sayings))

    def last(self, act: Act) -> tuple[By, ...]:
        """Return the voices whose last word is `act`, in the order in which they said so."""
        return self._firsts(run[0] for run in self._runs.values() if run[0].act == act)

    def retracting(self) -> tuple[By, ...]:
        """Return who took back what it had affirmed; who took back a denial has merely nothing to say any more."""
        return tuple(by for by in self.last(Act.RETRACT) if not self._took_back_a_denial(by))

    def _took_back_a_denial(self, by: By) -> bool:
        before = [
            saying
            for saying in self._spoken[by.voice]
            if saying.act in {Act.AFFIRM, Act.DENY} and saying.key not in self._void
        ]
        return bool(before) and before[-1].act == Act.DENY

    def confirming(self) -> tuple[By, ...]:
        own = ([saying for saying in run if self._own(saying)] for run in self._runs.values())
        return self._firsts(sayings[0] for sayings in own if sayings)

    def _own(self, saying: Saying) -> bool:
        # What an unnamed source says of "its own" act is nobody's confirmation.
        named = saying.chain[0].kind != SourceKind.UNNAMED
        return saying.act == Act.AFFIRM and saying.first_hand and named

    def affirming(self) -> list[Told]:
        return [
            self._by_saying[saying.key] for run in self._runs.values() for saying in run if saying.act == Act.AFFIRM
        ]

    def roots(self) -> tuple[Root, ...]:
        """Return the independent roots that affirm, in the order in which they first did."""
        found = []
        for by in self.last(Act.AFFIRM):
            tellings = [self._by_saying[saying.key] for saying in self._runs[by.voice]]
            statements = tuple(each.saying.key for each in tellings)
            found.append(Root(by.source, by.voice, statements, count_parties(tellings)))
        return tuple(found)

    def aside(self, act: Act) -> tuple[By, ...]:
        """Return the voices whose last word of all is `act`, one that moves no standing."""
        return self._firsts(spoken[-1] for spoken in self._spoken.values() if spoken[-1].act == act)

    def state(self) -> State:
        roots, denied = len(self.last(Act.AFFIRM)), bool(self.last(Act.DENY))
        confirmed = bool(self.confirming())
        if not roots:
            return self._unsupported(denied=denied)
        if denied:
            return State.DISPUTED if confirmed or roots > 1 else State.DENIED
        if confirmed:
            return State.CONFIRMED
        return State.SUPPORTED if roots > 1 else State.REPORTED

    def _unsupported(self, *, denied: bool) -> State:
        retracting = self.retracting()
        # A relay that takes its report back takes back nobody else's denial.
        if any(by.voice not in self._gave_up for by in retracting) or (retracting and not denied):
            return State.RETRACTED
        return State.DENIED if denied else State.NONE


def parts_said(sayings: Sequence[Saying]) -> tuple[PartSaid, ...]:
    """Return the last word of each voice on each part, in the order said.

    Taking back a denial of a part leaves nothing; taking back what was affirmed of it is shown.
    """
    spoken: dict[tuple[int, str], list[Saying]] = defaultdict(list)
    for saying in in_order(sayings):
        spoken[telling(saying).voice, normal(saying.part)].append(saying)
    lasts = []
    for words in spoken.values():
        words = [saying for saying in words if saying.act in TURNING or saying.act == Act.DOUBT]
        if words and [saying.act for saying in words[-2:]] != [Act.DENY, Act.RETRACT]:
            lasts.append(words[-1])
    return tuple(part_said(saying) for saying in in_order(lasts))


def part_said(saying: Saying) -> PartSaid:
    said = telling(saying)
    return PartSaid(saying.part, saying.act, By(said.end.key, saying.key, said.voice))
