"""How much is printed before `musnad serve` answers."""

import pytest
from tests import making

from musnad.cli.publishing import print_site
from musnad.cli.serve import anything_printed
from musnad.press.models import PrintedPage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story():
    making.newsroom()
    return making.story("افتتاح الجسر", making.section("سياسة"))


def test_a_server_prints_for_a_while_before_it_answers_and_leaves_the_rest_to_the_press_beside_it(story, settings):
    page = settings.MUSNAD_PUBLIC / story.url_path.lstrip("/") / "index.html"
    assert print_site(seconds=-1).printed == 0
    assert not page.exists()
    assert not anything_printed()

    assert print_site(seconds=120).printed > 1
    assert page.exists()
    assert anything_printed()
    assert not PrintedPage.objects.filter(due_at__isnull=False).exists()
