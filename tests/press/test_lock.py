import subprocess
import sys
import threading

from musnad.press.lock import press_lock

HOLDER = """
import fcntl, os, sys, time
descriptor = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
fcntl.flock(descriptor, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(60)
"""


def test_the_second_press_waits_for_the_first(tmp_path):
    path, order = tmp_path / "home" / "press.lock", []

    def second():
        with press_lock(path) as held:
            order.append(("second", held))

    with press_lock(path) as held:
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.2)
        order.append(("first", held))
    thread.join(5)
    assert order == [("first", True), ("second", True)]


def test_a_press_that_must_stop_waits_no_longer(tmp_path):
    path = tmp_path / "press.lock"
    with press_lock(path), press_lock(path, iter([False, False, True]).__next__) as held:
        assert held is False
    with press_lock(path) as held:
        assert held is True


def test_a_killed_press_lets_go(tmp_path):
    path = tmp_path / "press.lock"
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE)
    assert holder.stdout.readline() == b"held\n"
    with press_lock(path, iter([False, True]).__next__) as held:
        assert held is False
    holder.kill()
    holder.communicate()
    with press_lock(path) as held:
        assert held is True
