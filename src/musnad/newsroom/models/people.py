"""Authors, topics and keywords: what a story belongs to beside its section."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Locale, TranslatableMixin
from wagtail.search import index

from musnad import tags
from musnad.arabic.slugs import slug as slug_of
from musnad.ledger import sitemaps
from musnad.newsroom import collections
from musnad.newsroom.panels import ContentLanguage
from musnad.newsroom.shadows import shadowed


def language_of(locale: int) -> str:
    """Return a locale's language; while pages are printed the few locales are read once for all that ask."""
    known: dict[int, str] = tags.kept("languages")
    if locale not in known:
        known |= dict(Locale.objects.values_list("pk", "language_code"))
    return known[locale]


class Addressed(TranslatableMixin, index.Indexed, models.Model):
    """Something in one language with a page of its own, named in its address by `slug`.

    An editor's slug stands; an empty one is made from the name.
    """

    slug = models.CharField(
        _("slug"), max_length=80, blank=True, help_text=_("its name in the address; made from the name where empty")
    )

    kind: str  # the tag's function in musnad.tags

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title_text

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = self._free_slug()
        new = self._state.adding
        super().save(*args, **kwargs)
        tags.raise_tags(self.touched() | (self.sitemap_touched() if new else set()))

    @classmethod
    def get_search_fields(cls) -> list[Any]:
        return shadowed(super().get_search_fields())

    def clean(self) -> None:
        super().clean()
        self.slug = slug_of(self.slug or self.title_text)
        others = type(self)._default_manager.filter(locale_id=self.locale_id, slug=self.slug).exclude(pk=self.pk)
        if others.exists():
            raise ValidationError({"slug": _("Another one has this name in its address.")})

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raised = self.touched() | self.sitemap_touched() | {tags.members(self.tag)}
        result = super().delete(*args, **kwargs)
        tags.raise_tags(raised)
        return result

    @property
    def title_text(self) -> str:
        raise NotImplementedError

    @property
    def tag(self) -> str:
        return f"{self.kind}:{self.pk}"

    @property
    def lang(self) -> str:
        return language_of(self.locale_id)

    @property
    def url_path(self) -> str:
        return f"/{self.lang}/{self.kind}/{self.slug}/"

    def touched(self) -> set[str]:
        """Return what a change of its name or address changes: its own pages and those in other languages."""
        others = type(self)._default_manager.filter(translation_key=self.translation_key).exclude(pk=self.pk)
        others_tags = {f"{self.kind}:{pk}" for pk in others.values_list("pk", flat=True)}
        return {self.tag, *others_tags, *collections.archives(self.tag)}

    def sitemap_touched(self) -> set[str]:
        """Return what changes in the sitemap when this comes or goes."""
        return sitemaps.touched(self.kind, self.pk, type(self)._default_manager.all())

    def _free_slug(self) -> str:
        base = slug_of(self.title_text)
        taken = set(
            type(self)
            ._default_manager.filter(locale_id=self.locale_id, slug__startswith=base)
            .exclude(pk=self.pk)
            .values_list("slug", flat=True)
        )
        if base not in taken:
            return base
        number = next(n for n in range(2, len(taken) + 3) if f"{base}-{n}" not in taken)
        return f"{base}-{number}"


class Author(Addressed):
    kind = "author"

    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=120, blank=True)
    bio = models.TextField(_("about"), blank=True)
    picture = models.ForeignKey(
        "newsroom.NewsImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        ContentLanguage(),
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("bio"),
        FieldPanel("picture"),
        FieldPanel("slug"),
    ]
    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]

    class Meta(Addressed.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]

    @property
    def title_text(self) -> str:
        return self.name


class Topic(Addressed):
    """A running affair (ملف)."""

    kind = "topic"

    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("summary"), blank=True)
    picture = models.ForeignKey(
        "newsroom.NewsImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [ContentLanguage(), FieldPanel("title"), FieldPanel("summary"), FieldPanel("picture"), FieldPanel("slug")]
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.FilterField("locale_id"),
    ]

    class Meta(Addressed.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["title"]

    @property
    def title_text(self) -> str:
        return self.title


class Keyword(Addressed):
    kind = "keyword"

    name = models.CharField(_("name"), max_length=120)
    linked = models.BooleanField(
        _("link it in the text"), default=True, help_text=_("its first mention in a story leads to its page")
    )

    panels = [ContentLanguage(), MultiFieldPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("linked")])]
    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]

    class Meta(Addressed.Meta):
        verbose_name = _("keyword")
        verbose_name_plural = _("keywords")
        ordering = ["name"]

    @property
    def title_text(self) -> str:
        return self.name
