"""A story of Dalwan that quotes, and what the ledger knows before."""

import pytest
from tests import making
from tests.newsroom.conftest import desk

from musnad.ledger import recording
from musnad.ledger.vocabulary import Act, SourceKind
from musnad.newsroom.claims.suggesting import Suggesting

__all__ = ["desk"]

ATTACK = "مسلحون هاجموا نقطة تفتيش على طريق السهل"
SAYING = "مسلحين هاجموا نقطة تفتيش على طريق السهل يوم الأحد"
DENIAL = "وقوع أي هجوم على نقطة التفتيش في طريق السهل"
POST = "https://x.com/dalwan_mod/status/77"
BODY = (
    ("paragraph", f"<p>قالت وكالة أنباء دلوان نقلا عن مرصد السهل إن {SAYING}.</p>"),
    ("paragraph", f"<p>ونفى الناطق باسم وزارة الدفاع سالم الحاج {DENIAL}، وقال في تغريدة: «لا صحة لما يتداول».</p>"),
    (
        "post",
        {
            "platform": "x",
            "url": POST,
            "text": "لا صحة لما يتداول عن هجوم في السهل",
            "account": "dalwan_mod",
            "name": "سالم الحاج",
        },
    ),
)


@pytest.fixture
def story(desk):
    return making.draft("أنباء من السهل", desk, body=BODY)


def source(name, kind=SourceKind.OUTLET, **told):
    return recording.record_source(name, kind=kind, language="ar", by="هدى", **told)


def claim(sentence=ATTACK):
    return recording.record_claim(sentence, language="ar", by="هدى")


def statement(on, by_source, act=Act.AFFIRM, words=ATTACK, **told):
    return recording.record_statement(on, source=by_source, act=act, words=words, by="هدى", **told)


def suggestions(story):
    return Suggesting(story.get_latest_revision_as_object())


def suggestion(story, words):
    return next(each for each in suggestions(story).all if each.found.words.startswith(words))
