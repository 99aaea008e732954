"""The chains of a claim as a picture: a tree in which each source hangs on the one that it had the report from.

It grows downwards, a row for each source, and inwards, a step for each relay: so it is read on a phone without
scrolling sideways, in both directions of writing. The numbers are pixels from the corner where reading begins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from textwrap import wrap

from musnad.ledger import reading
from musnad.ledger.models import Statement
from musnad.ledger.roots import told
from musnad.ledger.sayings import Saying
from musnad.ledger.vocabulary import Act
from musnad.newsstand.claim_views import ChainPicture, Node
from musnad.newsstand.readings.editions import EditionReading
from musnad.newsstand.readings.standings import source_link

MOST = 40
"""Sources in one picture; what is beyond is counted."""

ROW, STEP, EDGE, LINE = 56, 26, 12, 20
LONGEST = 36
"""Letters that a narrow phone has room for in a line at the edge; each step inwards takes three."""

SHOWN = frozenset({Act.AFFIRM, Act.DENY, Act.DOUBT, Act.DECLINE, Act.RETRACT})


@dataclass(slots=True)
class _Branch:
    """A source in the tree that is being made. acts: what it said itself, in the order recorded."""

    source: int
    acts: list[Act] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    below: dict[int, _Branch] = field(default_factory=dict)


def chain_picture(
    sayings: Sequence[Saying], statements: Collection[Statement], edition: EditionReading
) -> ChainPicture | None:
    """Return the picture of who had it from whom; None where no chain has a relay and nobody differs.

    statements: those whose media are at hand.
    """
    forest = grown([saying for saying in sayings if saying.withdrawn_at is None and not saying.part], statements)
    if not forest:
        return None
    names = reading.names_in({branch.source for branch in walk(forest)}, edition.lang)
    drawing = _Drawing(names, edition)
    roots = tuple(drawing.draw(branch, 0, None) for branch in forest if drawing.room)
    left = sum(1 for _ in walk(forest)) - len(drawing.nodes)
    nodes = tuple(sorted(drawing.nodes, key=lambda node: node.y))
    more = edition.count("more_sources", left) if left else ""
    return ChainPicture(nodes, roots, drawing.height, more)


def grown(sayings: Sequence[Saying], statements: Collection[Statement]) -> list[_Branch]:
    """Return the tree of all chains, near-copies hanging on what they copy; those who affirm first stand first."""
    media = {
        (statement.pk, position): link.medium
        for statement in statements
        for position, link in enumerate(reversed(statement.chain.all()))
    }
    forest: dict[int, _Branch] = {}
    for each in told(saying for saying in sayings if saying.act in SHOWN):
        level, last = forest, len(each.chain) - 1
        for position, party in enumerate(each.chain):
            branch = level.setdefault(party.key, _Branch(party.key))
            if position == 0 and each.saying.act not in branch.acts:
                branch.acts.append(each.saying.act)
            medium = media.get((each.saying.key, last - position), "")
            if medium and medium not in branch.media:
                branch.media.append(medium)
            level = branch.below
    return sorted(forest.values(), key=lambda branch: Act.AFFIRM not in branch.acts)


def walk(forest: Collection[_Branch]) -> Iterator[_Branch]:
    for branch in forest:
        yield branch
        yield from walk(branch.below.values())


def in_lines(text: str, depth: int, *, before: str = "") -> tuple[str, ...]:
    """Return `text` in lines that a narrow phone has room for at that depth, the first one behind `before`."""
    most = max(LONGEST - 3 * depth, LONGEST // 3)
    return tuple(line.strip() for line in wrap(text, most, initial_indent=" " * len(before))) or ("",)


class _Drawing:
    """Gives each branch its row, from the top; one whose name takes several lines is higher."""

    def __init__(self, names: dict[int, reading.Named], edition: EditionReading) -> None:
        self.nodes: list[Node] = []
        self.height = 0
        self._names, self._edition = names, edition
        self._rows = 0

    @property
    def room(self) -> bool:
        return self._rows < MOST

    def draw(self, branch: _Branch, depth: int, parent_y: int | None) -> Node:
        words = self._edition.word
        named = self._names[branch.source]
        act = words("list_comma").join(words(f"act_{act.value}") for act in branch.acts)
        detail = " · ".join([words(f"source_{named.kind.value}"), *branch.media[:2]])
        who = in_lines(named.name, depth)
        # The act stands before the detail, on its first line.
        details = in_lines(detail, depth, before=f"{act} · " if act else "")
        y = self.height + ROW // 2
        self._rows += 1
        self.height += ROW + LINE * (len(who) + len(details) - 2)
        children = tuple(self.draw(below, depth + 1, y) for below in branch.below.values() if self.room)
        node = Node(
            name=source_link(named, self._edition),
            detail=detail,
            who=who,
            details=details,
            x=EDGE + depth * STEP,
            y=y,
            parent_y=parent_y,
            code=branch.acts[-1].value if branch.acts else "relay",
            act=act,
            children=children,
        )
        self.nodes.append(node)
        return node
