"""What the desk's forms have in common: each does one thing, says so, and leads back to where it was asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from musnad.ledger.errors import LedgerError
from musnad.ledger.models import Claim, Source
from musnad.newsroom.claims.errors import NotAnswered
from musnad.newsroom.claims.views.refusals import in_words

Row = TypeVar("Row", Claim, Source)


def acts(
    model: type[Row], permission: str
) -> Callable[[Callable[[HttpRequest, Row], str]], Callable[..., HttpResponse]]:
    """Make a view of a function that does something to a row of `model` and says what."""

    def made(act: Callable[[HttpRequest, Row], str]) -> Callable[..., HttpResponse]:
        @require_POST
        @wraps(act)
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            row = get_object_or_404(model, pk=pk)
            try:
                messages.success(request, act(request, row))
            except (LedgerError, NotAnswered) as refusal:
                messages.error(request, in_words(refusal))
            return redirect(f"musnad_claims:{model._meta.model_name}", pk=pk)

        return view

    return made


class NothingChosen(NotAnswered):
    def __init__(self) -> None:
        super().__init__(_("Choose one from the list first."))


def chosen(model: type[Model], request: HttpRequest, name: str) -> Any:
    """Return the row whose number the field `name` has. Raises NothingChosen."""
    value = request.POST.get(name, "")
    row = model._default_manager.filter(pk=value).first() if value.isdecimal() and len(value) < 18 else None
    if row is None:
        raise NothingChosen
    return row


def version_in(request: HttpRequest) -> int:
    """Return which version the editor's form was filled from; 0, which no row has, where it does not say."""
    value = request.POST.get("version", "")
    return int(value) if value.isdecimal() and len(value) < 10 else 0
