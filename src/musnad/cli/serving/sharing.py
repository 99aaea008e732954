"""The newsroom and the press in one process: each lets the other do first what somebody waits for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import Any

from musnad.cli.serving.bridge import Application
from musnad.press.waking import answering, let_print

NEWSROOM = "/newsroom/"


def taking_turns(application: Application) -> Application:
    """Return `application` with what is asked of it kept back until an edit's pages are printed, and with what editors
    ask told to the press."""

    def turns(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with answering() if environ["PATH_INFO"].startswith(NEWSROOM) else nullcontext():
            let_print()
            return application(environ, start_response)

    return turns
