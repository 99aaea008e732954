"""The ledger's fixed words, each with its name in the interface's language."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SourceKind(TextChoices):
    PERSON = "person", _("person")
    OFFICE = "office", _("office")
    BODY = "body", _("body")
    OUTLET = "outlet", _("outlet")
    AGENCY = "agency", _("news agency")
    MONITOR = "monitor", _("monitor")
    ACCOUNT = "account", _("account")
    WITNESS = "witness", _("witness")
    UNNAMED = "unnamed", _("unnamed source")
    DOCUMENT = "document", _("document")


class AddressKind(TextChoices):
    ACCOUNT = "account", _("account")
    SITE = "site", _("website")


class Act(TextChoices):
    """What a source does with a claim."""

    AFFIRM = "affirm", _("affirms")
    DENY = "deny", _("denies")
    DOUBT = "doubt", _("doubts")
    DECLINE = "decline", _("neither confirms nor denies")
    RETRACT = "retract", _("takes it back")
    URGE = "urge", _("calls for it")
    VOW = "vow", _("vows it")


class Precision(TextChoices):
    """How exactly a time is known: its moment is the beginning of the span named."""

    MOMENT = "moment", _("to the minute")
    DAY = "day", _("the day")
    MONTH = "month", _("the month")
    YEAR = "year", _("the year")


class State(TextChoices):
    """Where a claim stands by rule (docs/standing.md)."""

    NONE = "none", _("nobody stands for it")
    REPORTED = "reported", _("reported")
    SUPPORTED = "supported", _("supported")
    CONFIRMED = "confirmed", _("confirmed")
    DISPUTED = "disputed", _("disputed")
    DENIED = "denied", _("denied")
    RETRACTED = "retracted", _("retracted")


class VerdictKind(TextChoices):
    """What an editor found; it stands above the rule's state and never in its place."""

    TRUE = "true", pgettext_lazy("verdict", "true")
    FALSE = "false", pgettext_lazy("verdict", "false")
    MISLEADING = "misleading", pgettext_lazy("verdict", "misleading")
    UNPROVEN = "unproven", pgettext_lazy("verdict", "unproven")


class AnchorFlag(TextChoices):
    """Whether a statement's words still stand in its document."""

    FOUND = "found", _("its words are in the document")
    WORDS_GONE = "words_gone", _("its words are no longer in the document")
    DOCUMENT_GONE = "document_gone", _("its document was deleted")


class LogAct(TextChoices):
    """What can be done to the ledger; each leaves one entry in its log."""

    SOURCE_RECORDED = "source_recorded", _("source recorded")
    SOURCE_AMENDED = "source_amended", _("source amended")
    NAME_ADDED = "name_added", _("name added")
    NAME_DROPPED = "name_dropped", _("name dropped")
    ADDRESS_ADDED = "address_added", _("address added")
    ADDRESS_DROPPED = "address_dropped", _("address dropped")
    SOURCES_MERGED = "sources_merged", _("sources merged")
    SOURCES_PARTED = "sources_parted", _("merging of sources undone")
    CLAIM_RECORDED = "claim_recorded", _("claim recorded")
    CLAIM_AMENDED = "claim_amended", _("claim amended")
    CLAIMS_MERGED = "claims_merged", _("claims merged")
    CLAIMS_PARTED = "claims_parted", _("merging of claims undone")
    STATEMENT_RECORDED = "statement_recorded", _("statement recorded")
    STATEMENT_WITHDRAWN = "statement_withdrawn", _("statement withdrawn: it was recorded in error")
    ANCHOR_CHECKED = "anchor_checked", _("words of a statement looked for in its document")
    VERDICT_GIVEN = "verdict_given", _("verdict given")
    VERDICT_LIFTED = "verdict_lifted", _("verdict lifted")
