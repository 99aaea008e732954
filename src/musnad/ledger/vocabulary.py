"""The ledger's fixed words, each with its name in the interface's language."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class SourceKind(TextChoices):
    PERSON = "person", pgettext_lazy("source", "person")
    OFFICE = "office", pgettext_lazy("source", "office")
    BODY = "body", pgettext_lazy("source", "body")
    OUTLET = "outlet", pgettext_lazy("source", "outlet")
    AGENCY = "agency", pgettext_lazy("source", "news agency")
    MONITOR = "monitor", pgettext_lazy("source", "monitor")
    ACCOUNT = "account", pgettext_lazy("source", "account")
    WITNESS = "witness", pgettext_lazy("source", "witness")
    UNNAMED = "unnamed", pgettext_lazy("source", "unnamed source")
    DOCUMENT = "document", pgettext_lazy("source", "document")


class AddressKind(TextChoices):
    ACCOUNT = "account", pgettext_lazy("source", "account")
    SITE = "site", pgettext_lazy("source", "website")


class Act(TextChoices):
    """What a source does with a claim."""

    AFFIRM = "affirm", pgettext_lazy("act", "affirms")
    DENY = "deny", pgettext_lazy("act", "denies")
    DOUBT = "doubt", pgettext_lazy("act", "doubts")
    DECLINE = "decline", pgettext_lazy("act", "neither confirms nor denies")
    RETRACT = "retract", pgettext_lazy("act", "takes it back")
    URGE = "urge", pgettext_lazy("act", "calls for it")
    VOW = "vow", pgettext_lazy("act", "vows it")


class Precision(TextChoices):
    """How exactly a time is known: its moment is the beginning of the span named."""

    MOMENT = "moment", pgettext_lazy("precision", "to the minute")
    DAY = "day", pgettext_lazy("precision", "the day")
    MONTH = "month", pgettext_lazy("precision", "the month")
    YEAR = "year", pgettext_lazy("precision", "the year")


class State(TextChoices):
    """Where a claim stands by rule (docs/standing.md)."""

    NONE = "none", pgettext_lazy("standing", "nobody stands for it")
    REPORTED = "reported", pgettext_lazy("standing", "reported")
    SUPPORTED = "supported", pgettext_lazy("standing", "supported")
    CONFIRMED = "confirmed", pgettext_lazy("standing", "confirmed")
    DISPUTED = "disputed", pgettext_lazy("standing", "disputed")
    DENIED = "denied", pgettext_lazy("standing", "denied")
    RETRACTED = "retracted", pgettext_lazy("standing", "retracted")


class VerdictKind(TextChoices):
    """What an editor found; it stands above the rule's state and never in its place."""

    TRUE = "true", pgettext_lazy("verdict", "true")
    FALSE = "false", pgettext_lazy("verdict", "false")
    MISLEADING = "misleading", pgettext_lazy("verdict", "misleading")
    UNPROVEN = "unproven", pgettext_lazy("verdict", "unproven")


class AnchorFlag(TextChoices):
    """Whether a statement's words still stand in its document."""

    FOUND = "found", pgettext_lazy("anchor", "its words are in the document")
    WORDS_GONE = "words_gone", pgettext_lazy("anchor", "its words are no longer in the document")
    DOCUMENT_GONE = "document_gone", pgettext_lazy("anchor", "its document was deleted")


class LogAct(TextChoices):
    """What can be done to the ledger; each leaves one entry in its log."""

    SOURCE_RECORDED = "source_recorded", pgettext_lazy("log", "source recorded")
    SOURCE_AMENDED = "source_amended", pgettext_lazy("log", "source amended")
    NAME_ADDED = "name_added", pgettext_lazy("log", "name added")
    NAME_DROPPED = "name_dropped", pgettext_lazy("log", "name dropped")
    ADDRESS_ADDED = "address_added", pgettext_lazy("log", "address added")
    ADDRESS_DROPPED = "address_dropped", pgettext_lazy("log", "address dropped")
    SOURCES_MERGED = "sources_merged", pgettext_lazy("log", "sources merged")
    SOURCES_PARTED = "sources_parted", pgettext_lazy("log", "merging of sources undone")
    CLAIM_RECORDED = "claim_recorded", pgettext_lazy("log", "claim recorded")
    CLAIM_AMENDED = "claim_amended", pgettext_lazy("log", "claim amended")
    CLAIMS_MERGED = "claims_merged", pgettext_lazy("log", "claims merged")
    CLAIMS_PARTED = "claims_parted", pgettext_lazy("log", "merging of claims undone")
    STATEMENT_RECORDED = "statement_recorded", pgettext_lazy("log", "statement recorded")
    STATEMENT_WITHDRAWN = "statement_withdrawn", pgettext_lazy("log", "statement withdrawn: it was recorded in error")
    ANCHOR_CHECKED = "anchor_checked", pgettext_lazy("log", "words of a statement looked for in its document")
    VERDICT_GIVEN = "verdict_given", pgettext_lazy("log", "verdict given")
    VERDICT_LIFTED = "verdict_lifted", pgettext_lazy("log", "verdict lifted")
