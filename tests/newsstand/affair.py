"""The affair that the tests of the ledger's pages tell: a monitor's report of an attack, and its denial."""

from tests import making
from tests.ledger.writing import EDITOR, claim, monitor, outlet, say, source

from musnad.ledger.anchors import select
from musnad.ledger.recording import Anchor, Link, record_statement
from musnad.newsroom.documents import key_of
from musnad.newsroom.texts import text_of
from musnad.newsstand import plan
from musnad.newsstand.printing import Unready, render

REPORT = "هاجم مسلحون نقطة تفتيش على طريق السهل فجر اليوم"
BODY = (("paragraph", f"<p>قال مرصد السهل إن <b>ما جرى خطير</b>: {REPORT}، ولم يزد.</p>"),)

__all__ = ["BODY", "EDITOR", "REPORT", "Affair", "claim", "monitor", "outlet", "pages_of", "quoting", "say", "source"]


def quoting(story, words):
    """Where `words` stand in the published story."""
    text = text_of(story).text
    start = text.index(words)
    return Anchor(key_of(story.pk), str(story.live_revision_id), select(text, start, start + len(words)))


class Affair:
    """A story that carries the monitor's report through an outlet; `deny` has the ministry deny it elsewhere."""

    def __init__(self, section, title="هجوم على طريق السهل", *, body=BODY, words=REPORT):
        self.section = section
        self.teller, self.paper = monitor(), outlet()
        self.ministry = source("وزارة الدفاع في دلوان", "body", names=[("Ministry of Defence of Dalwan", "en")])
        self.claim = claim(place="طريق السهل")
        self.story = making.story(title, section, body=list(body))
        self.report = self.carry(self.story, words)

    def carry(self, story, words=REPORT):
        return record_statement(
            self.claim,
            source=self.teller,
            act="affirm",
            words=words,
            chain=[Link(self.teller), Link(self.paper, "موقع", "https://wadi.example/12")],
            anchor=quoting(story, words),
            language="ar",
            **EDITOR,
        )

    def deny(self, **fields):
        links = [Link(self.ministry, "بيان", "https://defence.example/7")]
        told = {"words": "لم يقع أيّ هجوم.", "language": "ar", **EDITOR, **fields}
        return record_statement(self.claim, source=self.ministry, act="deny", chain=links, **told)


def pages_of(owner):
    """Every page of a tag as text, by its address."""
    found = {}
    for route in plan.routes(owner):
        try:
            found[route.path] = render(route).body.decode()
        except Unready as unready:
            unready.prepare()
            found[route.path] = render(route).body.decode()
    return found
