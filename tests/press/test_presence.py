from tests.press.board import post

from musnad.press.models import PressState
from musnad.press.presence import ALIVE, EACH, FORGOTTEN, Presence, workers
from musnad.press.worker import Worker


def test_a_worker_is_seen_while_it_gives_signs_and_not_after_it_left(database):
    one = Presence()
    one.show()
    (seen,) = workers()
    assert seen.alive
    assert seen.trouble == ""
    one.leave()
    assert workers() == []


def test_signs_are_given_now_and_then_and_not_at_each_turn(database, time_machine):
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    one = Presence()
    one.show()
    time_machine.shift(EACH / 2)
    one.show()
    first = workers()[0].at
    time_machine.shift(EACH)
    one.show()
    assert workers()[0].at - first == EACH * 1.5


def test_one_that_gives_no_sign_any_more_is_taken_for_dead_and_forgotten_later(database, time_machine):
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    Presence().show()
    time_machine.shift(ALIVE)
    assert not workers()[0].alive
    other = Presence()
    other.show()
    other.leave()
    assert len(workers()) == 1
    time_machine.shift(FORGOTTEN)
    other.leave()
    assert not PressState.objects.filter(name__startswith="worker:").exists()


def test_what_keeps_a_worker_from_its_work_is_told_at_once_and_taken_back(board, home):
    post("jisr", "خبر الجسر")
    worker = Worker(board)
    home.mkdir(parents=True, exist_ok=True)
    (home / "public").write_text("a file in its place")
    worker._turn()
    assert str(home / "public") in workers()[0].trouble
    (home / "public").unlink()
    worker._turn()
    assert workers()[0].trouble == ""
    assert (home / "public/ar/jisr/index.html").exists()


def test_a_worker_that_is_stopped_leaves(board):
    worker = Worker(board)
    worker.start()
    while not workers():
        pass
    assert worker.stop(10)
    assert workers() == []
