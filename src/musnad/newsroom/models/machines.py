"""What an editor tells machines beside the news: crawlers, who finds a hole in the site, who asks whom to trust."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from musnad import tags

TRUST = frozenset(
    {"member", "belongto", "control", "controlledby", "social", "vendor", "customer", "disclosure", "contact"}
)
"""The variables of trust.txt that hold an address; `datatrainingallowed` holds yes or no."""

_ROBOTS = re.compile(r"#.*|(?:[A-Za-z][A-Za-z-]*)\s*:.*")


class Moment(models.Model):
    """A moment that public pages depend on; `newsroom.moments` moves it."""

    name = models.CharField(max_length=32, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at.isoformat()}"


@register_setting(icon="cogs", order=900)
class ForMachines(BaseGenericSetting):
    """The one row of it. Texts of several lines hold one thing in each."""

    robots = models.TextField(
        _("further lines of robots.txt"),
        blank=True,
        help_text=_("They go on from ours, or begin with a «User-agent:» of their own."),
    )
    security_contact = models.TextField(
        _("whom to tell of a hole in the site"),
        blank=True,
        help_text=_("One to a line, the best first: an e-mail address, the address of a page, or tel: and a number."),
    )
    security_policy = models.URLField(_("page that says how such reports are handled"), max_length=500, blank=True)
    security_encryption = models.URLField(_("key for encrypted reports"), max_length=500, blank=True)
    security_acknowledgments = models.URLField(_("page that thanks those who reported"), max_length=500, blank=True)
    trust = models.TextField(
        _("lines of trust.txt"),
        blank=True,
        help_text=_("One to a line, such as belongto=https://association.example/"),
    )

    panels = [
        FieldPanel("robots"),
        MultiFieldPanel(
            [
                FieldPanel("security_contact"),
                FieldPanel("security_policy"),
                FieldPanel("security_encryption"),
                FieldPanel("security_acknowledgments"),
            ],
            heading=_("Security"),
        ),
        FieldPanel("trust"),
    ]

    class Meta:
        verbose_name = _("for machines")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def told(cls) -> ForMachines:
        """Return what was told, or what holds where nothing was: reading writes no row."""
        found: ForMachines = cls.objects.first() or cls()
        return found

    @property
    def contacts(self) -> list[str]:
        """Return the contacts as addresses, e-mail as mailto:."""
        found = [line.strip() for line in self.security_contact.splitlines() if line.strip()]
        return [each if urlsplit(each).scheme else f"mailto:{each}" for each in found]

    def clean(self) -> None:
        super().clean()
        faults = {
            "robots": faults_in(self.robots, robots_fault),
            "security_contact": faults_in(self.security_contact, contact_fault),
            "trust": faults_in(self.trust, trust_fault),
        }
        for name in ("security_policy", "security_encryption", "security_acknowledgments"):
            value = getattr(self, name)
            faults[name] = "" if not value or value.startswith("https://") else str(_("It must begin with https://."))
        if found := {name: fault for name, fault in faults.items() if fault}:
            raise ValidationError(found)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        tags.raise_tags({tags.MACHINES})


def faults_in(written: str, fault: Any) -> str:
    """Return what is wrong with the first line that cannot be; "" where all can."""
    for line in filter(str.strip, written.splitlines()):
        if not line.isprintable():
            return str(_("Some sign in «%(line)s» cannot be shown.") % {"line": ascii(line)})
        if found := fault(line.strip()):
            return f"«{line.strip()}»: {found}"
    return ""


def robots_fault(line: str) -> str:
    return "" if _ROBOTS.fullmatch(line) else str(_("Write a field, a colon and its value, such as Disallow: /x/"))


def contact_fault(line: str) -> str:
    if re.fullmatch(r"https://\S+|tel:\+?[0-9.()-]+", line):
        return ""
    try:
        validate_email(line.removeprefix("mailto:"))
    except ValidationError:
        return str(_("Give an e-mail address, an address that begins with https://, or tel: and a number."))
    return ""


def trust_fault(line: str) -> str:
    if line.startswith("#"):
        return ""
    name, _equals, value = (part.strip() for part in line.partition("="))
    if name == "datatrainingallowed":
        return "" if value in {"yes", "no"} else str(_("It is yes or no."))
    if name not in TRUST:
        return str(_("There is no such variable; there are: %(names)s.") % {"names": ", ".join(sorted(TRUST))})
    if name == "contact" and value and " " not in value:
        return ""
    return "" if re.fullmatch(r"https?://[^\s/]+\S*", value) else str(_("Give a whole address, with https://."))
