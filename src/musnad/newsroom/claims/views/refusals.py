"""What the ledger refuses, in the interface's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from musnad.ledger import errors
from musnad.newsroom.claims.errors import NotAnswered


def in_words(error: errors.LedgerError | NotAnswered) -> str:
    """Return why it cannot be done, for an editor."""
    words = _WORDS.get(type(error))
    return words(error) if words else str(error)


def _nothing_said(error: Any) -> str:
    field = {"reason": _("the reason"), "sentence": _("the claim's sentence"), "name": _("the name")}.get(error.field)
    return _("Fill in %(field)s.") % {"field": field or error.field}


_WORDS: dict[type, Callable[[Any], str]] = {
    errors.NothingSaid: _nothing_said,
    errors.TooLong: lambda error: (
        _("%(length)s characters are too many; at most %(longest)s are kept.")
        % {"length": error.length, "longest": error.longest}
    ),
    errors.NotAnAddress: lambda error: (
        _("«%(address)s» is no address of an account, a site or a page.") % {"address": error.address}
    ),
    errors.NotYet: lambda error: _("This time is still to come."),
    errors.ChainBroken: lambda error: (
        _("The chain begins with %(first)s, but %(speaker)s said it.")
        % {"first": error.first, "speaker": error.speaker}
    ),
    errors.ChainLoops: lambda error: _("%(source)s stands in the chain twice.") % {"source": error.source},
    errors.BelongsInCircle: lambda error: (
        _("%(source)s cannot belong to %(to)s, which belongs to it.") % {"source": error.source, "to": error.to}
    ),
    errors.MergedIntoItself: lambda error: _("It cannot be merged into itself: choose another."),
    errors.AlreadyMerged: lambda error: _("It was merged into «%(into)s» before.") % {"into": error.into},
    errors.NotMerged: lambda error: _("It is not merged into another; there is nothing to undo."),
    errors.AlreadyRecorded: lambda error: _("%(by)s recorded the same words already.") % {"by": error.by},
    errors.AlreadyDone: lambda error: _("It was done already; there is nothing left to do."),
    errors.EditedMeanwhile: lambda error: (
        _("%(by)s changed it at %(at)s, after you read it: look at it again.")
        % {"by": error.by, "at": date_format(localtime(error.at), "H:i")}
    ),
    errors.EmptyQuote: lambda error: _("No word is marked."),
}
