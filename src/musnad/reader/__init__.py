"""The reader: a news page's HTML or text → a structured page, and who said what in it.

Pure Python: no database, no network. What is asked for is loaded when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from musnad.reader.attribution import (
        RULES,
        Act,
        Attribution,
        Carried,
        Comparison,
        PageReading,
        PageText,
        Pair,
        Piece,
        Span,
        SpeakerKind,
        Strength,
        attribution_to_json,
        compare,
        comparison_to_json,
        day_of,
        engine_names,
        page_text,
        read_attributions,
        read_text,
        reading_to_json,
    )
    from musnad.reader.errors import (
        BrokenEncoding,
        EmptyPage,
        EngineFailed,
        EngineUnusable,
        NoBody,
        NoHeadline,
        NotAPage,
        PageTooLarge,
        ReadError,
        UnknownEngine,
        UnreadableSource,
    )
    from musnad.reader.page import Image, Item, Kind, Page, Related, to_json
    from musnad.reader.posts import Post, find_post
    from musnad.reader.reading import LARGEST_PAGE, read_file, read_page

__all__ = [
    "LARGEST_PAGE",
    "RULES",
    "Act",
    "Attribution",
    "BrokenEncoding",
    "Carried",
    "Comparison",
    "EmptyPage",
    "EngineFailed",
    "EngineUnusable",
    "Image",
    "Item",
    "Kind",
    "NoBody",
    "NoHeadline",
    "NotAPage",
    "Page",
    "PageReading",
    "PageText",
    "PageTooLarge",
    "Pair",
    "Piece",
    "Post",
    "ReadError",
    "Related",
    "Span",
    "SpeakerKind",
    "Strength",
    "UnknownEngine",
    "UnreadableSource",
    "attribution_to_json",
    "compare",
    "comparison_to_json",
    "day_of",
    "engine_names",
    "find_post",
    "page_text",
    "read_attributions",
    "read_file",
    "read_page",
    "read_text",
    "reading_to_json",
    "to_json",
]

_WHERE = {
    name: f"{__name__}.{module}"
    for module, names in {
        "attribution": (
            "RULES",
            "Act",
            "Attribution",
            "Carried",
            "Comparison",
            "PageReading",
            "PageText",
            "Pair",
            "Piece",
            "Span",
            "SpeakerKind",
            "Strength",
            "attribution_to_json",
            "compare",
            "comparison_to_json",
            "day_of",
            "engine_names",
            "page_text",
            "read_attributions",
            "read_text",
            "reading_to_json",
        ),
        "errors": (
            "BrokenEncoding",
            "EmptyPage",
            "EngineFailed",
            "EngineUnusable",
            "NoBody",
            "NoHeadline",
            "NotAPage",
            "PageTooLarge",
            "ReadError",
            "UnknownEngine",
            "UnreadableSource",
        ),
        "page": ("Image", "Item", "Kind", "Page", "Related", "to_json"),
        "posts": ("Post", "find_post"),
        "reading": ("LARGEST_PAGE", "read_file", "read_page"),
    }.items()
    for name in names
}


def __getattr__(name: str) -> Any:
    """Import what is asked for: whoever needs a web address cleaned loads no parser, and no vocabulary."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_WHERE[name]), name)
    return found
