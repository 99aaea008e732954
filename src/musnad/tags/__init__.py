"""Names of what a page can depend on, who read them, and who raised them.

An edit *raises* tags; a page that is being printed *reads* them. The room holds no state of its own and knows
no database: the press listens here, so that rooms below it need not know it.
"""

from musnad.tags.names import (
    CLAIMS,
    CORRECTIONS,
    LOOK,
    MIRRORS,
    SITE,
    archive,
    author,
    card,
    claim,
    corrections,
    day,
    document,
    edition,
    keyword,
    members,
    number,
    page,
    picture,
    section,
    source,
    standing,
    stories,
    story,
    topic,
    year,
    years,
)
from musnad.tags.raising import listen, raise_tags
from musnad.tags.reading import read, recording
from musnad.tags.sharing import kept, one_moment, shared

__all__ = [
    "CLAIMS",
    "CORRECTIONS",
    "LOOK",
    "MIRRORS",
    "SITE",
    "archive",
    "author",
    "card",
    "claim",
    "corrections",
    "day",
    "document",
    "edition",
    "kept",
    "keyword",
    "listen",
    "members",
    "number",
    "one_moment",
    "page",
    "picture",
    "raise_tags",
    "read",
    "recording",
    "section",
    "shared",
    "source",
    "standing",
    "stories",
    "story",
    "topic",
    "year",
    "years",
]
