import pytest
from django.utils import timezone

from musnad.press.mirror.frozen import vouched
from musnad.press.models import PrintedFile, PrintedPage

PAGES = ["ar/سدّ-الوادي/index.html", "ar/سدّ/index.html", "ar/سد/index.html", "ar/Z/index.html", "ar/a/index.html"]
FILES = ["assets/site.0a1b.css", "media/b.webp", "ar/feed.xml", "ar-x", "ar.x"]


@pytest.fixture
def rows(either_database):
    for number, name in enumerate(PAGES):
        fields = {"path": f"/{name}", "kind": "story", "owner": f"story:{number}", "key": [number], "rank": 3}
        PrintedPage.objects.create(file=name, digest="0" * 64 if number else "", **fields)
    for number, name in enumerate(FILES):
        PrintedFile.objects.create(name=name, stored=bool(number))


def test_files_come_in_the_order_of_their_bytes_on_either_database(rows):
    assert [each.name for each in vouched()] == sorted([*PAGES, *FILES], key=str.encode)


def test_it_is_told_which_are_sure_to_be_there(rows):
    assert {each.name for each in vouched() if not each.sure} == {PAGES[0], FILES[0]}


def test_what_is_given_up_or_used_by_nobody_is_no_part_of_the_site(rows):
    PrintedPage.objects.filter(file=PAGES[1]).update(gone_at=timezone.now())
    PrintedFile.objects.filter(name=FILES[1]).update(unused_at=timezone.now())
    assert {each.name for each in vouched()} == {*PAGES, *FILES} - {PAGES[1], FILES[1]}
