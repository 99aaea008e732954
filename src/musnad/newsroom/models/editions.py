"""An edition: the site's front page in one language, with the policies that hold on all its pages."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable

from musnad.arabic.dates import DatePolicy, Months
from musnad.arabic.digits import Digits
from musnad.newsroom.models.public import PublicPage
from musnad.newsroom.panels import ContentLanguage


class Edition(PublicPage):
    """Wagtail's page at the top of a language's tree; its slug is the language ("ar"), its title the site's name."""

    class DigitForms(models.TextChoices):
        ARABIC_INDIC = Digits.ARABIC_INDIC.value, "٠١٢٣٤٥٦٧٨٩"
        LATIN = Digits.LATIN.value, "0123456789"
        EXTENDED = Digits.EXTENDED.value, "۰۱۲۳۴۵۶۷۸۹"

    class MonthNames(models.TextChoices):
        GREGORIAN = Months.GREGORIAN.value, _("يناير، فبراير (Gulf, Egypt)")
        LEVANT = Months.LEVANT.value, _("كانون الثاني، شباط (Levant, Iraq)")
        MAGHREB = Months.MAGHREB.value, _("جانفي، فيفري (Tunisia, Algeria)")
        MOROCCO = Months.MOROCCO.value, _("يناير … غشت (Morocco)")
        BOTH = Months.BOTH.value, _("كانون الثاني/يناير (both)")

    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    footer = models.TextField(_("words at the foot of each page"), blank=True)
    logo = models.ForeignKey(
        "newsroom.NewsImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("the project's own where empty"),
    )
    digits = models.CharField(_("digits"), max_length=16, choices=DigitForms.choices, default=DigitForms.ARABIC_INDIC)
    months = models.CharField(
        _("names of the months"), max_length=16, choices=MonthNames.choices, default=MonthNames.GREGORIAN
    )
    hijri = models.BooleanField(_("Hijri date in the date line"), default=False)
    whole_feeds = models.BooleanField(
        _("feeds carry whole stories"), default=False, help_text=_("otherwise their standfirst or first words")
    )
    letters_box = models.BooleanField(
        _("offer letters on every page"), default=True, help_text=_("the box at the foot, where readers subscribe")
    )
    app = models.BooleanField(
        _("readers can install it and read without a line"),
        default=False,
        help_text=_(
            "their devices keep the pages read last and the latest stories; turned off, these are removed again"
        ),
    )
    zone = models.CharField(_("time zone"), max_length=64, default="Asia/Beirut", help_text=_("such as Asia/Amman"))
    lead = models.ForeignKey(
        "newsroom.Story",
        verbose_name=_("lead story"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("the latest story where empty"),
    )

    content_panels = [
        ContentLanguage(),
        FieldPanel("title", heading=_("name of the site")),
        FieldPanel("tagline"),
        FieldPanel("logo"),
        MultiFieldPanel(
            [PageChooserPanel("lead", "newsroom.Story"), InlinePanel("front_stories", label=_("story on the front"))],
            heading=_("Front page"),
        ),
        FieldPanel("footer"),
        FieldPanel("whole_feeds"),
        FieldPanel("app"),
        InlinePanel(
            "policies", heading=_("Policies, as search engines and trust projects are told"), label=_("policy")
        ),
        FieldPanel("letters_box"),
        MultiFieldPanel(
            [FieldPanel("digits"), FieldPanel("months"), FieldPanel("hijri"), FieldPanel("zone")],
            heading=_("Dates and digits"),
        ),
    ]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["newsroom.Section", "newsroom.StandingPage"]

    was_live = False
    """Whether readers had it before the last save."""

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    @property
    def lang(self) -> str:
        return str(self.locale.language_code)

    @property
    def date_policy(self) -> DatePolicy:
        return DatePolicy(
            language="ar" if self.lang == "ar" else "en",
            digits=Digits(self.digits),
            months=Months(self.months),
            hijri=self.hijri,
            zone=self.zone,
        )

    def clean(self) -> None:
        super().clean()
        check_zone(self.zone)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self.was_live = Edition.objects.filter(pk=self.pk, live=True).exists()
        return self.save_and_settle(*args, **kwargs)


class FrontStory(Orderable):
    """A story that an editor put on the front page, below the lead."""

    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="front_stories")
    story = models.ForeignKey("newsroom.Story", verbose_name=_("story"), on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("story", "newsroom.Story")]

    class Meta(Orderable.Meta):
        verbose_name = _("story on the front")


class PolicyPage(Orderable):
    """The standing page that says what the newsroom is held to in one matter. kind: schema.org's name of the policy."""

    class Kind(models.TextChoices):
        PRINCIPLES = "publishingPrinciples", _("editorial principles")
        CORRECTIONS = "correctionsPolicy", _("corrections (the public log where none is chosen)")
        ETHICS = "ethicsPolicy", _("ethics")
        CHECKING = "verificationFactCheckingPolicy", _("how reports are checked")
        UNNAMED = "unnamedSourcesPolicy", _("unnamed sources")
        FEEDBACK = "actionableFeedbackPolicy", _("readers' complaints and how to reach us")
        MASTHEAD = "masthead", _("who we are (masthead)")
        OWNERSHIP = "ownershipFundingInfo", _("ownership and funding")
        MISSION = "missionCoveragePrioritiesPolicy", _("what we cover, and why")
        DIVERSITY = "diversityPolicy", _("diversity")

    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="policies")
    kind = models.CharField(_("policy"), max_length=40, choices=Kind.choices)
    page = models.ForeignKey(
        "newsroom.StandingPage", verbose_name=_("standing page"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("kind"), PageChooserPanel("page", "newsroom.StandingPage")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["edition", "kind"], name="policy_once")]

    def __str__(self) -> str:
        return str(self.get_kind_display())


def check_zone(name: str) -> None:
    """Raise ValidationError unless `name` is a time zone that this machine, and a reader's browser, knows."""
    if name not in settings.WAGTAIL_USER_TIME_ZONES:
        raise ValidationError({"zone": _("There is no such time zone; write it like Asia/Amman.")})
