"""What recording raises: the pages that show it are printed again, and no others."""

import pytest
from tests.ledger.writing import EDITOR, claim, last_entry, ministry, monitor, outlet, quote, say, source

from musnad import tags
from musnad.ledger import recording
from musnad.ledger.errors import Refused
from musnad.ledger.models import LogEntry, Statement

pytestmark = pytest.mark.django_db


def members(source):
    return tags.members(tags.source(source.pk))


def test_a_relay_that_changes_no_standing_leaves_the_stories_that_carry_the_claim_alone(raised):
    about, teller, paper = claim(), monitor(), outlet()
    say(about, "affirm", teller)
    raised.clear()

    say(about, "affirm", teller, paper, anchor=quote("الهجوم لم يقع"))

    assert raised == {tags.claim(about.pk), tags.document("story:7"), members(teller), members(paper)}


def test_a_changed_standing_raises_what_shows_it(raised):
    about, teller, body = claim(), monitor(), ministry()
    say(about, "affirm", teller)
    raised.clear()

    say(about, "deny", body)

    changed = {tags.claim(about.pk), tags.standing(about.pk), tags.CLAIMS, tags.CORRECTIONS}
    changed.add(tags.corrections(last_entry().at))
    assert raised == changed | {members(body), members(teller)}


def test_a_first_standing_is_no_correction(raised):
    say(claim(), "affirm", monitor())

    assert tags.CORRECTIONS not in raised


def test_a_renamed_source_raises_its_own_tags_alone(raised):
    about, teller = claim(), monitor()
    say(about, "affirm", teller)
    raised.clear()
    teller.name = "مرصد السهل لحقوق الإنسان"

    recording.amend_source(teller, **EDITOR)

    assert raised == {tags.source(teller.pk), members(teller)}


def test_merged_claims_raise_the_standing_of_both(raised):
    one, other = claim(), claim("ب")
    raised.clear()

    recording.merge_claims(other, one, **EDITOR)

    assert raised >= {tags.standing(one.pk), tags.standing(other.pk), tags.claim(one.pk), tags.claim(other.pk)}


def test_a_source_says_on_its_bodys_page_that_it_came(raised):
    body, first = ministry(), ministry("ب")
    raised.clear()

    made = source("الناطق", "person", belongs_to=body)
    assert raised >= {tags.source(made.pk), members(body)}
    raised.clear()
    made.belongs_to = first
    recording.amend_source(made, **EDITOR)
    assert raised >= {members(body), members(first)}


def test_what_is_refused_raises_nothing_and_writes_nothing(raised):
    about = claim()
    entries = LogEntry.objects.count()
    raised.clear()

    with pytest.raises(Refused):
        say(about, "affirm", monitor(), words=" ")

    assert LogEntry.objects.count() == entries + 1  # the monitor's own
    assert not Statement.objects.exists()
    assert tags.claim(about.pk) not in raised


def test_a_denial_raises_the_pages_of_all_who_affirmed_an_unnamed_one_and_an_accounts_owner_too(raised):
    about, spokesman, paper = claim(), source("الناطق", "person"), outlet()
    unnamed = source("مصادر", "unnamed")
    account = source("حساب الناطق", "account", belongs_to=spokesman)
    say(about, "affirm", unnamed, paper)
    say(about, "affirm", account)
    raised.clear()

    say(about, "deny", ministry())

    assert {members(unnamed), members(account), members(spokesman)} <= raised


def test_an_error_of_ours_raises_the_months_of_the_log_and_the_stories_even_where_the_claim_stands_as_before(raised):
    about, body = claim(), ministry()
    say(about, "affirm", monitor())
    first = say(about, "deny", body)
    say(about, "deny", body, words="نفت ذلك مرة أخرى")
    raised.clear()

    recording.withdraw(first, reason="سُجّل خطأً", **EDITOR)

    assert {tags.standing(about.pk), tags.CORRECTIONS, tags.corrections(first.recorded_at)} <= raised


def test_sources_that_become_one_raise_what_tells_of_their_claims(raised):
    about, teller, other = claim(), monitor(), monitor("مرصد السهل الأخضر")
    say(about, "affirm", teller)
    raised.clear()

    recording.merge_sources(other, teller, **EDITOR)
    assert tags.standing(about.pk) not in raised  # it said nothing

    recording.merge_sources(teller, source("هيئة الرصد"), **EDITOR)
    assert tags.standing(about.pk) in raised
