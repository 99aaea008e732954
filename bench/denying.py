"""A denial in the ledger: how long until every page that carries the claim is printed again, and nothing else."""

import statistics
import time

from django.conf import settings
from tests import making
from tests.ledger.writing import EDITOR, claim, monitor, outlet, source

from musnad.ledger.anchors import select
from musnad.ledger.recording import Anchor, Link, record_statement, withdraw
from musnad.newsroom.documents import key_of
from musnad.newsroom.models import Section, Story
from musnad.newsroom.texts import text_of
from musnad.press.publishing import bring_up_to_date

TITLE = "A denial of a claim that 300 stories carry (SQLite, one process, pages with both twins)"
CARRYING, ELSEWHERE, ROUNDS = 300, 100, 3
REPORT = "هاجم مسلحون نقطة تفتيش على طريق السهل فجر اليوم"
PARAGRAPH = "<p>قال متحدث باسم هيئة النهر إن السد لم يتضرر وإن فرق الصيانة أنهت عملها قبل الموعد المحدد لها.</p>"
BODY = [("paragraph", f"<p>قال مرصد السهل: {REPORT}.</p>"), *[("paragraph", PARAGRAPH)] * 7]


def carry(about, story, chain):
    text = text_of(story).text
    start = text.index(REPORT)
    anchor = Anchor(key_of(story.pk), str(story.live_revision_id), select(text, start, start + len(REPORT)))
    links = [Link(each) for each in chain]
    record_statement(about, source=chain[0], act="affirm", words=REPORT, chain=links, anchor=anchor, **EDITOR)


def printed_at(folder):
    return {file: file.stat().st_mtime_ns for file in folder.rglob("*.html")}


def changed_by(edit):
    """Do it, print; return the pages that were written, the seconds until it was done and until all was printed."""
    before = printed_at(settings.MUSNAD_PUBLIC)
    begun = time.perf_counter()
    edit()
    done = time.perf_counter() - begun
    bring_up_to_date()
    seconds = time.perf_counter() - begun
    after = printed_at(settings.MUSNAD_PUBLIC)
    return {file for file, at in after.items() if before.get(file) != at}, done, seconds


def run():
    making.newsroom()
    section, elsewhere = making.section("أمن"), making.section("ثقافة وفنون")
    about, chain = claim(), [monitor(), outlet()]
    for number in range(CARRYING):
        carry(about, making.story(f"هجوم على طريق السهل {number}", section, body=BODY), chain)
    for number in range(ELSEWHERE):
        making.story(f"معرض الكتاب {number}", elsewhere, body=[("paragraph", PARAGRAPH)] * 8)
    ministry = source("وزارة الدفاع في دلوان", "body")
    bring_up_to_date()
    carrying = {settings.MUSNAD_PUBLIC / path / "index.html" for path in paths(section)}
    rounds = []
    for number in range(ROUNDS):
        denied = []
        words = f"لم يقع أيّ هجوم ({number})."
        deny = lambda: denied.append(record_statement(about, source=ministry, act="deny", words=words, **EDITOR))  # noqa: B023, E731  (called before the next round)
        changed, recorded, seconds = changed_by(deny)
        assert carrying <= changed
        assert not [file for file in changed if "معرض" in str(file)]
        _, _, back = changed_by(lambda: withdraw(denied[0], reason="سُجّل خطأً", **EDITOR))  # noqa: B023  (called before the next round)
        rounds.append((recorded, seconds, back))
    recorded, seconds, back = (statistics.median(figures) for figures in zip(*rounds, strict=True))
    yield "recording it, median of 3", f"{recorded * 1000:.0f} ms"
    yield "from the recording to all printed, median of 3", f"{seconds:.1f} s"
    yield "stories among the pages printed", f"{len(carrying)}"
    yield "lists, claim, sources and log among them", f"{len(changed - carrying)}"
    yield "withdrawn to all printed as before, median of 3", f"{back:.1f} s"


def paths(section):
    stories = Story.objects.child_of(Section.objects.get(pk=section.pk))
    return [path.lstrip("/") for path in stories.values_list("url_path", flat=True)]
