"""A printed site with its forms, as `musnad serve` serves both, and the mail server that it writes through."""

import pytest
from django.core.wsgi import get_wsgi_application
from tests import making
from tests.cli.serving.running import running
from tests.newsroom.browser.conftest import _database_beside_playwright, chromium, open_page

from musnad.letters.notices import send_due
from musnad.letters.postman import Postman
from musnad.press.publishing import bring_up_to_date

__all__ = ["_database_beside_playwright", "chromium", "open_page"]


@pytest.fixture
def site(transactional_db, tmp_path, settings, smtp):
    """The address of a site with one topic, whose page is at /ar/topic/…"""
    settings.MUSNAD_HOME, settings.MUSNAD_PUBLIC = tmp_path, tmp_path / "public"
    settings.MUSNAD_PUBLIC.mkdir()
    making.newsroom()
    making.story("خبر من دلوان", making.section("سياسة"), topics=[making.topic("ضربة الخزامى")])
    with running(settings.MUSNAD_PUBLIC, get_wsgi_application()) as server:
        settings.MUSNAD_SITE_URL = f"http://127.0.0.1:{server.port}"
        assert bring_up_to_date().failed == 0
        postman = Postman([send_due])
        postman.start()
        yield settings.MUSNAD_SITE_URL
        assert postman.stop(20)
