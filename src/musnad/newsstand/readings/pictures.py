"""Pictures in the sizes and formats that pages use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from wagtail.images.models import Filter

from musnad import tags
from musnad.newsroom.models import NewsImage
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.views import Figure, Picture, SourceSet

MIMES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Format:
    """The sizes a picture is offered in: Wagtail's filter operations, and the file formats, best compression first."""

    sizes: tuple[str, ...]
    formats: tuple[str, ...] = ("avif", "webp", "jpeg")

    def specs(self) -> dict[str, list[str]]:
        return {format_: [f"{size}|format-{format_}" for size in self.sizes] for format_ in self.formats}


#: As wide as the text, on phones and desks, at one and two pixels a point.
WIDE = Format(("width-480", "width-800", "width-1280"))
#: A card's, cropped round the focal point.
CARD = Format(("fill-400x225", "fill-800x450"))
#: A face.
FACE = Format(("fill-96x96", "fill-192x192"), ("webp", "jpeg"))
ICON = Format(("max-512x512",), ("png",))
LOGO = Format(("max-480x96",), ("webp", "png"))


@cache
def filters(wanted: Format) -> tuple[Filter, ...]:
    return tuple(Filter(spec=spec) for specs in wanted.specs().values() for spec in specs)


def prefetch(images: Iterable[NewsImage], wanted: Format) -> None:
    """Fetch the sizes of many pictures at once; `picture` finds them there."""
    known = tags.kept("sizes")
    by_key = {image.pk: image for image in images if (image.pk, wanted, False) not in known}
    if not by_key:
        return
    specs = [each.spec for each in filters(wanted)]
    rows = NewsImage.get_rendition_model().objects.filter(image__in=by_key, filter_spec__in=specs)
    found: dict[int, list[Any]] = {key: [] for key in by_key}
    for row in rows:
        found[row.image_id].append(row)
    for key, image in by_key.items():
        image.prefetched_renditions = found[key]
        known[key, wanted, False] = in_sizes(image, wanted, preview=False)


def picture(image: NewsImage | None, wanted: Format, gathering: Gathering, alt: str = "") -> Picture | None:
    """Return `image` in the sizes `wanted`, or nothing while some are still to be made (`gathering` notes them).

    alt: the words of this place; the picture's own where empty.
    """
    if image is None:
        return None
    tags.read(tags.picture(image.pk))
    # Stories share pictures: those printed at one moment find its sizes where the first one read them.
    known: dict[Any, tuple[Picture | None, Gathering]] = tags.kept("sizes")
    key = (image.pk, wanted, gathering.preview)
    if key not in known:
        known[key] = in_sizes(image, wanted, preview=gathering.preview)
    shown, files = known[key]
    gathering.take(files)
    return replace(shown, alt=alt) if shown and alt else shown


def in_sizes(image: NewsImage, wanted: Format, *, preview: bool) -> tuple[Picture | None, Gathering]:
    """Return `image` as `picture` does, with its own words, and what a page that shows it needs."""
    gathering = Gathering(preview=preview)
    found = image.find_existing_renditions(*filters(wanted))
    ready = {filter_.spec: rendition for filter_, rendition in found.items() if rendition.digest}
    missing = [filter_.spec for filter_ in filters(wanted) if filter_.spec not in ready]
    if missing:
        gathering.missing.extend((image.pk, spec) for spec in missing)
        return None, gathering
    sets = [source_set(mime, [ready[spec] for spec in specs], gathering) for mime, specs in wanted.specs().items()]
    fallback = ready[wanted.specs()[wanted.formats[-1]][-1]]
    shown = Picture(
        sources=tuple(sets),
        fallback=gathering.stored(fallback.file, fallback.digest),
        width=fallback.width,
        height=fallback.height,
        alt=image.description,
        position=position(image),
        sizes=sizes_of([ready[spec] for spec in wanted.specs()[wanted.formats[-1]]], gathering),
    )
    return shown, gathering


def source_set(format_: str, renditions: list[Any], gathering: Gathering) -> SourceSet:
    # A small original is not enlarged: several sizes may be one and the same width.
    widths = {row.width: gathering.stored(row.file, row.digest) for row in renditions}
    return SourceSet(MIMES[format_], tuple((widths[width], width) for width in sorted(widths)))


def sizes_of(renditions: list[Any], gathering: Gathering) -> tuple[tuple[str, int, int], ...]:
    found = {row.width: (gathering.stored(row.file, row.digest), row.width, row.height) for row in renditions}
    return tuple(found[width] for width in sorted(found))


def position(image: NewsImage) -> str:
    """Return CSS's object-position at the focal point."""
    if image.focal_point_x is None or image.focal_point_y is None:
        return "50% 50%"
    return f"{round(100 * image.focal_point_x / image.width)}% {round(100 * image.focal_point_y / image.height)}%"


def figure(
    image: NewsImage | None, gathering: Gathering, *, caption: str = "", credit: str = "", alt: str = ""
) -> Figure:
    """Return a picture as wide as the text; the picture's own caption and credit where this place has none."""
    return Figure(
        picture=picture(image, WIDE, gathering, alt),
        caption=caption or (image.caption if image else ""),
        credit=credit or (image.credit if image else ""),
    )
