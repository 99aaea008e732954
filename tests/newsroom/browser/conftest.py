"""The newsroom served to Chromium, and people of every role who are logged in."""

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from tests import making
from tests.newsstand.browser.conftest import chromium, open_page

__all__ = ["chromium", "open_page"]


@pytest.fixture(scope="module", autouse=True)
def _database_beside_playwright():
    """Playwright's loop runs in the tests' thread, and Django would refuse it the database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture
def desk(transactional_db, live_server):
    """Sections in both editions, by language."""
    making.newsroom()
    return {"ar": making.section("سياسة"), "en": making.section("Politics", "en")}


@pytest.fixture
def newsroom(desk, live_server, open_page):
    """Return a function that opens a path of the newsroom as somebody of `role`."""

    def opened(path, role):
        user, _ = get_user_model().objects.get_or_create(username=role)
        user.groups.add(Group.objects.get(name=role))
        client = Client()
        client.force_login(user)
        page = open_page(width=1400, height=1000, locale="ar")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page.goto(f"{live_server.url}/newsroom/{path}")
        page.wait_for_load_state("networkidle")
        return page

    return opened
