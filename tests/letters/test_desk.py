"""The newsroom's pages about letters: who may do what, and what editing, planning and dropping do."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse
from tests import making
from tests.newsroom.claims.test_panel import member

from musnad.letters.models import Habits, Letter, Plan
from musnad.letters.planning import exists, follow, moment
from musnad.letters.powers import found_roles
from musnad.newsroom.founding import CHIEFS, EDITORS, WRITERS


@pytest.fixture
def desk(desk):
    found_roles()
    return desk


def url(name, *args):
    return reverse(f"musnad_letters:{name}", args=args)


def made(client):
    client.post(url("make"), {"list": "digest:ar"})
    return Letter.objects.get()


def form_of(letter, **more):
    items = list(letter.items.all())
    told = {"subject": letter.subject, "preheader": letter.preheader, "intro": letter.intro}
    told |= {"form-TOTAL_FORMS": len(items), "form-INITIAL_FORMS": len(items)}
    for place, item in enumerate(items):
        told |= {f"form-{place}-story": item.story, f"form-{place}-place": place + 1}
        told |= {f"form-{place}-headline": item.headline, f"form-{place}-words": item.words}
    return told | more


def test_an_editor_makes_orders_and_words_a_digest_and_a_chief_schedules_it_by_the_editions_clock(desk):
    one, two = (making.story(title, desk) for title in ("الأول", "الثاني"))
    editor, chief = member(EDITORS), member(CHIEFS, "ليلى")
    letter = made(editor)
    assert list(letter.items.values_list("story", flat=True)) == [two.pk, one.pk]

    told = form_of(letter, **{"form-0-place": 2, "form-1-place": 1, "form-1-headline": "الأول بكلماتنا"})
    editor.post(url("letter", letter.pk), {**told, "subject": "صباح دلوان"})
    page = editor.get(url("letter", letter.pk)).content.decode()

    letter.refresh_from_db()
    assert letter.subject == "صباح دلوان"
    assert [(each.story, each.headline) for each in letter.items.all()] == [(one.pk, "الأول بكلماتنا"), (two.pk, "")]
    assert "Asia/Beirut" not in page  # only who may send is asked when
    chief.post(url("schedule", letter.pk), {"day": "2030-07-01", "at": "07:00"})
    letter.refresh_from_db()
    assert letter.state == Letter.State.SCHEDULED
    assert letter.scheduled_at == datetime(2030, 7, 1, 4, tzinfo=UTC)
    assert "07:00" in chief.get(url("letter", letter.pk)).content.decode()


def test_the_last_story_cannot_be_left_out_and_a_story_can_be_added(desk):
    one = making.story("الأول", desk)
    editor = member(EDITORS)
    letter = made(editor)
    other = making.story("الثاني", desk)

    editor.post(url("letter", letter.pk), form_of(letter, **{"form-0-dropped": "on"}))
    assert list(letter.items.values_list("story", flat=True)) == [one.pk]
    editor.post(url("letter", letter.pk), form_of(letter, added=other.pk))
    assert list(letter.items.values_list("story", flat=True)) == [one.pk, other.pk]


def test_there_is_no_digest_of_nothing(desk):
    editor = member(EDITORS)
    answer = editor.post(url("make"), {"list": "digest:ar"}, follow=True)
    assert not Letter.objects.exists()
    assert "لا جديد لهذه الرسالة" in answer.content.decode()
    assert editor.post(url("make"), {"list": "digest:xx"}).status_code == 404


@pytest.mark.parametrize(("role", "makes", "sends"), [(WRITERS, 0, 0), (EDITORS, 1, 0), (CHIEFS, 1, 1)])
def test_roles(desk, role, makes, sends):
    making.story("خبر", desk)
    letter = made(member(CHIEFS))
    someone = member(role, "ليلى")
    assert someone.get(url("index")).status_code == 200
    assert someone.get(url("letter", letter.pk)).status_code == 200
    someone.post(url("letter", letter.pk), form_of(letter, subject="غيره"))
    someone.post(url("act", letter.pk, "drop"), {"reason": "لا حاجة"})
    letter.refresh_from_db()
    assert (letter.subject == "غيره") == bool(makes)
    assert (letter.state == Letter.State.DROPPED) == bool(sends)


def test_a_letter_is_dropped_with_a_reason_alone(desk):
    making.story("خبر", desk)
    chief = member(CHIEFS)
    letter = made(chief)
    chief.post(url("act", letter.pk, "drop"))
    letter.refresh_from_db()
    assert letter.state == Letter.State.DRAFT
    chief.post(url("act", letter.pk, "drop"), {"reason": "سبقنا الوقت"})
    assert "سبقنا الوقت" in chief.get(url("letter", letter.pk)).content.decode()


def test_an_editor_previews_it_and_sends_it_to_herself(desk, settings, django_user_model):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    making.story("خبر من الوادي", desk)
    editor = member(EDITORS)
    django_user_model.objects.filter(pk=editor.session["_auth_user_id"]).update(email="salma@dalwan.example")
    letter = made(editor)

    html = editor.get(url("preview", letter.pk, "html"))
    text = editor.get(url("preview", letter.pk, "text"))
    editor.post(url("test", letter.pk))

    assert "خبر من الوادي" in html.content.decode()
    assert "sandbox" in html["Content-Security-Policy"]
    assert "خبر من الوادي" in text.content.decode()
    (sent,) = mail.outbox
    assert sent.to == ["salma@dalwan.example"]
    assert sent.subject.startswith("تجربة: خبر من الوادي")
    assert "musnad-" not in sent.body


def test_plans_are_saved_and_followed_once_a_day(desk, time_machine_at):
    chief = member(CHIEFS)
    page = chief.get(url("plans"))
    told = {}
    for _, form in (*page.context["plans"], *page.context["habits"]):
        for field in form:
            value = field.value()
            if value not in {None, False, ""} if not isinstance(value, list) else True:
                told[field.html_name] = value
    told |= {"digest:ar-active": "on", "digest:ar-at": "06:30", "digest:ar-weekdays": ["0", "6"], "ar-bundle": "5"}
    chief.post(url("plans"), told)
    plan = Plan.objects.get(list="digest:ar")
    assert (plan.at, plan.weekdays, plan.automatic, Habits.objects.get(pk="ar").bundle) == (time(6, 30), "06", False, 5)

    making.story("خبر", desk)
    follow(plan, datetime(2026, 11, 30, 4, 29, tzinfo=UTC))  # a Monday, 06:29 in Beirut
    assert not Letter.objects.exists()
    for _ in range(2):
        follow(plan, datetime(2026, 11, 30, 4, 31, tzinfo=UTC))
    letter = Letter.objects.get()
    assert letter.state == Letter.State.DRAFT
    follow(plan, datetime(2026, 12, 1, 4, 31, tzinfo=UTC))  # no day of the plan
    assert Letter.objects.count() == 1


@pytest.fixture
def time_machine_at():
    import time_machine

    with time_machine.travel(datetime(2026, 11, 29, 22, tzinfo=UTC), tick=True):
        yield


def test_hours_that_clocks_leave_out_or_have_twice():
    beirut = ZoneInfo("Asia/Beirut")
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)  # at midnight
    assert not exists(spring, time(0, 30), beirut)
    assert exists(spring, time(1, 0), beirut)
    assert moment(spring, time(0, 30), beirut).astimezone(beirut).time() == time(1, 30)
    first = moment(date(2026, 10, 24), time(23, 30), beirut)
    assert exists(date(2026, 10, 24), time(23, 30), beirut)
    assert first.astimezone(beirut).utcoffset().total_seconds() == 3 * 3600
    assert moment(autumn, time(6), beirut) == datetime(2026, 10, 25, 4, tzinfo=UTC)
