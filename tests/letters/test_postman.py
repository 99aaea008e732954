"""The thread that mails."""

import threading

from musnad.letters.postman import Postman, wake

PATIENCE = 10


def test_the_postman_works_at_once_when_woken_and_ends_when_told():
    rounds = threading.Semaphore(0)
    one = Postman([lambda stopping: rounds.release()])
    one.start()
    try:
        assert rounds.acquire(timeout=PATIENCE)
        wake()
        assert rounds.acquire(timeout=1.5)
    finally:
        assert one.stop(PATIENCE)


def test_a_failure_is_logged_and_does_not_end_the_postman(caplog):
    rounds = threading.Semaphore(0)

    def failing(stopping):
        rounds.release()
        raise OSError("the database went away")

    one = Postman([failing])
    one.start()
    try:
        assert rounds.acquire(timeout=PATIENCE)
        wake()
        assert rounds.acquire(timeout=PATIENCE)
    finally:
        assert one.stop(PATIENCE)
    assert "The postman stumbled" in caplog.text


def test_a_postman_that_never_began_has_ended():
    assert Postman([]).stop(0.1)
