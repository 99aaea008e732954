"""What one edit brings and changes is printed as one lot, and still in the order in which readers may meet it."""

from dataclasses import dataclass, field

import pytest
from django.conf import settings
from tests.press.board import PICTURE, Board, change, notices, post
from tests.press.folder import AT_ONCE, files, full_print, publish

from musnad.press import locks as locks_module
from musnad.press import staleness, waking
from musnad.press.locks import of_page, press_locks
from musnad.press.models import PrintedPage
from musnad.press.publishing import LOCKS, Run, public_store

JISR, SOUQ, FRONT = "ar/jisr/index.html", "ar/souq/index.html", "ar/index.html"


@dataclass
class Watched(Board):
    """The board, and what it was asked to foresee: the pages of each lot."""

    lots: list = field(default_factory=list)

    def foresee(self, routes):
        self.lots.append([route.file for route in routes])


@pytest.fixture
def board(board):
    return Watched(board.pictures)


def pages_written(board, **how):
    """Print what is stale; return the pages in the order in which they were written."""
    written = []
    store = public_store()
    put = store.put
    store.put = lambda name, content, tags=(): (written.append(name), put(name, content, tags))
    Run(board, store, files_stay=AT_ONCE, **how).work()
    return [name for name in written if name.endswith(".html")]


def test_a_story_and_the_front_that_lists_it_are_one_lot(board):
    post("jisr", "يُفتح الجسر الجديد صباح الخميس")

    assert pages_written(board) == [JISR, FRONT]
    assert board.lots == [[JISR, FRONT]]


def test_where_they_are_many_the_stories_come_first_and_by_themselves(board, monkeypatch):
    monkeypatch.setattr("musnad.press.turns.TOGETHER", 2)
    post("jisr", "خبر الجسر")
    post("souq", "خبر السوق")

    assert pages_written(board) == [JISR, SOUQ, FRONT]
    assert board.lots == [[JISR, SOUQ], [FRONT]]


def test_a_front_that_another_press_has_in_hand_is_not_waited_for_with_the_story(board):
    post("jisr", "خبر الجسر")
    publish(board)
    change(notices().get().pk, "jisr", "خبر الجسر بعد تصحيح")
    front = of_page(PrintedPage.objects.get(path="/ar/").pk)
    board.rendered.clear()
    board.lots.clear()
    with press_locks(settings.MUSNAD_HOME / LOCKS) as others:
        assert others.take([front]) == [front]
        assert pages_written(board, stop=lambda: JISR in board.rendered) == [JISR]

    assert board.lots == [[JISR]]
    assert pages_written(board) == [FRONT]


def test_a_front_waits_for_the_picture_of_the_story_that_it_lists(board):
    post("souq", "خبر السوق")
    post("jisr", f"{PICTURE} الجسر")

    assert pages_written(board) == [SOUQ, JISR, FRONT]
    assert board.rendered.count(SOUQ) == 1


def test_a_story_that_comes_into_the_line_meanwhile_is_there_before_the_front_that_lists_it(board, monkeypatch):
    post("jisr", "خبر الجسر")
    taking = locks_module.Locks.take

    def late(self, keys, **how):
        """Just before a press takes its lot, an editor publishes and another press takes that up."""
        if any(key >= of_page(1) for key in keys):
            monkeypatch.setattr(locks_module.Locks, "take", taking)
            post("souq", "خبر السوق")
            staleness.take_up(board, set(), staleness.Wide())
        return taking(self, keys, **how)

    monkeypatch.setattr(locks_module.Locks, "take", late)
    assert pages_written(board) == [JISR, SOUQ, FRONT]
    assert board.lots == [[JISR], [SOUQ, FRONT]]


def test_a_lot_that_takes_long_ends_early_and_the_rest_follows(board, monkeypatch):
    monkeypatch.setattr("musnad.press.publishing.LONG", -1)
    post("jisr", "خبر الجسر")
    post("souq", "خبر السوق")

    assert pages_written(board) == [JISR, SOUQ, FRONT]
    assert board.lots == [[JISR, SOUQ, FRONT], [SOUQ, FRONT], [FRONT]]
    assert files() == full_print(board)


def test_an_edit_is_told_as_printed_once_its_front_is_and_not_before(board, monkeypatch):
    told = []
    printed = waking.printed
    monkeypatch.setattr(waking, "printed", lambda before: (told.append(list(board.rendered)), printed(before)))
    post("jisr", "خبر الجسر")
    waking.wake()
    publish(board)

    assert told[0] == [JISR, FRONT]
    assert waking._house.printed


def test_a_site_wide_change_gives_way_in_the_middle_of_a_lot_to_an_editor_who_asks_for_a_page(board, monkeypatch):
    monkeypatch.setattr("musnad.press.staleness.WIDE", 2)
    for number in range(8):
        post(f"n{number}", f"خبر {number}")
    publish(board)
    board.style += b"p { margin-block: 1rem }\n"
    board.rendered.clear()
    board.lots.clear()
    render = board.render
    answered = []

    def asked_meanwhile(route):
        """An editor asks while the third page is rendered, and is answered once the press gives way."""
        if len(board.rendered) == 2:
            asking = waking.answering()
            asking.__enter__()
            answered.append(asking)
        return render(route)

    def let_answer():
        if answered:
            still.append(list(board.rendered))
            answered.pop().__exit__(None, None, None)
        wait()

    still, wait = [], waking.let_answer
    monkeypatch.setattr(board, "render", asked_meanwhile)
    monkeypatch.setattr(waking, "let_answer", let_answer)
    publish(board)

    assert len(still[0]) == 3
    assert len(board.rendered) == 9
    assert files() == full_print(board)


def test_a_site_wide_change_gives_way_in_the_middle_of_a_lot_to_an_edit_in_this_process(board, monkeypatch):
    monkeypatch.setattr("musnad.press.staleness.WIDE", 2)
    pks = [post(f"n{number}", f"خبر {number}") for number in range(8)]
    publish(board)
    board.style += b"p { margin-block: 1rem }\n"
    board.rendered.clear()
    render = board.render

    def called_meanwhile(route):
        """The call of an edit comes while the third page is rendered."""
        if len(board.rendered) == 2:
            waking.wake()
        return render(route)

    def edit():
        if len(board.rendered) == 3 and not edited:
            number = next(number for number in range(8) if f"ar/n{number}/index.html" not in board.rendered)
            change(pks[number], f"n{number}", "خبر عاجل")
            edited.append(f"ar/n{number}/index.html")

    edited = []
    monkeypatch.setattr(board, "render", called_meanwhile)
    written = pages_written(board, meanwhile=edit)

    assert written[3:5] == [*edited, FRONT]
    assert len(written) == 9
    assert files() == full_print(board)
