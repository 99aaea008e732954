import threading

from musnad.press.telling import Teller


def test_who_stumbles_tells_in_the_next_turn(db, caplog):
    told, said = [], threading.Event()

    def tell(_):
        told.append(len(told))
        if len(told) == 1:
            raise OSError("no route")
        said.set()

    teller = Teller("caller", tell, threading.Event(), lambda: 0.01)
    teller.start()
    assert said.wait(20)
    assert teller.stop(20)
    assert "The caller stumbled" in caplog.text
