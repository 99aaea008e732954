from datetime import timedelta

from tests.press.board import BROKEN, PICTURE, change, post
from tests.press.folder import publish

from musnad.press import desk
from musnad.press.models import PrintedPage
from musnad.press.publishing import FILES_STAY, bring_up_to_date
from musnad.press.staleness import SITE_WIDE, Wide, take_up


def test_nothing_waits_where_all_is_printed(board):
    post("jisr", "خبر الجسر")
    publish(board)
    queue = desk.queue()
    assert (queue.raised, queue.waiting, queue.behind, queue.failing, queue.oldest) == (0, 0, 0, 0, None)
    assert queue.age == timedelta(0)
    assert not desk.anything_to_do()


def test_the_age_counts_from_the_edit_though_no_worker_lives(board, time_machine):
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    bridge = post("jisr", "خبر الجسر")
    time_machine.move_to("2030-01-01T10:05:00Z", tick=False)
    change(bridge, "jisr", "خبر آخر")
    assert desk.queue().raised == 2
    assert desk.queue().age == timedelta(minutes=5)
    assert desk.anything_to_do()


def test_the_queue_counts_pages_in_line(board, time_machine):
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    post("jisr", "خبر الجسر")
    take_up(board, set(), Wide())
    PrintedPage.objects.filter(path="/ar/").update(lane=SITE_WIDE)
    time_machine.move_to("2030-01-01T10:01:00Z", tick=False)
    queue = desk.queue()
    assert (queue.raised, queue.waiting, queue.behind, queue.failing) == (0, 2, 1, 0)
    assert queue.age == timedelta(minutes=1)
    assert desk.anything_to_do()


def test_a_page_that_fails_is_on_the_desk_with_its_error(board):
    post("jisr", f"خبر {BROKEN}")
    post("maktaba", "خبر المكتبة")
    publish(board)
    (page,) = desk.failures()
    assert page.path == "/ar/jisr/"
    assert BROKEN in page.error
    queue = desk.queue()
    assert (queue.waiting, queue.failing, queue.oldest) == (0, 1, None)
    assert not desk.anything_to_do()


def test_the_last_prints_come_newest_first(board, time_machine):
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    bridge = post("jisr", "خبر الجسر")
    post("maktaba", "خبر المكتبة")
    publish(board)
    time_machine.move_to("2030-01-01T11:00:00Z", tick=False)
    change(bridge, "jisr", "خبر الجسر الجديد")
    publish(board)
    assert sorted(page.path for page in desk.last_prints(2)) == ["/ar/", "/ar/jisr/"]
    assert desk.last_prints()[2].path == "/ar/maktaba/"


def test_a_page_to_remove_and_a_file_to_remove_are_something_to_do(board, time_machine):
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    library = post("maktaba", f"خبر {PICTURE}")
    publish(board)
    PrintedPage.objects.filter(path="/ar/maktaba/").update(gone_at="2030-01-01T10:00:00Z")
    assert desk.anything_to_do()
    PrintedPage.objects.update(gone_at=None)
    change(library, "maktaba", "خبر المكتبة")
    bring_up_to_date(newsstand=board)
    assert not desk.anything_to_do()
    time_machine.shift(FILES_STAY)
    assert desk.anything_to_do()
