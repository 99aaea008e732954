"""Full prints and comparisons, stopped ones and those that edits overtake."""

from datetime import timedelta

from django.contrib.auth.models import Group
from tests.press.board import PICTURE, STYLE, change, post
from tests.press.folder import files, full_print, printed, public_file, publish

from musnad.press import comparing, power
from musnad.press.models import PrintedPage
from musnad.press.publishing import Run, public_store


def test_everything_mends_what_somebody_did_to_the_folder(board):
    post("jisr", "يُفتح الجسر الجديد صباح الخميس")
    post("maktaba", f"{PICTURE} من افتتاح المكتبة")
    publish(board)
    before = files()
    public_file("ar/index.html").write_text("<p>عبث</p>")
    public_file("ar/jisr/index.html.gz").unlink()
    next(public_file("media").iterdir()).write_bytes(b"")
    public_file("assets/stray.css").write_bytes(STYLE)
    public_file("assets/stray.css.gz").write_bytes(b"")
    public_file("wp-admin/empty").mkdir(parents=True)
    assert publish(board).printed == 0
    report = publish(board, everything=True)
    assert (report.printed, report.unchanged, report.removed) == (2, 1, 2)
    assert files() == before
    assert not public_file("wp-admin").exists()


def test_everything_prints_an_emptied_folder_anew(board):
    post("jisr", "يُفتح الجسر الجديد صباح الخميس")
    publish(board)
    before = files()
    for name in before:
        public_file(name).unlink()
    assert publish(board, everything=True).printed == 2
    assert files() == before


def test_a_lost_page_is_written_again_when_it_is_printed(board):
    bridge = post("jisr", "يُفتح الجسر الجديد صباح الخميس")
    publish(board)
    public_file("ar/jisr/index.html").unlink()
    next(name for name in public_file("assets").glob("*.css")).unlink()
    change(bridge, "jisr", "يُفتح الجسر الجديد صباح الخميس")
    assert printed(board) == ["/ar/jisr/"]
    assert files() == full_print(board)


def test_everything_finds_pages_whose_owner_vanished_without_a_word(board):
    bridge = post("jisr", "يُفتح الجسر الجديد صباح الخميس")
    publish(board)
    Group.objects.filter(pk=bridge).delete()
    report = publish(board, everything=True)
    assert (report.printed, report.removed) == (1, 1)


def test_after_a_power_cut_every_file_is_compared(board, home, caplog):
    post("jisr", "يُفتح الجسر الجديد صباح الخميس")
    publish(board)
    public_file("ar/jisr/index.html").write_bytes(b"")
    assert publish(board).printed == 0
    (home / power.MARK).write_text("the boot before")
    assert publish(board).printed == 1
    assert "went down" in caplog.text


def test_a_site_wide_change_lets_an_edit_go_first(board, monkeypatch):
    monkeypatch.setattr("musnad.press.staleness.WIDE", 2)
    monkeypatch.setattr("musnad.press.publishing.PAGES_A_LOT", 2)
    monkeypatch.setattr("musnad.press.publishing.A_LOT", {})
    monkeypatch.setattr("musnad.press.staleness.CHUNK", 3)
    pks = [post(f"n{number}", f"خبر {number}") for number in range(8)]
    publish(board)
    board.style += b"p { margin-block: 1rem }\n"
    board.rendered.clear()
    edited = []

    def edit_once():
        if len(board.rendered) == 2 and not edited:
            last = next(n for n in reversed(range(8)) if f"ar/n{n}/index.html" not in board.rendered)
            change(pks[last], f"n{last}", "خبر عاجل")
            edited.append(f"ar/n{last}/index.html")

    Run(board, public_store(), meanwhile=edit_once, files_stay=timedelta(0)).work()
    assert board.rendered[2:4] == [*edited, "ar/index.html"]
    assert len(board.rendered) == 9
    assert files() == full_print(board)


def test_the_front_is_printed_before_the_rest_of_a_site_wide_change_is_even_in_line(board, monkeypatch):
    monkeypatch.setattr("musnad.press.staleness.WIDE", 2)
    monkeypatch.setattr("musnad.press.staleness.CHUNK", 3)
    monkeypatch.setattr("musnad.press.staleness.HOME", 1)
    for number in range(8):
        post(f"n{number}", f"خبر {number}")
    publish(board)
    board.style += b"p { margin-block: 1rem }\n"
    board.rendered.clear()
    in_line = []

    def look():
        in_line.append(PrintedPage.objects.filter(due_at__isnull=False).count())

    Run(board, public_store(), meanwhile=look, stop=lambda: len(board.rendered) == 5).work()
    assert board.rendered[0] == "ar/index.html"
    assert in_line[:4] == [1, 0, 3, 3]
    publish(board)
    assert len(board.rendered) == 9
    assert files() == full_print(board)


def test_a_stopped_run_goes_on_where_it_was(board, monkeypatch):
    monkeypatch.setattr("musnad.press.publishing.PAGES_A_LOT", 2)
    monkeypatch.setattr("musnad.press.publishing.A_LOT", {})
    for number in range(6):
        post(f"n{number}", f"خبر {number} {PICTURE}")
    publish(board, stop=lambda: len(board.rendered) >= 3)
    assert 0 < PrintedPage.objects.filter(due_at=None).count() < 7
    publish(board)
    assert files() == full_print(board)


def test_a_stopped_run_prepares_nothing_more(board):
    post("maktaba", f"{PICTURE} من افتتاح المكتبة")
    publish(board, stop=lambda: len(board.rendered) >= 1)
    assert board.rendered == ["ar/maktaba/index.html"]
    assert not board.pictures.exists()


def test_a_stopped_full_run_writes_nothing_and_forgets_no_power_cut(board, home):
    post("jisr", "خبر الجسر")
    home.mkdir()
    (home / power.MARK).write_text("the boot before")
    publish(board, everything=True, stop=lambda: True)
    assert board.rendered == []
    assert power.was_cut(home)


def test_progress_tells_how_far_it_is(board, monkeypatch):
    monkeypatch.setattr("musnad.press.turns.TOGETHER", 2)
    for number in range(3):
        post(f"n{number}", f"خبر {number}")
    told = []
    publish(board, progress=lambda done, of: told.append((done, of)))
    assert told == [(3, 4), (4, 4)]


def test_a_comparison_that_was_stopped_goes_on_where_it_was_and_lets_edits_pass(board, monkeypatch):
    monkeypatch.setattr("musnad.press.comparing.LOT", 2)
    for number in range(6):
        Group.objects.create(name=f"n{number}|خبر {number}")
    Run(board, public_store(), stop=lambda: bool(comparing.reached())).work()
    assert comparing.reached()
    assert board.rendered == []
    post("jisr", "خبر عاجل")
    publish(board)
    assert board.rendered[:2] == ["ar/jisr/index.html", "ar/index.html"]
    assert not comparing.under_way()
    assert files() == full_print(board)


def test_a_comparison_that_another_press_has_ended_meanwhile_is_left_alone(board):
    post("jisr", "خبر الجسر")
    publish(board)
    comparing.ask()
    late = comparing.Comparison(board)
    publish(board)
    assert not comparing.under_way()
    late.step(set())
    assert not comparing.under_way()
    assert files() == full_print(board)
