from musnad.press import waking


def test_a_call_before_the_waiting_counts_once():
    waking.wake()
    waking.wake()
    assert waking.wait(5)
    assert not waking.wait(0)
