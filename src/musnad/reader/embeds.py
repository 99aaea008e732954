"""What stands in a page besides words: images, players, posts of social networks, quotations."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import unquote

from musnad.reader.addresses import LONGEST, split_address, web_address
from musnad.reader.lines import trim
from musnad.reader.markup import Element, attribute, text_of
from musnad.reader.matching import key, squeezed
from musnad.reader.page import Item
from musnad.reader.posts import Post, find_post
from musnad.reader.vocabulary import AGENCIES, ANNOUNCED, find_label, roles_of

_SMALLEST = 60
_LONGEST_CREDIT = 4
_SIZE = re.compile(r"([0-9]{1,5})(?:px)?$")
_POST_CLASSES = re.compile(
    r"twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|telegram-post", re.IGNORECASE
)
_SIGNED = re.compile(r"[—–-]\s*(?P<name>[^()\n]{1,80}?)\s*\((?:@|&#64;)(?P<account>\w{1,20})\)")
_PLAYERS = {
    "player.vimeo.com": "vimeo",
    "vimeo.com": "vimeo",
    "www.dailymotion.com": "dailymotion",
    "geo.dailymotion.com": "dailymotion",
    "rumble.com": "rumble",
    "cdn.jwplayer.com": "jwplayer",
    "players.brightcove.net": "brightcove",
    "streamable.com": "streamable",
    "w.soundcloud.com": "soundcloud",
    "open.spotify.com": "spotify",
}
_PHOTOGRAPHED = re.compile(
    r"(?<=[\w)»])\s*[|.،,/(\[–—-]\s*(?:تصوير|عدسة|الصورة|photo(?: by)?|credit)\s*:\s*(?P<name>[^:()\[\]]{2,60})[)\]]?$",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\s*[(\[]([^()\[\]]{2,60})[)\]]\s*$|\s*[|]\s*([^|]{2,60})$")


def post_item(post: Post, *, text: str = "", name: str = "", account: str | None = None) -> Item:
    """Return the item of the body that stands for a post."""
    return Item(
        "post",
        text,
        post.url,
        platform=post.platform,
        account=post.account or account,
        id=post.id,
        posted_at=post.posted_at,
        name=name,
    )


# --- images ---


def image(element: Element, base: str | None) -> list[Item]:
    """Return the image of an <img>; none for a spacer, an icon, a counter of views."""
    address = image_address(element, base)
    sizes = [int(found[1]) for name in ("width", "height") if (found := _SIZE.match(attribute(element, name)))]
    if not address or any(size < _SMALLEST for size in sizes):
        return []
    return [Item("image", url=address, alt=squeezed(attribute(element, "alt")))]


def image_address(element: Element, base: str | None) -> str | None:
    """Return where the picture is; pages that load late hold a blank one in `src` and the real one beside it."""
    largest = _largest(attribute(element, "data-srcset") or attribute(element, "srcset"))
    names = ("data-src", "data-lazy-src", "data-original", "data-lazy", "src")
    for written in (*(attribute(element, name) for name in names), largest):
        written = _original(written)
        if written and not written.startswith(("data:", "blob:")) and (address := web_address(written, base)):
            return address
    return None


def _original(written: str) -> str:
    """Return the picture that a server of smaller copies is asked for: /_next/image?url=https%3A%2F%2F…&w=1920."""
    inner = re.search(r"/image\?(?:[^#]*&)?url=(https?%3A%2F%2F[^&#]+)", written[:LONGEST], re.IGNORECASE)
    return unquote(inner[1]) if inner else written


def _largest(srcset: str) -> str:
    sized = re.findall(r"(\S+)\s+(\d{1,5})(?:\.\d+)?[wx]", srcset[:8_000])
    return str(max(sized, key=lambda one: int(one[1]))[0]) if sized else srcset[:4_000].split(" ")[0].rstrip(",")


def figure(element: Element, base: str | None) -> list[Item] | None:
    """Return a figure's images, the first with the caption; None where it holds something else than images."""
    inside = list(islice(element.iter("img", "iframe", "video", "blockquote", "table"), 20))
    found = [item for one in inside if one.tag == "img" for item in image(one, base)]
    if not found or any(one.tag != "img" for one in inside):
        return None
    caption, credit = _caption(element)
    first = Item("image", caption, found[0].url, caption=caption, alt=found[0].alt, credit=credit)
    # The same picture in two sizes, one of them for those without scripts, is one picture.
    return [first, *(item for item in dict.fromkeys(found[1:]) if item.url != first.url)]


