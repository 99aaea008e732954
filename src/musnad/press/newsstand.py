"""What the press asks of the newsstand: which pages there are, and what is on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from musnad.newsstand import plan, printing
from musnad.newsstand.plan import Route
from musnad.newsstand.printing import Printed, PublicFile, Unready
from musnad.newsstand.routing import HOME

__all__ = ["HOME", "Newsstand", "Printed", "PublicFile", "Route", "TheNewsstand", "Unready"]


class Newsstand(Protocol):
    """All five only read the database."""

    def owners(self) -> Iterable[str]:
        """Return every tag that owns pages now."""

    def routes(self, owner: str) -> list[Route]:
        """Return the pages that `owner` has now; none if it is gone. At any time a file has one owner at most."""

    def foresee(self, routes: Collection[Route]) -> None:
        """Read at once what several of `routes`, which are about to be rendered, will read one by one."""

    def render(self, route: Route) -> Printed:
        """Return the page, recording the tags that it reads. Raises Unready for what must be prepared before."""

    def look(self) -> str:
        """Return what differs whenever templates, styles or words do."""


class TheNewsstand:
    """Musnad's own."""

    def owners(self) -> Iterable[str]:
        return plan.owners()

    def routes(self, owner: str) -> list[Route]:
        return plan.routes(owner)

    def foresee(self, routes: Collection[Route]) -> None:
        printing.foresee(routes)

    def render(self, route: Route) -> Printed:
        return printing.render(route)

    def look(self) -> str:
        return printing.look()
