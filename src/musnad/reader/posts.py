"""Posts of the social networks, recognised by their addresses; and the time that some of them carry in their ids."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import parse_qs

from musnad.reader.addresses import split_address

Platform = Literal["x", "facebook", "instagram", "telegram", "tiktok", "youtube"]


@dataclass(frozen=True, slots=True)
class Post:
    platform: Platform
    account: str | None
    id: str
    url: str
    posted_at: datetime | None = None


def find_post(address: str) -> Post | None:
    """Return the post that `address` leads to or embeds, or None.

    Its `url` is rewritten: the network's own host, no mobile or embedding form, only parameters that name the post.
    """
    parts = split_address("https:" + address if address.startswith("//") else address)
    if parts is None:
        return None
    host = re.sub(r"^(?:www|m|mobile|web|ar-ar|platform|mbasic|l)\.", "", parts.hostname or "")
    recognise = _HOSTS.get(host)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return recognise(parts.path.strip("/"), query) if recognise else None


# --- the time within an id ---

X_EPOCH_MS = 1_288_834_974_657
INSTAGRAM_EPOCH_MS = 1_314_220_021_721
_LAST_SEQUENTIAL_X_ID = 30_000_000_000
_SHORTCODE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def x_posted_at(identifier: str) -> datetime | None:
    """Return when a post of X was made: the milliseconds above the id's lowest 22 bits.

    None for the ids before November 2010, which were counted and carry no time.
    """
    number = int(identifier)
    return _moment((number >> 22) + X_EPOCH_MS) if _LAST_SEQUENTIAL_X_ID < number < 1 << 63 else None


def tiktok_posted_at(identifier: str) -> datetime | None:
    """Return when a video of TikTok was made: the seconds in the upper half of its 64-bit id."""
    number = int(identifier)
    return _moment((number >> 32) * 1000) if 1 << 60 < number < 1 << 63 else None


def instagram_posted_at(shortcode: str) -> datetime | None:
    """Return when a post of Instagram was made: its shortcode is the id in base 64, milliseconds above 23 bits.

    A longer code (of a private post) begins with the public one's eleven letters.
    """
    if len(shortcode) < 10:
        return None
    number = 0
    for letter in shortcode[:11]:
        number = number * 64 + _SHORTCODE.index(letter)
    return _moment((number >> 23) + INSTAGRAM_EPOCH_MS) if number < 1 << 63 else None


def _moment(milliseconds: int) -> datetime:
    seconds, rest = divmod(milliseconds, 1000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000)


# --- the networks' addresses ---


def _x(path: str, query: dict[str, str]) -> Post | None:
    found = re.match(r"(?:i/(?:web/)?|(?P<account>\w{1,20})/)status(?:es)?/(?P<id>\d{1,19})(?!\d)", path, re.ASCII)
    account = found["account"] if found else None
    identifier = found["id"] if found else query.get("id", "") if path.lower() == "embed/tweet.html" else ""
    if not re.fullmatch(r"[0-9]{1,19}", identifier):
        return None
    return Post(
        "x", account, identifier, f"https://x.com/{account or 'i'}/status/{identifier}", x_posted_at(identifier)
    )


_FACEBOOK_PATHS = (
    r"(?P<account>[\w.\-]+)/posts/(?:[^/]+/)?(?P<id>pfbid\w+|\d+)",
    r"(?P<account>groups/[\w.\-]+)/(?:posts|permalink)/(?P<id>\d+)",
    r"(?P<account>[\w.\-]+)/photos/(?:[^/]+/)?(?P<id>\d+)",
    r"(?P<account>[\w.\-]+)/videos/(?:[^/]+/)?(?P<id>\d+)",
    r"reel/(?P<id>\d+)",
    r"share/(?:[pvr]/)?(?P<id>\w{6,})",
)
_WITHOUT_ACCOUNT = {"watch": "v", "photo.php": "fbid", "photo": "fbid", "video.php": "v"}


def _facebook(path: str, query: dict[str, str]) -> Post | None:
    if path.startswith(("plugins/post.php", "plugins/video.php")):
        # The box names the post by a whole address; one box within another is no post.
        inner = query.get("href", "")
        return None if "plugins/" in inner else find_post(inner)
    if path in {"permalink.php", "story.php"}:
        post, account = query.get("story_fbid", ""), query.get("id", "")
        if not re.fullmatch(r"\w+", post) or not re.fullmatch(r"[0-9]+", account):
            return None
        return Post("facebook", account, post, f"https://www.facebook.com/permalink.php?story_fbid={post}&id={account}")
    if path in _WITHOUT_ACCOUNT:
        name = _WITHOUT_ACCOUNT[path]
        post = query.get(name, "")
        return _fb(None, post, f"{path}?{name}={post}") if re.fullmatch(r"[0-9]+", post) else None
    for shape in _FACEBOOK_PATHS:
        if found := re.match(shape + r"(?!\w)", path, re.ASCII):
            return _fb(found.groupdict().get("account"), found["id"], found[0])
    return None


def _fb(account: str | None, identifier: str, path: str) -> Post:
    return Post("facebook", account and account.removeprefix("groups/"), identifier, f"https://www.facebook.com/{path}")


def _fb_watch(path: str, _query: dict[str, str]) -> Post | None:
    found = re.match(r"[\w\-]{6,}", path, re.ASCII)
    return Post("facebook", None, found[0], f"https://fb.watch/{found[0]}/") if found else None


def _instagram(path: str, _query: dict[str, str]) -> Post | None:
    found = re.match(
        r"(?:(?P<account>[\w.]+)/)?(?P<kind>p|reel|reels|tv)/(?P<id>[\w\-]{5,60})(?![\w\-])", path, re.ASCII
    )
    if not found:
        return None
    kind = "reel" if found["kind"] == "reels" else found["kind"]
    url = f"https://www.instagram.com/{kind}/{found['id']}/"
    return Post("instagram", found["account"], found["id"], url, instagram_posted_at(found["id"]))


def _telegram(path: str, _query: dict[str, str]) -> Post | None:
    found = re.match(r"(?:s/)?(?P<account>[A-Za-z]\w{3,31})/(?:\d+/)?(?P<id>\d+)(?!\w)", path, re.ASCII)
    if not found:
        return None
    return Post("telegram", found["account"], found["id"], f"https://t.me/{found['account']}/{found['id']}")


def _tiktok(path: str, _query: dict[str, str]) -> Post | None:
    found = re.match(r"@(?P<account>[\w.\-]+)/(?P<kind>video|photo)/(?P<id>\d{1,19})(?!\d)", path, re.ASCII)
    if found:
        url = f"https://www.tiktok.com/@{found['account']}/{found['kind']}/{found['id']}"
        return Post("tiktok", found["account"], found["id"], url, tiktok_posted_at(found["id"]))
    bare = re.match(r"(?:v|embed(?:/v2)?|player/v1)/(\d{1,19})(?!\d)", path, re.ASCII)
    if bare:
        url = f"https://www.tiktok.com/embed/v2/{bare[1]}"
        return Post("tiktok", None, bare[1], url, tiktok_posted_at(bare[1]))
    return None


def _tiktok_short(path: str, _query: dict[str, str]) -> Post | None:
    found = re.fullmatch(r"\w{6,20}", path, re.ASCII)
    return Post("tiktok", None, path, f"https://vm.tiktok.com/{path}/") if found else None


def _youtube(path: str, query: dict[str, str]) -> Post | None:
    if path == "watch":
        return _video(query.get("v", ""))
    found = re.match(r"(?P<kind>shorts|embed|live|v)/(?P<id>[^/]+)", path)
    return _video(found["id"], short=found["kind"] == "shorts") if found else None


def _youtu_be(path: str, _query: dict[str, str]) -> Post | None:
    return _video(path.split("/")[0])


def _video(identifier: str, *, short: bool = False) -> Post | None:
    # A list of videos in a player has the form of an id, and is none.
    if not re.fullmatch(r"[\w\-]{11}", identifier, re.ASCII) or identifier == "videoseries":
        return None
    return Post(
        "youtube", None, identifier, f"https://www.youtube.com/{'shorts/' if short else 'watch?v='}{identifier}"
    )


_HOSTS: dict[str, Callable[[str, dict[str, str]], Post | None]] = {
    **dict.fromkeys(("twitter.com", "x.com"), _x),
    **dict.fromkeys(("facebook.com", "fb.com"), _facebook),
    "fb.watch": _fb_watch,
    **dict.fromkeys(("instagram.com", "instagr.am"), _instagram),
    **dict.fromkeys(("t.me", "telegram.me", "telegram.dog"), _telegram),
    "tiktok.com": _tiktok,
    **dict.fromkeys(("vm.tiktok.com", "vt.tiktok.com"), _tiktok_short),
    **dict.fromkeys(("youtube.com", "youtube-nocookie.com"), _youtube),
    "youtu.be": _youtu_be,
}
