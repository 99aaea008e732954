"""Pages, owners and folders that fail: the others go on, and what failed is printed once it can be."""

import logging

import pytest
from django.contrib.auth.models import Group
from tests.press.board import BROKEN, PICTURE, change, notice_tag, post, withdraw
from tests.press.folder import files, full_print, printed, publish

from musnad.press.errors import NotAllFound, StoreError, StoreFull
from musnad.press.models import PrintedPage
from musnad.press.publishing import Run, public_store
from musnad.press.store import FolderStore


def test_a_page_that_cannot_be_rendered_keeps_its_last_good_print(board, caplog, time_machine):
    bridge = post("jisr", "يُفتح الجسر الجديد صباح الخميس")
    publish(board)
    good = files()["ar/jisr/index.html"]
    change(bridge, "jisr", f"خبر {BROKEN}")
    report = publish(board)
    assert (report.printed, report.failed, report.unchanged) == (1, 1, 0)
    assert files()["ar/jisr/index.html"] == good
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "/ar/jisr/" in record.getMessage()
    assert BROKEN in str(record.exc_info[1])
    page = PrintedPage.objects.get(path="/ar/jisr/")
    assert (page.failures, BROKEN in page.error) == (1, True)


def test_a_failed_page_is_tried_again_later_each_time(board, time_machine):
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    post("jisr", f"خبر {BROKEN}")
    waits = []
    for _ in range(10):
        publish(board)
        board.rendered.clear()
        publish(board)
        assert board.rendered == []
        page = PrintedPage.objects.get(path="/ar/jisr/")
        waits.append((page.retry_at - page.due_at).total_seconds())
        PrintedPage.objects.update(due_at=page.retry_at)
        time_machine.move_to(page.retry_at, tick=False)
    assert waits == [5, 10, 20, 40, 80, 160, 320, 600, 600, 600]


def test_an_edit_that_mends_a_failed_page_has_it_printed_at_once(board):
    bridge = post("jisr", f"خبر {BROKEN}")
    assert publish(board).failed == 1
    change(bridge, "jisr", "خبر صحيح")
    report = publish(board)
    assert (report.printed, report.failed) == (2, 0)
    page = PrintedPage.objects.get(path="/ar/jisr/")
    assert (page.failures, page.error, page.retry_at, page.due_at) == (0, "", None, None)


def test_a_full_run_tries_failed_pages_at_once(board):
    bridge = post("jisr", f"خبر {BROKEN}")
    publish(board)
    Group.objects.filter(pk=bridge).update(name="jisr|خبر صحيح")
    assert publish(board).failed == 1
    assert publish(board, everything=True).failed == 0


def test_what_a_page_needs_is_prepared_and_then_it_is_printed(board):
    post("maktaba", f"{PICTURE} من افتتاح المكتبة")
    assert publish(board).failed == 0
    (name,) = [name for name in files() if name.startswith("media/")]
    assert f"/{name}".encode() in files()["ar/maktaba/index.html"]


def test_a_page_whose_needs_cannot_be_met_fails_alone(board):
    post("maktaba", f"{PICTURE} ضاعت!")
    post("jisr", "يُفتح الجسر الجديد صباح الخميس")
    report = publish(board)
    assert (report.printed, report.failed) == (2, 1)
    assert "no such picture" in PrintedPage.objects.get(path="/ar/maktaba/").error


def test_a_page_that_is_never_ready_fails(board, monkeypatch):
    post("maktaba", f"{PICTURE} من افتتاح المكتبة")
    monkeypatch.setattr("tests.press.board.PictureWanted.prepare", lambda self: None)
    assert publish(board).failed == 1
    assert "still asks for more" in PrintedPage.objects.get(path="/ar/maktaba/").error


def test_a_page_whose_picture_is_lost_between_rendering_and_copying_fails_alone(board):
    post("maktaba", f"{PICTURE} من افتتاح المكتبة")
    publish(board)
    (picture,) = board.pictures.iterdir()
    render = board.render

    def losing(route):
        result = render(route)
        picture.unlink(missing_ok=True)
        return result

    board.render = losing
    report = publish(board, everything=True)
    assert report.failed == 1
    assert "SourceLost" in PrintedPage.objects.get(path="/ar/maktaba/").error


def test_a_page_that_fails_is_tried_anew_after_a_site_wide_change(board, monkeypatch):
    monkeypatch.setattr("musnad.press.staleness.WIDE", 0)
    bridge = post("jisr", f"خبر {BROKEN}")
    publish(board)
    Group.objects.filter(pk=bridge).update(name="jisr|خبر صحيح")
    board.style += b"p { margin-block: 1rem }\n"
    assert publish(board).failed == 0


def test_an_owner_that_cannot_tell_its_addresses_holds_up_no_other(board, caplog):
    bridge = post("jisr", "خبر الجسر")
    routes = board.routes

    def failing(owner):
        if owner == notice_tag(bridge):
            raise LookupError("no section")
        return routes(owner)

    board.routes = failing
    post("maktaba", "افتُتحت المكتبة")
    for _ in range(2):
        with pytest.raises(NotAllFound, match=notice_tag(bridge)):
            publish(board)
    assert "no section" in caplog.text
    assert {name for name in files() if name.endswith(".html")} == {"ar/index.html", "ar/maktaba/index.html"}
    board.routes = routes
    assert printed(board) == ["/ar/jisr/"]


def test_an_unwritable_folder_ends_the_run_and_loses_nothing(board, home):
    post("jisr", "خبر الجسر")
    home.mkdir()
    (home / "public").write_text("a file in its place")
    with pytest.raises(StoreError):
        publish(board)
    (home / "public").unlink()
    assert publish(board).printed == 2


def test_a_disk_that_is_full_half_way_ends_the_run_and_loses_nothing(board):
    for number in range(3):
        post(f"n{number}", f"خبر {number}")

    class Filling(FolderStore):
        def put(self, name, content, tags=()):
            if name == "ar/n1/index.html":
                raise StoreFull(self.root)
            super().put(name, content)

    full = public_store()
    with pytest.raises(StoreFull):
        Run(board, Filling(full.root, full.scratch)).work()
    assert "ar/n0/index.html" in files()
    assert publish(board).failed == 0
    assert files() == full_print(board)


def test_a_page_with_a_name_that_cannot_be_fails_alone_and_can_go(board):
    bad = post("x" * 120 + "/" + "خ" * 20, "خبر")
    Group.objects.filter(pk=bad).update(name="../out|خبر")
    post("jisr", "خبر الجسر")
    report = publish(board)
    assert (report.printed, report.failed) == (2, 1)
    assert "BadName" in PrintedPage.objects.get(owner=notice_tag(bad)).error
    withdraw(bad)
    report = publish(board)
    assert (report.failed, report.removed) == (0, 0)
    assert files() == full_print(board)


def test_pages_are_printed_although_what_they_share_cannot_be_read_at_once(board, caplog):
    def foresee(routes):
        raise ValueError(f"{len(routes)} pages share nothing")

    board.foresee = foresee
    post("jisr", "خبر الجسر")

    assert printed(board) == ["/ar/", "/ar/jisr/"]
    assert "cannot be read at once" in caplog.text
