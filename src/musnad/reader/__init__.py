"""The reader: a news page's HTML or text → a structured page. Pure Python: no database, no network."""

from musnad.reader.attribution import Act, Attribution, Span, SpeakerKind, Strength, engine_names, read_text
from musnad.reader.errors import (
    BrokenEncoding,
    EmptyPage,
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
    "Act",
    "Attribution",
    "BrokenEncoding",
    "EmptyPage",
    "Image",
    "Item",
    "Kind",
    "NoBody",
    "NoHeadline",
    "NotAPage",
    "Page",
    "PageTooLarge",
    "Post",
    "ReadError",
    "Related",
    "Span",
    "SpeakerKind",
    "Strength",
    "UnknownEngine",
    "UnreadableSource",
    "engine_names",
    "find_post",
    "read_file",
    "read_page",
    "read_text",
    "to_json",
]
