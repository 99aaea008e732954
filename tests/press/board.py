"""A newsstand of the smallest kind: notices on a town's board. Its rows are real, in a table that every test has.

A notice is a Group whose name is "slug|text". Its page shows the text, a style and, where the text asks for one, a
picture; the board's front lists all notices. Texts with these words try the press:
    «معطوب»   its page cannot be rendered
    «صورة»    its page uses a picture, which must be prepared before
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.auth.models import Group
from django.db import transaction

from musnad import tags
from musnad.press.newsstand import Printed, PublicFile, Route, Unready

BROKEN, PICTURE = "معطوب", "صورة"
FRONT = "stories:board"
STYLE = b"body { margin-inline: auto }\n" * 50


def notice_tag(pk):
    return f"story:{pk}"


def notices():
    """Wagtail's own groups are no notices."""
    return Group.objects.filter(name__contains="|").order_by("pk")


# --- edits -------------------------------------------------------------------------------------------------------


@transaction.atomic
def post(slug, text):
    pk = Group.objects.create(name=f"{slug}|{text}").pk
    tags.raise_tags({notice_tag(pk), FRONT})
    return pk


@transaction.atomic
def change(pk, slug, text):
    Group.objects.filter(pk=pk).update(name=f"{slug}|{text}")
    tags.raise_tags({notice_tag(pk), FRONT})


@transaction.atomic
def withdraw(pk):
    Group.objects.filter(pk=pk).delete()
    tags.raise_tags({notice_tag(pk), FRONT})


# --- the newsstand -----------------------------------------------------------------------------------------------


class PictureWanted(Unready):
    def __init__(self, path, preparable=True):
        super().__init__(f"{path} is not there")
        self.path, self.preparable = path, preparable

    def prepare(self):
        if not self.preparable:
            raise OSError("no such picture")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(f"picture {self.path.name}".encode())


@dataclass
class Board:
    pictures: Path
    style: bytes = STYLE
    rendered: list = field(default_factory=list)

    def owners(self):
        yield FRONT
        for pk in notices().values_list("pk", flat=True):
            yield notice_tag(pk)

    def routes(self, owner):
        if owner == FRONT:
            return [Route("/ar/", "ar/index.html", "front", FRONT, (), 1)]
        if not owner.startswith("story:"):
            return []
        wanted = notices().filter(pk=tags.number(owner))
        return [self.route(notice.pk, notice.name.partition("|")[0]) for notice in wanted]

    def route(self, pk, slug):
        return Route(f"/ar/{slug}/", f"ar/{slug}/index.html", "notice", notice_tag(pk), (pk,), 0)

    def foresee(self, routes):
        """Notices share nothing."""

    def render(self, route):
        self.rendered.append(route.file)
        style = self.file("assets/site.{}.css", self.style)
        head = f'<link rel="stylesheet" href="/{style.name}">'
        if route.kind == "front":
            tags.read(FRONT)
            lines = [name.partition("|") for name in notices().values_list("name", flat=True)]
            links = "".join(f'<p><a href="/ar/{slug}/">{text}</a></p>' for slug, _, text in lines)
            return Printed((head + links).encode(), (style,))
        return self.notice(route, head, style)

    def notice(self, route, head, style):
        (pk,) = route.key
        tags.read(notice_tag(pk))
        text = Group.objects.get(pk=pk).name.partition("|")[2]
        if BROKEN in text:
            raise ValueError(text)
        body = f"{head}<p>{text}</p>" + f"<p>{text} {pk}</p>" * 40
        if PICTURE not in text:
            return Printed(body.encode(), (style,))
        path = self.pictures / f"{hashlib.sha256(text.encode()).hexdigest()[:12]}.avif"
        if not path.exists():
            raise PictureWanted(path, preparable="!" not in text)
        picture = PublicFile(f"media/{path.name}", path)
        return Printed(f'{body}<img src="/{picture.name}">'.encode(), (style, picture))

    def look(self):
        return hashlib.sha256(self.style).hexdigest()

    def file(self, name, data):
        return BoardFile(name.format(hashlib.sha256(data).hexdigest()[:8]), data)


@dataclass(frozen=True)
class BoardFile:
    name: str
    data: bytes
    source: Path | None = None
    make: None = None

    def read(self):
        return self.data
