"""What the panel in the editor asks over HTTP, as each role."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from tests import making
from tests.newsroom.claims.conftest import ATTACK, SAYING, claim, source, statement, suggestion

from musnad.ledger.models import Claim, Source, Statement
from musnad.ledger.recording import merge_claims
from musnad.ledger.vocabulary import Act, SourceKind
from musnad.newsroom.founding import ADMINISTRATORS, CHIEFS, EDITORS, WRITERS, found
from musnad.newsroom.models import Answer


def member(role, name="هدى"):
    user = get_user_model().objects.create_user(username=name)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(story):
    return member(EDITORS)


def address(story, act="suggestions"):
    return reverse(f"musnad_claims:{act}", args=[story.pk])


def fields(story, words=SAYING, **changed):
    found = suggestion(story, words).found
    told = {
        "key": found.key,
        "claim": "new",
        "sentence": "هجوم السهل",
        "act": "affirm",
        "link_source": ["", ""],
        "link_name": ["مرصد السهل", "وكالة أنباء دلوان"],
        "link_kind": ["monitor", "agency"],
        "link_medium": ["بيان", ""],
        "link_address": ["", "https://dalwan.example/1"],
    }
    return told | changed


def test_the_panel_shows_each_suggestion_with_its_chain_claims_and_reasons_in_arabic(story, editor):
    known = claim()
    answer = editor.get(address(story)).json()

    assert SAYING in answer["html"]
    assert "مرصد السهل" in answer["html"]
    assert f'value="{known.pk}" checked' in answer["html"]
    assert "كلمات مشتركة" in answer["html"]
    assert "فعل قول" in answer["html"]
    assert answer["count"] >= 3
    assert "مقترح" in answer["said"]


def test_accepting_records_just_what_the_fields_say(story, editor):
    said = {"said_on": "2026-11-20", "said_at": "18:30", "part": "عدد القتلى", "first_hand": "on"}
    answer = editor.post(address(story, "accept"), fields(story, **said))
    made = Statement.objects.get()

    assert answer.status_code == 200
    assert (made.claim.sentence, made.act, made.part, made.first_hand) == ("هجوم السهل", Act.AFFIRM, "عدد القتلى", True)
    # Six and a half in the evening in the edition's zone, two hours ahead of UTC.
    assert (made.said_at.isoformat(), made.said_precision) == ("2026-11-20T16:30:00+00:00", "moment")
    links = made.chain.order_by("position").values_list("source__name", "source__kind", "medium", "address")
    assert list(links) == [
        ("مرصد السهل", "monitor", "بيان", ""),
        ("وكالة أنباء دلوان", "agency", "", "https://dalwan.example/1"),
    ]
    assert made.recorded_by == "هدى"
    assert "الأقوال" not in answer.json()["said"]


def test_a_claim_that_was_not_proposed_is_chosen_by_completion(story, editor):
    known = claim("ارتفاع أسعار القمح في العاصمة")
    editor.post(address(story, "accept"), fields(story, other_claim=known.pk))

    assert Statement.objects.get().claim == known
    assert Claim.objects.count() == 1


def test_what_is_recorded_is_shown_with_the_standing_of_what_its_claim_became(story, editor):
    editor.post(address(story, "accept"), fields(story))
    other = claim("ادّعاء بقي")
    merge_claims(Claim.objects.get(sentence="هجوم السهل"), other, by="هدى")
    html = editor.get(address(story)).json()["html"]

    assert "ادّعاء بقي" in html
    assert reverse("musnad_claims:claim", args=[other.pk]) in html


def test_a_day_without_a_time_is_known_to_the_day(story, editor):
    editor.post(address(story, "accept"), fields(story, said_on="2026-11-20"))

    assert Statement.objects.get().said_precision == "day"


def test_a_name_that_the_ledger_knows_in_another_spelling_makes_no_second_source(story, editor):
    monitor = source("مرصد السهل", SourceKind.MONITOR)
    told = fields(story, link_name=["مرصدُ السهل", "وكالة أنباء دلوان"])
    editor.post(address(story, "accept"), told)

    assert Statement.objects.get().source == monitor
    assert Source.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"link_name": ["", ""]}, "سمِّ القائل"),
        ({"link_source": ["999999", ""]}, "أعد اختيار المصدر"),
        ({"claim": "999999"}, "أعد اختيار الادّعاء"),
        ({"claim": "x"}, "أعد اختيار الادّعاء"),
        ({"link_kind": ["", ""]}, "حدّد نوع المصدر"),
        ({"sentence": " "}, "املأ جملة الادّعاء"),
        ({"said_on": "2090-01-01"}, "لم يحن"),
        ({"link_medium": ["بيان"]}, "السلسلة ناقصة"),
        ({"link_name": ["مرصد السهل", "مرصد السهل"]}, "مرتين"),
        ({"act": "shout"}, "act"),
        ({"key": "0"}, "عُدّل النصّ"),
    ],
)
def test_what_cannot_be_recorded_says_why_in_arabic_and_leaves_nothing(changed, said, story, editor):
    source("مرصد السهل")
    answer = editor.post(address(story, "accept"), fields(story, **changed))

    assert answer.status_code == 409
    assert said in answer.json()["said"]
    assert (Statement.objects.count(), Claim.objects.count(), Source.objects.count()) == (0, 0, 1)
    assert not Answer.objects.exists()


def test_dismissing_and_asking_again(story, editor):
    key = suggestion(story, SAYING).found.key
    answer = editor.post(address(story, "dismiss"), {"key": key}).json()
    assert "رُفض نهائيًا" in answer["said"]
    assert f'data-key="{key}"' not in answer["html"]

    answer = editor.post(address(story, "ask_again"), {"key": key}).json()
    assert f'data-key="{key}"' in answer["html"]


def test_withdrawing_wants_a_reason_and_only_a_statement_of_this_story(story, editor):
    editor.post(address(story, "accept"), fields(story))
    made = Statement.objects.get()
    other = statement(claim("آخر"), source("آخر"))

    assert editor.post(address(story, "withdraw"), {"statement": made.pk}).status_code == 409
    assert editor.post(address(story, "withdraw"), {"statement": other.pk, "reason": "x"}).status_code == 409
    assert editor.post(address(story, "withdraw"), {"statement": made.pk, "reason": "خطأ"}).status_code == 200
    made.refresh_from_db()
    other.refresh_from_db()
    assert made.withdrawn_at
    assert other.withdrawn_at is None


def test_the_second_of_two_editors_hears_who_was_faster(story, editor):
    told = fields(story)
    other = member(EDITORS, "سمر")
    editor.post(address(story, "accept"), told)
    late = other.post(address(story, "accept"), told)

    assert (late.status_code, "هدى" in late.json()["said"]) == (409, True)
    assert Statement.objects.count() == 1


def test_a_writer_sees_what_was_found_in_their_own_story_and_records_nothing(story, desk):
    writer = member(WRITERS)
    own = making.draft("خبر", desk, body=[("paragraph", f"<p>قال مرصد السهل إن {SAYING}.</p>")])
    own.owner = get_user_model().objects.get(username="هدى")
    own.save()

    html = writer.get(address(own)).json()["html"]
    assert SAYING in html
    assert "data-accept" not in html
    assert writer.post(address(own, "accept"), fields(own)).status_code == 403
    assert writer.post(address(own, "dismiss"), fields(own)).status_code == 403
    assert writer.get(address(story), headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403
    assert not Statement.objects.exists()


@pytest.mark.parametrize("act", ["accept", "dismiss", "ask_again", "withdraw"])
def test_nothing_is_answered_by_following_a_link_or_from_another_site(act, story, editor):
    assert editor.get(address(story, act)).status_code == 405
    elsewhere = Client(enforce_csrf_checks=True)
    elsewhere.force_login(get_user_model().objects.get(username="هدى"))
    assert elsewhere.post(address(story, act), {"key": "x"}).status_code == 403


def test_who_is_not_logged_in_is_asked_to(story):
    assert Client().get(address(story)).status_code == 302


def test_sources_are_completed_by_the_beginning_of_any_name_in_any_spelling(editor):
    ministry = source("وزارة الدفاع", SourceKind.BODY)
    known = source("سالم الحاج", SourceKind.PERSON, belongs_to=ministry, names=[("Salem Al-Hajj", "en")])

    for typed in ("سالِم", "الحا", "حاج", "salem"):
        found = editor.get(reverse("musnad_claims:complete_sources"), {"q": typed}).json()["found"]
        assert [each["key"] for each in found] == [known.pk]
    assert "وزارة الدفاع" in found[0]["about"]
    assert editor.get(reverse("musnad_claims:complete_sources"), {"q": ""}).json() == {"found": []}


def test_claims_are_completed_by_words_and_by_number(editor):
    known = claim()
    asked = reverse("musnad_claims:complete_claims")

    for typed in ("هجوم مسلحين على نقطة تفتيش في السهل", str(known.pk), ATTACK):
        assert [each["key"] for each in editor.get(asked, {"q": typed}).json()["found"]] == [known.pk]
    assert editor.get(asked, {"q": "9" * 30}).json() == {"found": []}


def test_roles_have_their_powers_and_what_an_administrator_took_away_stays_away(desk):
    def may(role, codename):
        return Group.objects.get(name=role).permissions.filter(codename=codename).exists()

    assert [may(role, "view_claim") for role in (WRITERS, EDITORS, CHIEFS, ADMINISTRATORS)] == [True] * 4
    assert [may(role, "add_statement") for role in (WRITERS, EDITORS, CHIEFS, ADMINISTRATORS)] == [False] + [True] * 3
    assert [may(role, "add_verdict") for role in (WRITERS, EDITORS, CHIEFS)] == [False, False, True]

    Group.objects.get(name=EDITORS).permissions.remove(Permission.objects.get(codename="add_statement"))
    found()
    assert not may(EDITORS, "add_statement")


def test_a_newsroom_founded_before_the_ledger_is_given_its_powers(desk):
    for group in Group.objects.all():
        group.permissions.remove(*Permission.objects.filter(content_type__app_label="ledger"))
    found()

    assert Group.objects.get(name=EDITORS).permissions.filter(codename="add_statement").exists()
