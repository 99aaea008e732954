"""What a newsroom settled about its letters: by the edition, and by the list."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

WEEK = "0123456"
"""Monday is 0, as Python counts."""


class Habits(models.Model):
    """How an edition's letters are made. publisher: who stands for them, and where to write to."""

    lang = models.CharField(_("language"), max_length=12, primary_key=True)
    publisher = models.CharField(
        _("publisher"),
        max_length=300,
        blank=True,
        help_text=_("stands at the foot of each letter: name, postal address, an address to write to"),
    )
    most = models.PositiveSmallIntegerField(
        _("stories of each section in a digest"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
    )
    clicks = models.BooleanField(
        _("count how often links are followed"),
        default=False,
        help_text=_("links then lead through this site, which counts them without names; each letter says so"),
    )
    bundle = models.PositiveSmallIntegerField(
        _("minutes until a correction is made"),
        default=30,
        validators=[MaxValueValidator(1440)],
        help_text=_("after a claim last came to stand otherwise; what turns meanwhile goes into the same letter"),
    )

    class Meta:
        verbose_name = _("letters of an edition")
        verbose_name_plural = _("letters of editions")

    def __str__(self) -> str:
        return self.lang


class Plan(models.Model):
    """When a list's letter makes itself. at: by the edition's clock. last_on: the day it was last made for, by it."""

    list = models.CharField(_("list"), max_length=40, unique=True)
    at = models.TimeField(_("time"))
    weekdays = models.CharField(_("days"), max_length=7, default=WEEK, validators=[RegexValidator(r"^[0-6]+$")])
    automatic = models.BooleanField(
        _("send it by itself"), default=False, help_text=_("otherwise it waits for an editor")
    )
    active = models.BooleanField(_("make it"), default=True)
    last_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("plan of a list")
        verbose_name_plural = _("plans of lists")
        ordering = ["list"]

    def __str__(self) -> str:
        return self.list


class Turn(models.Model):
    """A claim that came to stand as denied, retracted or found false after letters had carried it.

    claim: what it became where it was merged. at: when it turned. standing: the ledger's row. letter: the correction
    that carries it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for others")
        TAKEN = "taken", _("in a correction")
        BACK = "back", _("turned back")

    claim = models.BigIntegerField(db_index=True)
    lang = models.CharField(max_length=12)
    at = models.DateTimeField()
    standing = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    letter = models.ForeignKey("letters.Letter", null=True, on_delete=models.SET_NULL, related_name="turns")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "lang", "standing"], name="turned_once")]

    def __str__(self) -> str:
        return f"{self.claim} {self.lang} {self.state}"


class Mark(models.Model):
    """How far a log was read. name: which; number: of its last entry that was."""

    name = models.CharField(max_length=32, primary_key=True)
    number = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.name} {self.number}"
