"""The newsroom's page about the press, in Chromium: it renews itself, disturbs nobody, and is usable by all."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import expect
from tests.newsstand.browser.accessible import faults

from musnad.newsroom.founding import CHIEFS
from musnad.press.models import Counter, PrintedPage
from musnad.press.powers import found_roles
from musnad.press.presence import Presence

pytestmark = pytest.mark.browser


@pytest.fixture
def press(desk):
    """A press with something of each kind on its page."""
    found_roles()
    Presence().show()
    Counter.objects.update(settled=F("value"))  # as after a run of the press
    now = timezone.now()
    kept = {"kind": "story", "owner": "story:0", "key": [0], "rank": 3}
    PrintedPage.objects.create(
        path="/ar/جسر/", file="ar/جسر/index.html", failures=3, due_at=now, retry_at=now + timedelta(hours=1),
        error="UndefinedError: 'headlin' is undefined\n" * 30, **kept,
    )  # fmt: skip
    PrintedPage.objects.create(path="/ar/نهر/", file="ar/نهر/index.html", due_at=now, **kept)
    PrintedPage.objects.create(path="/ar/بحر/", file="ar/بحر/index.html", printed_at=now, **kept)


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(press, newsroom, width, scheme):
    page = newsroom("press/", CHIEFS)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    assert faults(page, ".press") == ""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_failed_page_is_tried_again_by_keyboard(press, newsroom):
    page = newsroom("press/", CHIEFS)
    page.get_by_role("button", name="إعادة المحاولة الآن /ar/جسر/").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("تُعاد الآن محاولة طباعة صفحة واحدة")).to_be_visible()
    assert PrintedPage.objects.get(path="/ar/جسر/").retry_at is None


def test_what_changes_is_shown_and_said_without_loading_the_page(press, newsroom):
    page = newsroom("press/", CHIEFS)
    expect(page.locator("[data-press-state]")).to_contain_text("صفحة واحدة تتعذّر طباعتها")
    PrintedPage.objects.all().delete()
    expect(page.locator("[data-press-state]")).to_contain_text("كل شيء مطبوع", timeout=12_000)
    expect(page.locator("[data-press-said]")).to_contain_text("كل شيء مطبوع")


def test_whoever_is_in_there_is_not_disturbed(press, newsroom):
    page = newsroom("press/", CHIEFS)
    button = page.get_by_role("button", name="إعادة المحاولة للجميع الآن")
    button.focus()
    PrintedPage.objects.all().delete()
    page.wait_for_timeout(6_000)
    expect(button).to_be_focused()
