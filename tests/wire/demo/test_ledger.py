"""The demo's affair in the ledger."""

import tomllib
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from tests import making
from tests.newsstand.affair import quoting, say, source
from tests.newsstand.test_readings import page_of
from tests.wire.demo.test_loading import SMALL

from musnad.ledger.models import Claim, LogEntry, Source, Statement
from musnad.ledger.recording import record_claim
from musnad.ledger.vocabulary import Act, SourceKind
from musnad.newsroom.models import Story
from musnad.newsstand.assets import all_assets
from musnad.press.twins import twins_of
from musnad.wire.demo.ledger import span
from musnad.wire.demo.loading import load
from musnad.wire.demo.reading import FOLDER
from musnad.wire.models import LoadedDemo

LEDGER = tomllib.loads((FOLDER / "ledger.toml").read_text(encoding="utf-8"))
STORIES = {
    (told["key"], told["lang"]): path.read_text(encoding="utf-8")
    for path in sorted((FOLDER / "stories").glob("*.toml"))
    for told in [tomllib.loads(path.read_text(encoding="utf-8"))]
}
STATEMENTS = [statement for claim in LEDGER["claims"] for statement in claim["statements"]]


def test_every_source_is_named_in_both_languages_and_known_before_it_is_needed():
    known = set()
    for told in LEDGER["sources"]:
        assert told["name"].keys() == {"ar", "en"}
        assert SourceKind(told["kind"])
        assert told.get("belongs_to", told["key"]) in known | {told["key"]}
        known.add(told["key"])
    used = {statement["source"] for statement in STATEMENTS}
    used |= {link["source"] for statement in STATEMENTS for link in statement["chain"]}
    assert used <= known
    assert max(Counter(told["key"] for told in LEDGER["sources"]).values()) == 1


def test_every_chain_begins_with_who_said_it():
    assert all(statement["chain"][0]["source"] == statement["source"] for statement in STATEMENTS)
    assert all(Act(statement["act"]) for statement in STATEMENTS)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_quote_stands_in_its_story(lang):
    for statement in STATEMENTS:
        if lang in statement["quotes"]:
            assert STORIES[statement["story"], lang].count(statement["quotes"][lang]), statement["quotes"][lang]


def attack():
    return Claim.objects.get(sentence__contains="لهجوم صاروخي")


def test_the_affair_stands_in_the_ledger_with_its_end(loaded):
    assert attack().state == "retracted"
    assert Claim.objects.get(sentence__startswith="سُمعت ثلاثة").state == "supported"
    assert Claim.objects.get(sentence__startswith="التُقطت صورة").verdict == "false"
    assert not Statement.objects.exclude(anchor="found").exists()
    assert not Statement.objects.filter(document="").exists()


def test_the_first_report_shows_the_denial_and_the_withdrawal(loaded):
    story = Story.objects.get(title__startswith="دويّ قرب حقل الخزامى")

    page = BeautifulSoup(page_of(story), "lxml")

    notice = " ".join(page.select_one(".notice").get_text(" ").split())
    assert "صدر تراجع عن سهل نيوز" in notice
    assert "صدر نفي عن المقدّم عدنان الطوقي" in notice
    assert page.select_one(".post .claim-mark.is-retracted")
    english = Story.objects.get(title__startswith="Blasts near the Khuzama field")
    assert "Taken back by Sahl News" in BeautifulSoup(page_of(english), "lxml").select_one(".notice").get_text()


def test_a_second_loading_records_nothing(loaded):
    entries = LogEntry.objects.count()

    load(loaded)

    assert LogEntry.objects.count() == entries


def test_a_demo_that_was_loaded_before_it_had_a_ledger_gets_one(loaded):
    done = LoadedDemo.objects.get(key="ledger")
    done.delete()
    entries = LogEntry.objects.count()

    load(loaded)

    assert LogEntry.objects.count() == 2 * entries


def test_words_that_an_editor_changed_and_stories_that_are_gone_are_left_out(loaded):
    first = loaded.stories[0]
    LoadedDemo.objects.filter(key="ledger").delete()
    Story.objects.get(title=first["headline"]).delete()
    changed = Story.objects.get(title__startswith="«سهل نيوز» يسحب")
    changed.body = [("paragraph", "<p>نصّ آخر.</p>")]
    making.publish(changed)
    before = Statement.objects.count()

    load(loaded)

    assert before < Statement.objects.count() < 2 * before


def test_times_to_come_are_left_open(time_machine):
    time_machine.move_to("2026-11-13T12:00:00+03:00")

    assert span("2026-11-14") is None
    assert span("2026-11-13T11:47:00+03:00").precision == "moment"
    assert (span("2026-11").precision, span("2026-11").at.day) == ("month", 1)
    assert span("2026").precision == "year"


def test_a_story_with_a_dozen_claims_is_still_a_light_page(loaded):
    story = Story.objects.get(title__startswith="كيف انتشر الخبر")
    told = Source.objects.get(name="سهل نيوز")
    for number in range(12):
        about = record_claim(f"قيل في ذلك اليوم أمر آخر، وهو الأمر رقم {number}", language="ar", by="سلمى")
        say(about, "affirm", told, words=f"قول {number}", anchor=quoting(story, "تتبّعت «مُسنَد» خبر"))
        say(about, "deny", source(f"هيئة رقم {number}"), words="لا صحّة لذلك")

    page = page_of(story)

    assert len(BeautifulSoup(page, "lxml").select(".claim-list > li")) >= 12
    assets = {name: body for name, body in all_assets().items() if name.endswith((".css", ".js")) and name in page}
    files = {"index.html": page.encode(), **assets}
    assert sum(len(twins_of(name, body)[".br"]) for name, body in files.items()) <= SMALL
