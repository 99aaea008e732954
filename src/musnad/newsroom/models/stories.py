"""A story: one news page."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from musnad.newsroom.blocks import StoryBlocks
from musnad.newsroom.models.editions import Edition
from musnad.newsroom.models.sections import SLUG, Section, TitledPage
from musnad.newsroom.panels import ContentLanguage


class Story(TitledPage):
    """`title` (Wagtail's) is the headline. All times are aware."""

    class Kicker(models.TextChoices):
        NONE = "", _("none")
        BREAKING = "breaking", _("breaking")
        EXCLUSIVE = "exclusive", _("exclusive")
        OPINION = "opinion", _("opinion")
        ANALYSIS = "analysis", _("analysis")
        INVESTIGATION = "investigation", _("investigation")
        INTERVIEW = "interview", _("interview")
        PICTURES = "pictures", _("in pictures")
        VIDEO = "video", _("video")

    kicker = models.CharField(_("kicker"), max_length=16, choices=Kicker.choices, blank=True, default=Kicker.NONE)
    standfirst = models.TextField(_("standfirst"), blank=True)
    dateline = models.CharField(_("dateline"), max_length=80, blank=True, help_text=_("the place, such as عمّان"))
    agency = models.CharField(_("agency"), max_length=120, blank=True, help_text=_("where no author signs"))

    hero = models.ForeignKey(
        "newsroom.NewsImage",
        verbose_name=_("main picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    hero_caption = models.TextField(_("caption"), blank=True)
    hero_credit = models.CharField(_("credit"), max_length=150, blank=True)
    hero_alt = models.CharField(_("description for those who cannot see it"), max_length=300, blank=True)

    body = StreamField(StoryBlocks(), verbose_name=_("body"), blank=True)

    published_at = models.DateTimeField(
        _("published"),
        null=True,
        blank=True,
        help_text=_("set when it is first published; the original's if imported, empty where that is not known"),
    )
    updated_at = models.DateTimeField(
        _("updated"), null=True, blank=True, help_text=_("set it when the news changed, not for a typing fault")
    )

    origin_name = models.CharField(_("taken from"), max_length=150, blank=True)
    origin_url = models.URLField(_("address of the original"), max_length=500, blank=True)
    captured_on = models.DateField(_("read on"), null=True, blank=True, help_text=_("the day the original was kept"))
    not_before = models.DateTimeField(
        _("not before"), null=True, blank=True, help_text=_("the earliest the original can be; for one without a date")
    )

    content_panels = [
        ContentLanguage(),
        FieldRowPanel([FieldPanel("kicker"), FieldPanel("dateline")]),
        FieldPanel("title", heading=_("headline")),
        FieldPanel("standfirst"),
        MultiFieldPanel(
            [
                FieldPanel("hero"),
                FieldPanel("hero_caption"),
                FieldRowPanel([FieldPanel("hero_credit"), FieldPanel("hero_alt")]),
            ],
            heading=_("Main picture"),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [InlinePanel("signed_by", label=_("author")), FieldPanel("agency")],
            heading=_("Authors"),
        ),
        InlinePanel("credits", heading=_("Credits to other outlets"), label=_("outlet")),
        InlinePanel("story_keywords", heading=_("Keywords"), label=_("keyword")),
        InlinePanel("story_topics", heading=_("Topics"), label=_("topic")),
        InlinePanel("corrections", heading=_("Corrections"), label=_("correction")),
    ]
    promote_panels = [SLUG, FieldPanel("search_description")]
    settings_panels = [
        PublishingPanel(),
        MultiFieldPanel([FieldPanel("published_at"), FieldPanel("updated_at")], heading=_("Dates shown")),
        MultiFieldPanel(
            [
                FieldPanel("origin_name"),
                FieldPanel("origin_url"),
                FieldRowPanel([FieldPanel("captured_on"), FieldPanel("not_before")]),
            ],
            heading=_("Original"),
        ),
    ]

    search_fields = [
        *TitledPage.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
        index.FilterField("published_at"),
    ]
    parent_page_types: ClassVar[list[str]] = ["newsroom.Section"]
    subpage_types: ClassVar[list[str]] = []
    show_in_menus_default = False

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    @property
    def headline(self) -> str:
        return str(self.title)

    @property
    def lang(self) -> str:
        return str(self.locale.language_code)

    @property
    def undated(self) -> bool:
        """Whether it was taken from a page that does not say when it was published."""
        return self.published_at is None and bool(self.captured_on or self.not_before)

    @property
    def listed_at(self) -> datetime | None:
        """When it takes its place in lists: its date, or that of its first appearance here; None for a draft."""
        return self.published_at or self.first_published_at or self.last_published_at

    @property
    def told_at(self) -> datetime | None:
        """When the text told what it tells: a page without a date is as old as its latest post, or as its capture.

        None for a draft that has no date.
        """
        if self.undated and self.not_before:
            return self.not_before
        if self.undated and self.captured_on:
            return datetime.combine(self.captured_on, time(12), tzinfo=self.edition().date_policy.zone_info)
        return self.listed_at

    def section(self) -> Section:
        """Return the section that the story stands in."""
        section: Section = Section.objects.get(pk=self.get_parent().pk)
        return section

    def edition(self) -> Edition:
        """Return the edition that the story is of."""
        edition: Edition = Edition.objects.get(locale_id=self.locale_id)
        return edition

    def clean(self) -> None:
        super().clean()
        if self.updated_at and self.published_at and self.updated_at < self.published_at:
            raise ValidationError({"updated_at": _("A story cannot be updated before it was published.")})

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self.live and self.published_at is None and not self.undated and kwargs.get("update_fields") is None:
            self.published_at = self.first_published_at or self.last_published_at
        return self.save_and_settle(*args, **kwargs)


class StoryAuthor(Orderable):
    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="signed_by")
    author = models.ForeignKey(
        "newsroom.Author", verbose_name=_("author"), on_delete=models.PROTECT, related_name="stories"
    )

    panels = [FieldPanel("author")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["story", "author"], name="author_once")]

    def __str__(self) -> str:
        return str(self.author)


class StoryCredit(Orderable):
    """Another outlet that the story owes something to."""

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="credits")
    name = models.CharField(_("outlet"), max_length=120)
    url = models.URLField(_("address"), max_length=500, blank=True)

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("url")])]

    def __str__(self) -> str:
        return self.name


class StoryKeyword(Orderable):
    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="story_keywords")
    keyword = models.ForeignKey(
        "newsroom.Keyword", verbose_name=_("keyword"), on_delete=models.CASCADE, related_name="stories"
    )

    panels = [FieldPanel("keyword")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["story", "keyword"], name="keyword_once")]

    def __str__(self) -> str:
        return str(self.keyword)


class StoryTopic(Orderable):
    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="story_topics")
    topic = models.ForeignKey(
        "newsroom.Topic", verbose_name=_("topic"), on_delete=models.CASCADE, related_name="stories"
    )

    panels = [FieldPanel("topic")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["story", "topic"], name="topic_once")]

    def __str__(self) -> str:
        return str(self.topic)


class CorrectionNote(Orderable):
    """What was wrong and what is right, said to the reader."""

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="corrections")
    at = models.DateTimeField(_("corrected at"), db_index=True)
    text = models.TextField(_("what was wrong, and what is right"))

    panels = [FieldPanel("at"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        ordering = ["at"]

    def __str__(self) -> str:
        return self.text
