"""A demo story's body → the blocks of a story."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from musnad.newsroom.models import NewsImage, Story
from musnad.wire.demo.reading import Texts

_STORY_LINK = re.compile(r'<a href="story:([a-z0-9-]+)">')


def moment_of(written: str | datetime | None) -> datetime | None:
    return datetime.fromisoformat(written) if isinstance(written, str) else written


class BodyMaker:
    """Makes the blocks of stories in one language.

    stories: the number of each story by its key. pictures: by their scene. document: makes or finds a file's row.
    """

    def __init__(
        self, stories: Mapping[str, int], pictures: Mapping[str, NewsImage], document: Callable[[str, str], Any]
    ) -> None:
        self.stories, self.pictures, self.document = stories, pictures, document

    def blocks(self, body: list[Texts]) -> list[tuple[str, Any]]:
        return [(block["kind"], getattr(self, block["kind"])(block)) for block in body]

    def rich(self, html: str) -> str:
        """Return `html` with its links to other stories as Wagtail keeps them."""
        return _STORY_LINK.sub(lambda found: f'<a linktype="page" id="{self.stories[found[1]]}">', html)

    def paragraph(self, block: Texts) -> str:
        return f"<p>{self.rich(block['html'])}</p>"

    def heading(self, block: Texts) -> Texts:
        return {"text": block["text"], "level": str(block.get("level", 2))}

    def list(self, block: Texts) -> Texts:
        items = [f"<p>{self.rich(item)}</p>" for item in block["items"]]
        return {"ordered": block.get("ordered", False), "items": items}

    def quote(self, block: Texts) -> Texts:
        return {"text": block["text"], "speaker": block.get("speaker", ""), "role": block.get("role", "")}

    def image(self, block: Texts) -> Texts:
        return {
            "image": self.pictures[block["scene"]],
            "caption": block.get("caption", ""),
            "credit": block.get("credit", ""),
            "alt": block.get("alt", ""),
        }

    def gallery(self, block: Texts) -> Texts:
        return {"title": block.get("title", ""), "pictures": [self.image(each) for each in block["images"]]}

    def post(self, block: Texts) -> Texts:
        return {
            "platform": block["platform"],
            "url": block["url"],
            "account": block.get("account", ""),
            "name": block.get("name", ""),
            "text": block.get("text", ""),
            "posted": moment_of(block.get("posted_at")),
        }

    def media(self, block: Texts) -> Texts:
        return {
            "medium": block["medium"],
            "title": block["title"],
            "url": block.get("url", ""),
            "caption": block.get("caption", ""),
            "credit": block.get("credit", ""),
            "transcript": f"<p>{block['transcript']}</p>" if block.get("transcript") else "",
        }

    def table(self, block: Texts) -> Texts:
        rows = [[str(cell) for cell in row] for row in block["rows"]]
        heads = block.get("first_row_heads", True), block.get("first_column_heads", False)
        choice = {(True, True): "both", (True, False): "row", (False, True): "column", (False, False): "neither"}[heads]
        return {
            "data": rows,
            "cell": [],
            "mergeCells": [],
            "table_caption": block.get("caption", ""),
            "first_row_is_table_header": heads[0],
            "first_col_is_header": heads[1],
            "table_header_choice": choice,
        }

    def facts(self, block: Texts) -> Texts:
        html = self.rich(block["html"])
        return {"title": block["title"], "text": html if html.startswith("<") else f"<p>{html}</p>"}

    def related(self, block: Texts) -> Texts:
        links = [{"text": link["text"], "url": link["url"]} for link in block.get("links", ())]
        stories = [Story.objects.get(pk=self.stories[key]) for key in block.get("stories", ())]
        return {"stories": stories, "links": links}

    def file(self, block: Texts) -> Texts:
        return {"title": block["title"], "document": self.document(block["file"], block["title"])}
