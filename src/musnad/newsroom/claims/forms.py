"""An editor's corrected suggestion, from the fields of the panel."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from musnad.ledger import reading
from musnad.ledger.models import Claim, Source
from musnad.ledger.sayings import Span
from musnad.ledger.vocabulary import Act, Precision, SourceKind
from musnad.newsroom.claims import sources
from musnad.newsroom.claims.answering import Correction
from musnad.newsroom.claims.errors import NotAnswered
from musnad.newsroom.claims.sources import Party
from musnad.newsroom.claims.suggesting import Step

NEW = "new"


class Unreadable(NotAnswered):
    """A field of the panel was filled in with what cannot be used. Part of NotAnswered's tree."""


class StatementForm(forms.Form):
    claim = forms.CharField()
    other_claim = forms.CharField(required=False)
    sentence = forms.CharField(required=False)
    act = forms.ChoiceField(choices=Act.choices)
    part = forms.CharField(required=False, max_length=300)
    first_hand = forms.BooleanField(required=False)
    said_on = forms.DateField(required=False)
    said_at = forms.TimeField(required=False)


def correction(told: QueryDict, zone: ZoneInfo) -> Correction:
    """Return what the fields say. Raises Unreadable."""
    form = StatementForm(told)
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        raise Unreadable(f"{field}: {errors[0]}")
    values = form.cleaned_data
    return Correction(
        claim=_claim(values["other_claim"] or values["claim"]),
        sentence=values["sentence"],
        chain=tuple(_chain(told)),
        act=Act(values["act"]),
        part=values["part"],
        first_hand=values["first_hand"],
        said=_said(values, zone),
    )


def _claim(value: str) -> Claim | None:
    if value == NEW:
        return None
    try:
        return reading.claim_of(int(value))
    except (ValueError, Claim.DoesNotExist):
        raise Unreadable(_("Choose the claim again: this one is not in the ledger.")) from None


def _said(values: dict[str, Any], zone: ZoneInfo) -> Span | None:
    if not values["said_on"]:
        return None
    moment = datetime.combine(values["said_on"], values["said_at"] or time(), tzinfo=zone)
    return Span(moment, Precision.MOMENT if values["said_at"] else Precision.DAY)


def _chain(told: QueryDict) -> Iterator[Step]:
    """Yield the links in the order of the fields; one without a name was added and left empty."""
    fields = ("link_source", "link_name", "link_kind", "link_medium", "link_address")
    lists = [told.getlist(field) for field in fields]
    if len({len(each) for each in lists}) != 1:
        raise Unreadable(_("The chain came in pieces: send it again."))
    for key, name, kind, medium, address in zip(*lists, strict=True):
        if key or name.strip():
            yield Step(_party(key, name.strip(), kind), medium.strip(), address.strip())


def _party(key: str, name: str, kind: str) -> Party:
    if key:
        try:
            return sources.of(reading.source_of(int(key)))
        except (ValueError, Source.DoesNotExist):
            raise Unreadable(_("Choose the source again: this one is not in the ledger.")) from None
    there = reading.sources_named(name)
    if len(there) == 1:
        return sources.of(there[0])
    if kind not in SourceKind.values:
        raise Unreadable(_("Say what kind of source «%(name)s» is.") % {"name": name})
    return Party(name, SourceKind(kind))
