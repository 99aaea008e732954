"""A story's body, block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from musnad.arabic.slugs import slug
from musnad.newsstand import views
from musnad.newsstand.readings import pictures
from musnad.newsstand.readings.cards import cards
from musnad.newsstand.readings.documents import document_path
from musnad.newsstand.readings.editions import EditionReading
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.readings.markup import clean_blocks, clean_inline, is_address
from musnad.newsstand.readings.mentions import Mentions

PLATFORM_NAMES = {
    "x": "X",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "telegram": "Telegram",
    "tiktok": "TikTok",
    "youtube": "YouTube",
}
MEDIA_MIMES = {"mp4": "video/mp4", "webm": "video/webm", "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg"}


def body(stream: Any, edition: EditionReading, mentions: Mentions | None = None) -> tuple[views.Block, ...]:
    """Return the blocks of a Wagtail stream; kinds that this version does not know are left out."""
    reading = BodyReading(edition, mentions or Mentions(()))
    return tuple(block for child in stream for block in reading.read(child.block_type, child.value))


class BodyReading:
    """Reads the blocks of one story in order: anchors are unique, and a keyword is linked once."""

    def __init__(self, edition: EditionReading, mentions: Mentions) -> None:
        self.edition, self.mentions = edition, mentions
        self.anchors: set[str] = set()
        self.level = 1
        self.readers: dict[str, Callable[[Any], Iterator[views.Block]]] = {
            "paragraph": self.paragraph,
            "heading": self.heading,
            "list": self.item_list,
            "quote": self.quotation,
            "image": self.image,
            "gallery": self.gallery,
            "post": self.post,
            "media": self.media,
            "table": self.table,
            "facts": self.facts,
            "related": self.related,
            "file": self.file,
        }

    def read(self, kind: str, value: Any) -> Iterator[views.Block]:
        reader = self.readers.get(kind)
        return reader(value) if reader and value is not None else iter(())

    @property
    def gathering(self) -> Gathering:
        return self.edition.gathering

    def paragraph(self, value: Any) -> Iterator[views.Block]:
        """A paragraph block may hold several: an editor pressed Enter."""
        for part in value.source.replace("<p/>", "").split("</p>"):
            html = clean_inline(part.partition(">")[2] if part.lstrip().startswith("<p") else part, self.gathering)
            if html.strip():
                yield views.Paragraph(self.mentions.link(html))

    def heading(self, value: Any) -> Iterator[views.Block]:
        anchor = base = slug(value["text"], limit=60, fallback="heading")
        number = 2
        while anchor in self.anchors:
            anchor, number = f"{base}-{number}", number + 1
        self.anchors.add(anchor)
        # A level is never left out on the way down: screen readers' users find their way by them.
        self.level = min(int(value["level"] or 2), self.level + 1)
        yield views.Heading(value["text"], self.level, anchor)

    def item_list(self, value: Any) -> Iterator[views.Block]:
        items = (clean_inline(item.source, self.gathering) for item in value["items"])
        yield views.ItemList(tuple(self.mentions.link(item) for item in items if item.strip()), bool(value["ordered"]))

    def quotation(self, value: Any) -> Iterator[views.Block]:
        yield views.Quotation(value["text"], value["speaker"], value["role"])

    def figure(self, value: Any) -> views.Figure:
        return pictures.figure(
            value["image"], self.gathering, caption=value["caption"], credit=value["credit"], alt=value["alt"]
        )

    def image(self, value: Any) -> Iterator[views.Block]:
        if value["image"] or value["caption"]:
            yield views.Image(self.figure(value))

    def gallery(self, value: Any) -> Iterator[views.Block]:
        figures = tuple(self.figure(each) for each in value["pictures"] if each["image"] or each["caption"])
        if figures:
            yield views.Gallery(value["title"], figures)

    def post(self, value: Any) -> Iterator[views.Block]:
        if not is_address(value["url"]):
            return
        yield views.Post(
            platform=value["platform"],
            platform_name=PLATFORM_NAMES.get(value["platform"], value["platform"]),
            url=value["url"],
            account=value["account"],
            name=value["name"],
            text=value["text"],
            posted=self.edition.moment(value["posted"]) if value["posted"] else None,
        )

    def media(self, value: Any) -> Iterator[views.Block]:
        document, captions = value["file"], value["captions"]
        extension = document.file_extension.lower() if document else ""
        address = value["url"] or ""
        yield views.Media(
            medium=value["medium"],
            title=value["title"],
            file=document_path(document, self.gathering) if document else "",
            mime=MEDIA_MIMES.get(extension, ""),
            url=address if is_address(address) else "",
            poster=pictures.picture(value["poster"], pictures.WIDE, self.gathering),
            captions=document_path(captions, self.gathering) if captions else "",
            caption=value["caption"],
            credit=value["credit"],
            transcript=clean_blocks(value["transcript"].source if value["transcript"] else "", self.gathering),
        )

    def table(self, value: Any) -> Iterator[views.Block]:
        rows = tuple(tuple(str(cell or "") for cell in row) for row in value.get("data") or ())
        if rows:
            yield views.Table(
                caption=value.get("table_caption") or "",
                rows=rows,
                first_row_heads=bool(value.get("first_row_is_table_header")),
                first_column_heads=bool(value.get("first_col_is_header")),
            )

    def facts(self, value: Any) -> Iterator[views.Block]:
        yield views.FactBox(value["title"], clean_blocks(value["text"].source, self.gathering))

    def related(self, value: Any) -> Iterator[views.Block]:
        stories = cards([page.pk for page in value["stories"] if page], self.edition)
        links = [(link["text"], link["url"] or "") for link in value["links"]]
        shown = tuple(views.Link(text, address if is_address(address) else "") for text, address in links)
        if stories or shown:
            yield views.Related(stories, shown)

    def file(self, value: Any) -> Iterator[views.Block]:
        document = value["document"]
        if not document:
            return
        yield views.File(
            title=value["title"] or document.title,
            path=document_path(document, self.gathering),
            format=document.file_extension.upper(),
            size=self.edition.size(document.file.size),
        )
