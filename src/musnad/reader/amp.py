"""The elements of AMP pages → those of HTML that they stand for."""

from __future__ import annotations

from musnad.reader.markup import Element, attribute

_SAME = {"amp-img": "img", "amp-anim": "img", "amp-iframe": "iframe", "amp-video": "video", "amp-audio": "audio"}
# What names the post or film, and the address that it goes into.
_EMBEDS = {
    "amp-twitter": ("data-tweetid", "https://x.com/i/status/{}"),
    "amp-youtube": ("data-videoid", "https://www.youtube.com/embed/{}"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/"),
    "amp-tiktok": ("data-src", "https://www.tiktok.com/embed/v2/{}"),
    "amp-facebook": ("data-href", "{}"),
    "amp-vimeo": ("data-videoid", "https://player.vimeo.com/video/{}"),
    "amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/embed/video/{}"),
}
_OF_THE_SITE = frozenset(
    {"amp-sidebar", "amp-ad", "amp-embed", "amp-sticky-ad", "amp-social-share", "amp-consent", "amp-analytics"}
)


def as_html(root: Element) -> None:
    """Turn the tree's amp-… elements into images and frames; those that belong to the site go."""
    for element in [one for one in root.iter() if isinstance(one.tag, str) and one.tag.startswith("amp-")]:
        if element.tag in _SAME:
            element.tag = _SAME[element.tag]
        elif element.tag in _EMBEDS:
            name, address = _EMBEDS[element.tag]
            named = attribute(element, name)
            element.tag = "iframe"
            element.set("src", named if "//" in named else address.format(named))
        elif element.tag in _OF_THE_SITE:
            # Taken out with what else is never shown as words.
            element.tag = "template"
