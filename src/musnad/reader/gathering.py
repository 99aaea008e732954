"""What both readers gather before they make a Page of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from musnad.reader.dating import Moment
from musnad.reader.gluing import unglue
from musnad.reader.lines import Line
from musnad.reader.matching import distinct, key
from musnad.reader.page import Image, Item, Page, Related
from musnad.reader.vocabulary import Label

_STORY_KINDS = frozenset({"paragraph", "quote", "list", "post", "image", "video"})
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Letters of Urdu alone, and those that Persian has in every sentence and Arabic in none.
_URDU = re.compile("[\u0679\u0688\u0691\u06ba\u06d2]")
_PERSIAN = re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc]")
_OFTEN = 0.05
_ARABIC_LETTERED = frozenset({"ar", "fa", "ur", "ckb", "ps", "sd", "ug", "ks"})


@dataclass(slots=True)
class Gathered:
    """A page in the making."""

    headline: str
    body: list[Item] = field(default_factory=list)
    breadcrumbs: list[str] = field(default_factory=list)
    dates: dict[str, Moment] = field(default_factory=dict)
    image: Image | None = None
    byline: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    standfirst: str = ""
    section: str = ""
    url: str | None = None
    site_name: str = ""
    declared_language: str = ""

    def set_date(self, role: str, moment: Moment) -> None:
        """Keep the first date of a role: captured, published, updated."""
        self.dates.setdefault(role, moment)

    def add_standfirst(self, text: str) -> None:
        self.standfirst = f"{self.standfirst}\n{text}".strip()

    def add_aside(self, line: Line) -> None:
        """A line that is no part of the story; its dates are the page's, unlabelled ones the day of publishing."""
        for role, moment in line.dates:
            self.set_date("published" if role == "date" else role, moment)
        self.furniture.append(line.raw)

    def add_labelled(self, line: Line, label: Label) -> None:
        """What a label names without being a piece of the body itself; its line stays among the furniture."""
        if label.role == "keywords":
            self.keywords += split_keywords(label.rest)
        self.furniture.append(line.raw)

    def has_story(self) -> bool:
        return any(item.kind in _STORY_KINDS for item in self.body)


def split_keywords(text: str) -> list[str]:
    """Return the keywords of a line: parted by commas or bars, or each with its #."""
    parts = text.split("#") if text.lstrip().startswith("#") else re.split(r"\s*[,،;؛|•·\t]\s*|\s{2,}", text)
    return [word for part in parts if (word := part.replace("_", " ").strip(" .،,#"))]


def page_of(gathered: Gathered, *, today: date) -> Page:
    """Return the finished page: keywords unglued, everything once, the language and the earliest day found."""
    body = _unglued(gathered)
    captured = gathered.dates.get("captured")
    return Page(
        headline=gathered.headline,
        body=tuple(body),
        breadcrumbs=tuple(gathered.breadcrumbs),
        language=language_of(" ".join([gathered.headline, *(item.text for item in body)]), gathered.declared_language),
        captured_on=captured.date() if isinstance(captured, datetime) else captured,
        published=gathered.dates.get("published"),
        updated=gathered.dates.get("updated"),
        not_before=_latest_post(body, today),
        image=gathered.image,
        byline=distinct(gathered.byline),
        keywords=distinct(gathered.keywords),
        related=tuple(dict.fromkeys(Related(item.text, item.url) for item in body if item.kind == "related")),
        credits=distinct(gathered.credits),
        furniture=tuple(gathered.furniture),
        standfirst=gathered.standfirst,
        section=gathered.section,
        url=gathered.url,
        site_name=gathered.site_name,
    )


def _unglued(gathered: Gathered) -> list[Item]:
    places = [place for place, item in enumerate(gathered.body) if item.kind == "paragraph"]
    texts = [gathered.body[place].text for place in places]
    cleaned, found = unglue(texts, gathered.headline, gathered.keywords)
    named = {key(word) for word in gathered.keywords}
    gathered.keywords += [word for word in found if key(word) not in named]
    body = list(gathered.body)
    for place, before, after in zip(places, texts, cleaned, strict=True):
        if before != after:
            body[place] = replace(body[place], text=after, html=_cut(body[place].html, before[len(after) :]))
    return body


def _cut(html: str | None, end: str) -> str | None:
    """Return the markup without the words at its end, and without the link that held them."""
    if html is None:
        return None
    tail = r"\s*(?:<[^>]*>\s*)*".join(map(re.escape, end.split()))
    return re.sub(rf"\s*(?:<(?:a|strong|em)\b[^>]*>\s*)*{tail}\s*(?:</(?:a|strong|em)>\s*)*$", "", html)


def _latest_post(body: list[Item], today: date) -> datetime | None:
    # An id may claim any time. One after tomorrow is not a time at all.
    end = datetime.combine(today, time.max, UTC) + timedelta(days=1)
    return max((item.posted_at for item in body if item.posted_at and item.posted_at <= end), default=None)


def language_of(text: str, declared: str) -> str:
    """Return the language's code. The letters decide, and among the languages of these letters the page's declaration.

    Many a page in Arabic declares English, the default of what it was made with.
    """
    sample = text[:20_000]
    code = re.split(r"[-_]", declared.strip().lower())[0][:3]
    letters = len(_ARABIC.findall(sample))
    if letters * 2 >= len(_LATIN.findall(sample)):
        return code if code in _ARABIC_LETTERED else _by_its_letters(sample, letters)
    return code if re.fullmatch(r"[a-z]{2,3}", code) and code not in _ARABIC_LETTERED else "en"


def _by_its_letters(sample: str, letters: int) -> str:
    # An Arabic text typed on a Persian keyboard has its kaf and yeh alone, and then the article in every line.
    foreign = len(_PERSIAN.findall(sample)) > _OFTEN * letters and len(re.findall(r"(?<!\w)ال", sample)) < letters / 60
    if not foreign:
        return "ar"
    return "ur" if len(_URDU.findall(sample)) > _OFTEN / 2 * letters else "fa"
