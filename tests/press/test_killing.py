"""The press killed at any moment, by a real SIGKILL of a real process, and started again."""

import shutil

import pytest
from django.conf import settings
from django.db import connections
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.databases import copy_database
from tests.press.board import BROKEN, PICTURE, STYLE, change, notices, post, withdraw
from tests.press.folder import files, forget_all, full_print, publish
from tests.press.killing import check_the_folder, check_whole, publish_and_die

STRIDE = 5


def first_edits():
    bridge = post("jisr", "يُفتح الجسر الجديد صباح الخميس")
    post("maktaba", f"{PICTURE} من افتتاح المكتبة")
    return bridge


def second_edits(board, bridge):
    """Something of each kind: a new page, a changed one, a moved one, one that goes, a new style."""
    change(bridge, "aljisr", f"{PICTURE} من فتح الجسر")
    post("souq", "يعود السوق إلى مكانه")
    withdraw(bridge + 1)
    board.style = STYLE + b"p { margin-block: 1rem }\n"


@pytest.mark.long
def test_a_press_killed_at_any_step_catches_up(board, database, home, tmp_path):
    bridge = first_edits()
    publish(board)
    second_edits(board, bridge)
    steps = kill_at_every_step(board, database, tmp_path, afterwards=lambda: None)
    assert steps > 100


def test_an_edit_taken_back_after_a_kill_leaves_the_page_of_before(board, database, home, tmp_path):
    """What was written before the kill is not what the last record says."""
    bridge = first_edits()
    publish(board)
    change(bridge, "jisr", "تأجّل فتح الجسر")
    steps = kill_at_every_step(
        board, database, tmp_path, afterwards=lambda: change(bridge, "jisr", "يُفتح الجسر الجديد صباح الخميس")
    )
    assert steps > 50


def kill_at_every_step(board, database, tmp_path, *, afterwards):
    """From the same state, publish and die at every `STRIDE`th step, publish again and compare with a full print.

    Returns the last step that a kill came at.
    """
    connections.close_all()
    copy_database(database, tmp_path / "before.sqlite3")
    before = files()
    last = 0
    for moment in range(0, 10_000, STRIDE):
        connections.close_all()
        copy_database(tmp_path / "before.sqlite3", database)
        put_back(before, settings.MUSNAD_HOME / f"public-{moment}")
        killed = publish_and_die(board, moment)
        check_the_folder()
        afterwards()
        publish(board)
        result = files()
        assert result == full_print(board)
        if not killed:
            break
        last = moment
    return last


def put_back(found, public):
    settings.MUSNAD_PUBLIC = public
    for name, body in found.items():
        path = public / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


EDIT = st.one_of(
    st.tuples(st.just("post"), st.integers(0, 5), st.sampled_from(["خبر", PICTURE, BROKEN, f"{PICTURE} ثانية"])),
    st.tuples(st.just("change"), st.integers(0, 5), st.sampled_from(["خبر", PICTURE, "تصحيح", BROKEN])),
    st.tuples(st.just("withdraw"), st.integers(0, 5), st.just("")),
    st.tuples(st.just("style"), st.integers(0, 2), st.just("")),
    st.tuples(st.just("publish"), st.integers(0, 0), st.just("")),
    st.tuples(st.just("kill"), st.integers(0, 150), st.just("")),
    st.tuples(st.just("kill everything"), st.integers(0, 150), st.just("")),
)


def do(board, posted, kind, number, text):
    slug = f"n{number}"
    if kind == "post" and slug not in posted:
        posted[slug] = post(slug, f"{text} {number}")
    elif kind == "change" and slug in posted:
        change(posted[slug], slug, f"{text} {number}")
    elif kind == "withdraw" and slug in posted:
        withdraw(posted.pop(slug))
    elif kind == "style":
        board.style = STYLE + b"p { margin-block: 1rem }\n" * number
    elif kind == "publish":
        publish(board)
    elif kind.startswith("kill"):
        publish_and_die(board, number, everything=kind == "kill everything")
        # Links may lead nowhere: a page that cannot be rendered holds up none that links to it.
        check_whole(files())


@pytest.mark.long
@given(edits=st.lists(EDIT, max_size=12))
@hypothesis_settings(max_examples=140, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_edits_and_kills_end_in_the_folder_of_a_full_print(board, edits):
    start_over(board)
    posted = {}
    for kind, number, text in edits:
        do(board, posted, kind, number, text)
    publish(board)
    for slug, pk in posted.items():
        # A broken page keeps its last good print, which a full print does not have: mend it.
        change(pk, slug, f"نهاية {slug}")
    publish(board)
    result = files()
    assert result == full_print(board)


def start_over(board):
    shutil.rmtree(settings.MUSNAD_HOME, ignore_errors=True)
    notices().delete()
    forget_all()
    board.style = STYLE
    board.rendered.clear()
