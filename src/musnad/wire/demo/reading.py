"""The demo's texts, read from their files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"

Texts = dict[str, Any]


@dataclass(frozen=True)
class DemoContent:
    """newsroom: sections, authors, topics, keywords, standing pages. stories: in the order of their files.

    ledger: sources, and claims with what was said of them.
    """

    newsroom: Texts
    stories: tuple[Texts, ...]
    ledger: Texts

    @classmethod
    def read(cls) -> DemoContent:
        # Arabic first: a picture's own words are those of its first use.
        files = sorted(
            (FOLDER / "stories").glob("*.toml"), key=lambda path: (path.name.endswith(".en.toml"), path.name)
        )
        stories = tuple(read_toml(path) for path in files)
        return cls(read_toml(FOLDER / "newsroom.toml"), stories, read_toml(FOLDER / "ledger.toml"))

    @cached_property
    def scenes(self) -> dict[str, Texts]:
        """The pictures that stories show, each with the words of its first use."""
        found: dict[str, Texts] = {}
        for story in self.stories:
            for shown in pictures_of(story):
                found.setdefault(shown["scene"], shown)
        return found

    @property
    def steps(self) -> int:
        return len(self.stories) + len(self.scenes)


def read_toml(path: Path) -> Texts:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def pictures_of(story: Texts) -> list[Texts]:
    """Return every mention of a picture in a story: hero, images, galleries."""
    found = [story["hero"]] if "hero" in story else []
    for block in story["body"]:
        if block["kind"] == "image":
            found.append(block)
        elif block["kind"] == "gallery":
            found += block["images"]
    return found


def name_of(story: Texts) -> str:
    """Return the story's name in the record of what was loaded: its key and language."""
    return f"{story['key']}.{story['lang']}"
