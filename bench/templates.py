"""The story page by Jinja2 and by Django's templates: the same view in, the same text out."""

import re
import statistics
import time
from pathlib import Path

from django.template import Context, Engine
from django.template import Library as DjangoLibrary
from tests.newsstand.look.samples import story

from musnad.newsstand import rendering
from musnad.newsstand.assets import asset

TITLE = "Story page by template engine (median of 7 rounds of 100 pages)"

register = DjangoLibrary()


@register.simple_tag(takes_context=True)
def href(context, target):
    return context["href"](target)


@register.simple_tag(takes_context=True)
def prose(context, html):
    return context["prose"](html)


@register.simple_tag(takes_context=True)
def asset_link(context, name):
    return context["href"](asset(name))


@register.simple_tag
def inlined(name):
    return rendering.inline(name)


@register.simple_tag
def focused(position):
    return rendering.focus(position)


@register.filter
def formatted(words, value):
    return words.format(platform=value, name=value)


def django_template():
    engine = Engine(dirs=[Path(__file__).parent / "django_story"])
    engine.template_builtins.append(register)
    return engine.get_template("story.html")


def by_django(template, page):
    names = {"page": page, "chrome": page.chrome, "edition": page.chrome.edition}
    names |= {"policy": rendering.policy(), "theme_script": rendering.theme_script()}
    return template.render(Context({**names, **rendering.surroundings(page)}))


def words_in(html):
    return re.sub(r"<[^>]+>|\s+", " ", html).split()


def seconds(make):
    make()
    rounds = []
    for _ in range(7):
        begun = time.perf_counter()
        for _ in range(100):
            make()
        rounds.append((time.perf_counter() - begun) / 100)
    return statistics.median(rounds)


def run():
    page = story("ar")
    template = django_template()
    ours, theirs = set(words_in(rendering.render(page))), set(words_in(by_django(template, page)))
    jinja, django = seconds(lambda: rendering.render(page)), seconds(lambda: by_django(template, page))
    yield "words of the Jinja2 page that the Django page has too", f"{len(ours & theirs) / len(ours):.0%}"
    yield "Jinja2, pages/s", f"{1 / jinja:,.0f}"
    yield "Django templates, pages/s", f"{1 / django:,.0f}"
    yield "Jinja2 : Django", f"{django / jinja:.1f} : 1"
