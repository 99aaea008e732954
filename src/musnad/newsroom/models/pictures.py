"""Pictures: Wagtail's images with the caption and the credit that a newspaper prints."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition

from musnad import tags


class NewsImage(AbstractImage):
    """`description` (Wagtail's field) is the text for those who cannot see the picture."""

    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=150, blank=True, help_text=_("photographer or agency"))

    admin_form_fields = (
        "title",
        "file",
        "description",
        "caption",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        tags.raise_tags({tags.picture(self.pk)})

    def make_renditions(self, specs: Collection[str]) -> None:
        """Make the sizes that `specs` name where they are missing, each with its digest."""
        self.get_renditions(*specs)
        # Wagtail makes several at once without calling save(), and knows their keys only when it reads them again.
        for rendition in self.renditions.filter(filter_spec__in=specs, digest=""):
            with rendition.file.open("rb") as file:
                rendition.digest = hashlib.file_digest(file, "sha256").hexdigest()
            rendition.save(update_fields=["digest"])


NewsImage._meta.get_field("description").verbose_name = _("description for those who cannot see it")


class NewsRendition(AbstractRendition):
    """One size and format of a picture. digest is the SHA-256 of its bytes: the public file is named by it."""

    image = models.ForeignKey(NewsImage, on_delete=models.CASCADE, related_name="renditions")
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="one_rendition")
        ]

    @property
    def public_name(self) -> str:
        """Return the name of its file on the public site."""
        return public_name(self.file.name, self.digest)


NAME_LENGTH = 20
"""Hexadecimal digits of a file's SHA-256 in its public name: 80 bits."""


def public_name(name: str, digest: str) -> str:
    """Return the public name of a file called `name` in the newsroom's storage, with this SHA-256."""
    return f"media/{digest[:NAME_LENGTH]}{Path(name).suffix.lower()}"
