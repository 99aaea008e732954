"""How a draft looks as a public page. The newsstand, a room above, brings the renderer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from musnad.newsroom.models.public import PublicPage

Renderer = Callable[["PublicPage"], str]

_renderers: list[Renderer] = []


class NoRenderer(RuntimeError):
    """Nothing shows public pages here: the newsstand is not among the installed apps."""


def show_with(renderer: Renderer) -> None:
    """Have drafts shown by `renderer`."""
    _renderers[:] = [renderer]


def preview(page: PublicPage) -> str:
    """Return the HTML of `page`, which need not be saved or live."""
    if not _renderers:
        raise NoRenderer("add musnad.newsstand to INSTALLED_APPS")
    return _renderers[0](page)
