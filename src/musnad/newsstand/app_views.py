"""What an edition that can be installed prints besides its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from musnad.newsstand.views import Chrome


@dataclass(frozen=True, slots=True)
class OfflinePage:
    """What a device shows without a line, of a page that it has not kept: the list of those that it has."""

    chrome: Chrome
    title: str


@dataclass(frozen=True, slots=True)
class DataPage:
    """What programs read as JSON."""

    path: str
    told: dict[str, Any]


@dataclass(frozen=True, slots=True)
class WorkerPage:
    """The script that keeps pages on readers' devices. told: what it must know; None: it takes itself off."""

    path: str
    told: dict[str, Any] | None
