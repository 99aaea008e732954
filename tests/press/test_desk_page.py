"""The newsroom's page about the press: who sees it, what it says first, what can be asked there."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from tests import making
from tests.newsroom.claims.test_panel import member

from musnad.newsroom.founding import ADMINISTRATORS, CHIEFS, EDITORS, WRITERS
from musnad.press.asking import everything_asked
from musnad.press.models import Counter, PrintedPage, Purge
from musnad.press.powers import found_roles, permissions
from musnad.press.presence import Presence
from musnad.press.staleness import SITE_WIDE

ERROR = "UndefinedError: 'headlin' is undefined"


@pytest.fixture
def newsroom(db):
    edition = making.newsroom()
    found_roles()
    Counter.objects.update(settled=F("value"))  # as after a run of the press
    return edition


@pytest.fixture
def chief(newsroom):
    return member(CHIEFS)


def page(slug, **fields):
    kept = {"kind": "story", "owner": "story:0", "key": [0], "rank": 3, "file": f"ar/{slug}/index.html"}
    return PrintedPage.objects.create(**({"path": f"/ar/{slug}/"} | kept | fields))


def failed(slug, **fields):
    later = timezone.now() + timedelta(minutes=5)
    kept = {"failures": 2, "error": ERROR, "due_at": timezone.now(), "retry_at": later}
    return page(slug, **(kept | fields))


def shown(client, **asked):
    return client.get(reverse("musnad_press:desk"), asked)


def text(client, **asked):
    return shown(client, **asked).content.decode()


def state(client):
    return shown(client).context["state"]


def test_an_empty_press_says_that_nothing_waits(chief):
    Presence().show()
    html = text(chief)
    assert state(chief) == "done"
    assert "كل شيء مطبوع" in html
    assert "لا شيء ينتظر" in html
    assert "لم يُطبع شيء بعد" in html


@pytest.mark.parametrize("role", [WRITERS, EDITORS, CHIEFS, ADMINISTRATORS])
def test_everyone_in_the_newsroom_sees_it_and_chiefs_alone_may_ask(newsroom, role):
    failed("jisr")
    client = member(role)
    html = text(client)
    assert ERROR.replace("'", "&#x27;") in html
    may = role in (CHIEFS, ADMINISTRATORS)
    assert ("إعادة المحاولة الآن" in html) is may
    for act in ("try_again", "everything"):
        response = client.post(reverse(f"musnad_press:{act}"))
        assert response.status_code == 302
        assert (response.url == reverse("musnad_press:desk")) is may
    assert bool(everything_asked()) is may


def test_it_is_in_the_menu_of_those_who_may_see_it(newsroom):
    client = member(WRITERS)
    home = reverse("wagtailadmin_home")
    address = reverse("musnad_press:desk")
    assert address in client.get(home).content.decode()
    Permission.objects.get(codename="view_printedpage").group_set.clear()
    client = member(WRITERS, "سليم")
    assert address not in client.get(home).content.decode()
    assert shown(client).url == home


def test_roles_that_somebody_changed_are_left_as_they_are(newsroom):
    permission = Permission.objects.get(codename="view_printedpage")
    permission.group_set.set(permission.group_set.filter(name=CHIEFS))
    found_roles()
    assert [group.name for group in permission.group_set.all()] == [CHIEFS]


def test_a_press_that_does_not_run_is_said_first(chief, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    assert state(chief) == "asleep"
    one = Presence()
    one.show()
    failed("jisr")
    assert state(chief) == "failing"
    one.show(trouble="القرص ممتلئ")
    assert state(chief) == "trouble"
    assert "القرص ممتلئ" in text(chief)
    time_machine.shift(timedelta(hours=1))
    assert state(chief) == "asleep"
    assert "لا أثر له منذ" in text(chief)


def test_what_waits_is_counted_and_how_long(chief, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    Presence().show()
    page("jisr", due_at=timezone.now() - timedelta(minutes=7))
    page("nahr", due_at=timezone.now(), lane=SITE_WIDE)
    html = text(chief)
    assert state(chief) == "busy"
    assert shown(chief).context["queue"].behind == 1
    assert "7\xa0دقائق" in html
    assert "تغيير شمل الموقع" in html


def test_a_story_has_its_headline_and_its_address(chief):
    story = making.story("هجوم على نقطة تفتيش", making.section())
    failed("jisr", owner=f"story:{story.pk}")
    html = text(chief)
    assert "هجوم على نقطة تفتيش" in html
    assert "/ar/jisr/" in html


def test_many_failures_are_shown_in_part_and_counted(chief):
    for number in range(33):
        failed(f"nahr-{number}")
    html = text(chief)
    assert html.count('class="press__error"') == 30
    assert "و3 صفحات أخرى" in html


def test_an_error_cannot_bring_markup_with_it(chief):
    failed("jisr", error="<script>alert(1)</script>", path="/ar/<b>/")
    html = text(chief)
    assert "<script>alert(1)" not in html
    assert "<b>" not in html


def test_a_failed_page_is_tried_again_at_once(chief):
    one, other = failed("jisr"), failed("nahr")
    response = chief.post(reverse("musnad_press:try_again"), {"page": one.pk}, follow=True)
    assert "تُعاد الآن محاولة طباعة صفحة واحدة" in response.content.decode()
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.retry_at is None, other.retry_at is None) == (True, False)
    chief.post(reverse("musnad_press:try_again"))
    other.refresh_from_db()
    assert other.retry_at is None


@pytest.mark.parametrize("number", ["x", "-1", "9" * 30, "٣" * 20])
def test_a_number_that_is_none_is_refused(chief, number):
    one = failed("jisr")
    chief.post(reverse("musnad_press:try_again"), {"page": number})
    one.refresh_from_db()
    assert one.retry_at is not None


def test_everything_can_be_asked_for_and_is_said_until_it_is_done(chief):
    chief.post(reverse("musnad_press:everything"))
    assert everything_asked()
    assert "المقابلة الشاملة جارية" in text(chief)


def test_looking_asks_for_nothing(chief):
    for act in ("try_again", "everything"):
        assert chief.get(reverse(f"musnad_press:{act}")).status_code == 405


def test_the_part_that_changes_is_asked_for_alone_and_kept_nowhere(chief):
    response = shown(chief, part="")
    html = response.content.decode()
    assert "<html" not in html
    assert "data-press-state" in html
    assert "no-store" in response["Cache-Control"]


def test_it_asks_the_database_no_more_however_many_pages_there_are(chief, django_assert_max_num_queries):
    for number in range(40):
        failed(f"nahr-{number}", owner=f"story:{number}")
        page(f"bahr-{number}", due_at=timezone.now(), printed_at=timezone.now(), owner=f"story:{number}")
    with django_assert_max_num_queries(25):
        shown(chief, part="")


def test_what_a_cache_has_not_taken_yet_is_shown_with_its_cause(chief, settings):
    assert "شبكات التوصيل" not in text(chief)
    settings.PUBLIC_CDN = [{"kind": "fastly", "service": "S", "token": "t"}]
    assert "لم تبقَ في أيّ منها نسخة أقدم" in text(chief)
    Purge.objects.create(cache="fastly S", file="ar/index.html", path="/ar/", keys=[], failures=1, error="status 503")
    shown_now = text(chief, part="now")
    assert "fastly S" in shown_now
    assert "نُسخ قديمة لم تُمحَ منها بعد: 1" in shown_now
    assert "status 503" in shown_now


def test_what_the_press_may_be_asked_for_can_be_given_to_other_groups(newsroom, client):
    client.force_login(User.objects.create_superuser("chief", password="x"))
    given = client.get(reverse("wagtailusers_groups:add")).content.decode()
    for permission in permissions():
        assert f'value="{permission.pk}"' in given
