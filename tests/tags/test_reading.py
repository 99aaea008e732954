"""What is read while a page is rendered is noted, and for that page alone."""

import threading

from musnad import tags


def test_tags_read_inside_a_recording_are_noted_once():
    with tags.recording() as noted:
        tags.read(tags.story(12))
        tags.read(tags.story(12), tags.edition("ar"))
    assert noted == {"story:12", "edition:ar"}


def test_reading_outside_a_recording_leaves_no_trace():
    tags.read(tags.story(1))
    with tags.recording() as noted:
        pass
    assert noted == set()


def test_an_inner_recording_keeps_its_tags_to_itself():
    with tags.recording() as outer:
        tags.read(tags.story(1))
        with tags.recording() as inner:
            tags.read(tags.story(2))
        tags.read(tags.story(3))
    assert outer == {"story:1", "story:3"}
    assert inner == {"story:2"}


def test_another_thread_reads_for_itself():
    def elsewhere():
        tags.read(tags.story(9))

    with tags.recording() as noted:
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
    assert noted == set()
