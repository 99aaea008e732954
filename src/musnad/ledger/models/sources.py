"""Sources: whoever says or relays."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from musnad.ledger.models.kept import Kept
from musnad.ledger.vocabulary import AddressKind, SourceKind


class Source(Kept):
    """Who says or relays.

    belongs_to: whom it speaks for; both are one voice when roots are counted, unless `independent` says otherwise.
    merged_into: the source that it turned out to be; its statements stay its own, so that undoing is exact.
    version: raised by each amendment, so that an editor who works from an older one is told.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=SourceKind.choices)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language of the name"), max_length=12)
    belongs_to = models.ForeignKey(
        "self", verbose_name=_("belongs to"), null=True, blank=True, on_delete=models.PROTECT, related_name="members"
    )
    independent = models.BooleanField(_("speaks for itself"), default=False)
    note = models.TextField(_("note"), blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    version = models.PositiveIntegerField(default=1)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        indexes = (models.Index(fields=["kind"], name="source_kind"),)

    def __str__(self) -> str:
        return self.name


class SourceName(Kept):
    """A name or alias of a source in one language; its first one is the source's own `name`.

    normal: its normal form, by which it is looked up whatever the spelling (`ledger.naming`).
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=12)
    normal = models.CharField(max_length=400, db_index=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["source", "name", "language"], name="source_name_once"),)

    def __str__(self) -> str:
        return self.name


class SourceAddress(Kept):
    """An account or a site of a source. key: the address without what two copies of it may differ in."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="addresses")
    kind = models.CharField(_("kind"), max_length=8, choices=AddressKind.choices)
    address = models.CharField(_("address"), max_length=1000)
    key = models.CharField(max_length=400, db_index=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["source", "key"], name="source_address_once"),)

    def __str__(self) -> str:
        return self.address