def _caption(element: Element) -> tuple[str, str]:
    holder = element.find(".//figcaption")
    if holder is None:
        return "", ""
    text = _without_announcement(trim(text_of(holder)))
    label = find_label(text)
    if label and label.role == "photo" and len(label.rest.split()) <= _LONGEST_CREDIT:
        # «تصوير: رامي النخيل» tells who made it and not what it shows.
        return "", label.rest
    for child in islice(holder.iter(), 1, 30):
        named = "credit" in roles_of(f"{attribute(child, 'class')} {attribute(child, 'id')}")
        if named and (credit := text_of(child)) and text.endswith(credit):
            return trim(text.removesuffix(credit)).rstrip(" |-–—"), credit.strip("()[] ")
    if told := _PHOTOGRAPHED.search(text):
        return text[: told.start()].rstrip(), told["name"].strip()
    behind = _CREDIT.search(text)
    name = (behind[1] or behind[2]) if behind else ""
    known = bool(name) and any(key(part) in AGENCIES for part in re.split(r"[/،,|-]", name))
    return (text[: behind.start()].rstrip(), name.strip()) if behind and known else (text, "")


def _without_announcement(text: str) -> str:
    """Return a caption without «التعليق على الصورة،», which is there for those who only hear it."""
    head, comma, rest = text.partition("،") if "،" in text[:30] else text.partition(",")
    return rest.strip() if comma and key(head) in ANNOUNCED else text


# --- posts and players ---


def embedded(element: Element, base: str | None) -> list[Item]:
    """Return the post or the video that an <iframe> shows; none for anything else, an advertisement mostly."""
    names = ("src", "data-src", "data-lazy-src")
    address = next((whole for name in names if (whole := web_address(attribute(element, name), base))), None)
    parts = split_address(address) if address else None
    if not address or not parts:
        return []
    if post := find_post(address):
        return [post_item(post)]
    platform = _PLAYERS.get(parts.netloc)
    return [Item("video", squeezed(attribute(element, "title")), address, platform=platform)] if platform else []


def video(element: Element, base: str | None) -> list[Item]:
    sources = [element, *islice(element.iter("source"), 20)]
    address = next(
        (whole for one in sources if (src := attribute(one, "src")) and (whole := web_address(src, base))), None
    )
    return [Item("video", squeezed(attribute(element, "title")), address)] if address else []


def box(element: Element, base: str | None) -> list[Item] | None:
    """Return the post that a <div> stands for; None where it is any other."""
    post = find_embedded_post(element, base)
    return [post] if post else None


def quotation(element: Element, base: str | None) -> list[Item]:
    """Return the embedded post or the quotation of a <blockquote>."""
    post = find_embedded_post(element, base)
    if post:
        return [post]
    speaker = next((text_of(one) for one in element.iter("cite", "footer") if text_of(one)), "")
    text = "\n".join(_paragraphs(element))
    if speaker and text.endswith(speaker):
        text = trim(text.removesuffix(speaker))
    cited = web_address(attribute(element, "cite"), base) if attribute(element, "cite") else None
    return [Item("quote", text, cited, speaker=speaker.lstrip("—–- "))] if text else []


def find_embedded_post(element: Element, base: str | None) -> Item | None:
    """Return the post that a box of a social network's script would show, with its words where they are there."""
    if not _POST_CLASSES.search(attribute(element, "class")):
        return None
    named = [attribute(element, name) for name in ("data-instgrm-permalink", "cite", "data-href")]
    # The last link is the post's own; those before it stand within its text.
    linked = [attribute(one, "href") for one in element.iter("a")]
    addresses = (web_address(one, base) for one in (*named, *reversed(linked)) if one)
    post = next((found for one in addresses if one and (found := find_post(one))), None)
    if post is None:
        return None
    said = text_of(element)
    signed = _SIGNED.search(said)
    paragraphs = [text_of(one) for one in element.iter("p")]
    return post_item(
        post,
        text=squeezed(" ".join(paragraphs[:1])) if post.platform == "x" else "",
        name=signed["name"] if signed else "",
        account=signed["account"] if signed else None,
    )


def _paragraphs(element: Element) -> list[str]:
    parts = [text for one in element.iter("p") if (text := text_of(one))]
    whole = text_of(element)
    return parts if parts and sum(map(len, parts)) > len(whole) * 0.6 else [whole] if whole else []
