from tests.press.board import BROKEN, change, post
from tests.press.folder import files, publish

from musnad.press import desk
from musnad.press.asking import ask_for_everything, everything_asked, everything_done, try_again
from musnad.press.models import PrintedPage
from musnad.press.waking import wait
from musnad.press.worker import Worker


def broken(*slugs):
    return [post(slug, f"خبر {BROKEN}") for slug in slugs]


def test_failed_pages_are_in_line_again_at_once_and_the_worker_is_woken(board):
    broken("jisr", "nahr")
    publish(board)
    assert not desk.anything_to_do()
    wait(0)
    assert try_again() == 2
    assert wait(0)
    assert desk.anything_to_do()
    assert desk.queue().failing == 2


def test_one_page_alone_is_tried_again(board):
    broken("jisr", "nahr")
    publish(board)
    page = PrintedPage.objects.get(path="/ar/jisr/")
    assert try_again(page.pk) == 1
    assert [each.path for each in desk.failures() if each.retry_at is None] == ["/ar/jisr/"]


def test_a_page_that_is_right_is_not_printed_again(board):
    post("jisr", "خبر الجسر")
    publish(board)
    assert try_again(PrintedPage.objects.get(path="/ar/jisr/").pk) == 0
    assert not desk.anything_to_do()


def test_what_was_mended_is_off_the_desk_after_it(board):
    (bridge,) = broken("jisr")
    publish(board)
    change(bridge, "jisr", "خبر الجسر")
    try_again()
    publish(board)
    assert desk.queue().failing == 0


def test_a_wish_to_compare_everything_stays_until_it_is_done(board):
    assert everything_asked() == ""
    ask_for_everything()
    first = everything_asked()
    ask_for_everything()
    second = everything_asked()
    everything_done(first)
    assert everything_asked() == second != first
    everything_done(second)
    assert everything_asked() == ""


def test_a_worker_does_what_was_wished(board, home):
    post("jisr", "خبر الجسر")
    publish(board)
    page = home / "public/ar/jisr/index.html"
    good = files()
    page.write_text("خبر مدسوس")
    (home / "public/stray.html").touch()
    worker = Worker(board)
    worker._turn()
    assert page.read_text() == "خبر مدسوس"
    ask_for_everything()
    worker._turn()
    assert files() == good
    assert everything_asked() == ""
