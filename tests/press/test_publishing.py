"""What a press prints, in which order, and what it takes away."""

import threading
from datetime import timedelta

from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import F
from tests.press.board import BROKEN, FRONT, PICTURE, STYLE, change, notice_tag, post, withdraw
from tests.press.folder import files, full_print, printed, public_file, publish

from musnad import tags
from musnad.press.models import Counter, FileUse, PrintedFile, PrintedPage, PrintedTag
from musnad.press.newsstand import Route
from musnad.press.publishing import FILES_STAY, Run, bring_up_to_date, public_store
from musnad.press.staleness import FEW, Wide, brings_addresses, take_up
from musnad.press.store import FolderStore
from musnad.press.twins import twins_of


def test_a_first_print_writes_every_page_with_its_files(board):
    post("jisr", "يُفتح الجسر الجديد صباح الخميس")
    post("maktaba", f"{PICTURE} من افتتاح المكتبة")
    report = publish(board, everything=True)
    assert (report.printed, report.unchanged, report.removed, report.failed) == (3, 0, 0, 0)
    plain = {name for name in files() if not name.endswith((".br", ".gz"))}
    assert {name for name in plain if name.startswith("ar/")} == {
        "ar/index.html",
        "ar/jisr/index.html",
        "ar/maktaba/index.html",
    }
    assert len(plain) == 5
    assert not PrintedFile.objects.filter(stored=False).exists()
    assert all(
        files()[name + suffix] == twin for name in plain for suffix, twin in twins_of(name, files()[name]).items()
    )


def test_printing_twice_prints_nothing(board):
    post("jisr", "يُفتح الجسر الجديد صباح الخميس")
    publish(board)
    before = files()
    board.rendered.clear()
    report = publish(board)
    assert (report.printed, report.unchanged, report.removed) == (0, 1 + 1, 0)
    assert board.rendered == []
    assert files() == before


def test_an_edit_prints_what_read_it_and_no_more(board):
    bridge = post("jisr", "يُفتح الجسر الجديد صباح الخميس")
    post("maktaba", "افتُتحت مكتبة الحيّ")
    assert printed(board) == ["/ar/", "/ar/jisr/", "/ar/maktaba/"]
    change(bridge, "jisr", "يُفتح الجسر الجديد صباح الجمعة")
    board.rendered.clear()
    assert printed(board) == ["/ar/", "/ar/jisr/"]
    assert board.rendered == ["ar/jisr/index.html", "ar/index.html"]
    assert "الجمعة".encode() in files()["ar/index.html"]


def test_an_edit_that_changes_no_byte_writes_nothing(board):
    bridge = post("jisr", "يُفتح الجسر الجديد صباح الخميس")
    publish(board)
    change(bridge, "jisr", "يُفتح الجسر الجديد صباح الخميس")
    written = (public_file("ar/jisr/index.html").stat().st_ino, public_file("ar/index.html").stat().st_ino)
    report = publish(board)
    assert (report.printed, report.unchanged) == (0, 2)
    assert written == (public_file("ar/jisr/index.html").stat().st_ino, public_file("ar/index.html").stat().st_ino)


def test_the_first_run_needs_no_word_of_what_there_is(board):
    Group.objects.create(name="jisr|خبر الجسر")
    assert printed(board) == ["/ar/", "/ar/jisr/"]


def test_a_version_that_has_other_pages_prints_them(board):
    post("jisr", "خبر الجسر")
    publish(board)
    routes = board.routes
    board.routes = lambda owner: [*routes(owner), *([LATEST] if owner == FRONT else [])]
    assert printed(board) == []
    board.style += b"p { margin-block: 1rem }\n"
    assert printed(board) == ["/ar/", "/ar/jisr/", "/ar/latest/"]


LATEST = Route("/ar/latest/", "ar/latest/index.html", "front", FRONT, (), 1)


def test_a_new_page_needs_no_full_print(board):
    publish(board, everything=True)
    post("jisr", "يُفتح الجسر الجديد صباح الخميس")
    assert printed(board) == ["/ar/", "/ar/jisr/"]


def test_a_page_that_is_gone_is_removed_after_the_pages_that_linked_to_it(board):
    bridge = post("jisr", "يُفتح الجسر الجديد صباح الخميس")
    publish(board)
    withdraw(bridge)
    order = []
    store = Watched(public_store(), order)
    Run(board, store).work()
    assert order == ["put ar/index.html", "remove ar/jisr/index.html"]
    assert {name for name in files() if name.startswith("ar/")} == {"ar/index.html"}
    assert not public_file("ar/jisr").exists()


class Watched(FolderStore):
    """A real folder that notes the order of its changes."""

    def __init__(self, store, order):
        super().__init__(store.root, store.scratch)
        self.order = order

    def put(self, name, content, tags=()):
        super().put(name, content)
        self.order.append(f"put {name}")

    def remove(self, name):
        self.order.append(f"remove {name}")
        return super().remove(name)


def test_a_page_comes_after_its_files_and_after_the_pages_it_links_to(board):
    post("maktaba", f"{PICTURE} من افتتاح المكتبة")
    post("jisr", "يُفتح الجسر الجديد صباح الخميس")
    order = []
    Run(board, Watched(public_store(), order)).work()
    names = [entry.removeprefix("put ") for entry in order]
    assert names[0].startswith("assets/")
    assert names[-1] == "ar/index.html"
    picture = next(name for name in names if name.startswith("media/"))
    assert names.index(picture) < names.index("ar/maktaba/index.html")


def test_a_moved_page_stands_at_its_new_address_alone(board):
    bridge = post("jisr", "يُفتح الجسر الجديد صباح الخميس")
    publish(board)
    change(bridge, "aljisr", "يُفتح الجسر الجديد صباح الخميس")
    report = publish(board)
    # The page itself, and the front that links to it.
    assert (report.printed, report.removed) == (2, 1)
    assert {name for name in files() if name.endswith(".html")} == {"ar/index.html", "ar/aljisr/index.html"}


def test_an_address_passes_from_one_owner_to_another(board):
    first = post("jisr", "خبر الجسر القديم")
    second = post("jisr-2", "خبر الجسر الجديد")
    publish(board)
    change(first, "jisr-3", "خبر الجسر القديم")
    change(second, "jisr", "خبر الجسر الجديد")
    publish(board)
    assert "الجديد".encode() in files()["ar/jisr/index.html"]
    assert PrintedPage.objects.get(file="ar/jisr/index.html").owner == notice_tag(second)
    assert files() == full_print(board)


def test_a_gone_page_that_is_wanted_again_before_it_is_removed_stays(board):
    bridge = post("jisr", "خبر الجسر القديم")
    publish(board)
    withdraw(bridge)
    while take_up(board, set(), Wide()):
        pass
    assert PrintedPage.objects.get(path="/ar/jisr/").gone_at
    post("jisr", "خبر الجسر الجديد")
    assert publish(board).removed == 0
    assert "الجديد".encode() in files()["ar/jisr/index.html"]


def test_files_that_no_page_uses_are_removed_once_readers_have_had_time(board, time_machine):
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    library = post("maktaba", f"{PICTURE} من افتتاح المكتبة")
    bring_up_to_date(newsstand=board)
    (name,) = [name for name in files() if name.startswith("media/")]
    change(library, "maktaba", "افتُتحت المكتبة")
    bring_up_to_date(newsstand=board)
    assert name in files()
    time_machine.shift(FILES_STAY)
    bring_up_to_date(newsstand=board)
    assert name not in files()
    assert not PrintedFile.objects.filter(name=name).exists()


def test_a_file_that_is_used_again_in_time_stays(board, time_machine):
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    library = post("maktaba", f"{PICTURE} من افتتاح المكتبة")
    bring_up_to_date(newsstand=board)
    change(library, "maktaba", "افتُتحت المكتبة")
    bring_up_to_date(newsstand=board)
    change(library, "maktaba", f"{PICTURE} من افتتاح المكتبة")
    bring_up_to_date(newsstand=board)
    time_machine.shift(FILES_STAY * 2)
    bring_up_to_date(newsstand=board)
    assert [name for name in files() if name.startswith("media/")]


def test_a_file_of_two_pages_stays_while_one_uses_it(board):
    one = post("maktaba", f"{PICTURE} الافتتاح")
    other = post("album", f"{PICTURE} الافتتاح")
    publish(board)
    withdraw(one)
    publish(board)
    assert [name for name in files() if name.startswith("media/")]
    withdraw(other)
    publish(board)
    assert not [name for name in files() if name.startswith("media/")]
    assert not FileUse.objects.filter(file__name__startswith="media/").exists()


def test_a_new_style_prints_every_page_and_takes_the_old_one_away(board):
    post("jisr", "يُفتح الجسر الجديد صباح الخميس")
    publish(board)
    board.style = STYLE + b"p { margin-block: 1rem }\n"
    assert printed(board) == ["/ar/", "/ar/jisr/"]
    assert len([name for name in files() if name.endswith(".css")]) == 1
    assert files() == full_print(board)


def test_a_counter_raised_while_a_page_is_rendered_has_it_printed_again(board):
    bridge = post("jisr", "خبر قديم")
    render = board.render

    def edited_meanwhile(route):
        result = render(route)
        if route.kind == "notice" and b"\xd9\x82\xd8\xaf\xd9\x8a\xd9\x85" in result.body:
            elsewhere(lambda: change(bridge, "jisr", "خبر جديد"))
        return result

    board.render = edited_meanwhile
    publish(board)
    assert "جديد".encode() in files()["ar/jisr/index.html"]
    assert "جديد".encode() in files()["ar/index.html"]
    assert board.rendered.count("ar/jisr/index.html") == 2


def test_a_tag_taken_up_by_another_while_a_page_first_reads_it_is_not_lost(board):
    bridge = post("jisr", "خبر قديم")
    render = board.render

    def edited_and_taken_up(route):
        result = render(route)
        if "خبر قديم".encode() in result.body and route.kind == "notice":
            elsewhere(lambda: change(bridge, "jisr", "خبر جديد"))
            elsewhere(lambda: take_up(board, set(), Wide()))
        return result

    board.render = edited_and_taken_up
    publish(board)
    assert "جديد".encode() in files()["ar/jisr/index.html"]


def test_a_page_that_was_printed_after_a_tag_was_raised_is_not_printed_for_it_again(board):
    post("jisr", "خبر الجسر")
    publish(board)
    Counter.objects.update(settled=F("value") - 1)
    board.rendered.clear()
    publish(board)
    assert board.rendered == []
    assert not Counter.objects.exclude(settled=F("value")).exists()


def elsewhere(act):
    """Do `act` in another thread, and so on another connection."""

    def run():
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()


def test_a_page_lets_go_of_the_tags_that_it_no_longer_reads(board):
    bridge = post("jisr", "خبر الجسر")
    render = board.render

    def quoting(route):
        if route.kind == "notice":
            tags.read("story:990")
        return render(route)

    board.render = quoting
    publish(board)
    assert PrintedTag.objects.filter(tag="story:990").count() == 1
    board.render = render
    change(bridge, "jisr", "خبر الجسر الجديد")
    publish(board)
    assert not PrintedTag.objects.filter(tag="story:990").exists()
    tags.raise_tags({"story:990"})
    assert printed(board) == []


def test_no_tag_is_left_pending_after_a_run(board):
    post("jisr", f"خبر {BROKEN}")
    tags.raise_tags({"keyword:5"})
    publish(board)
    assert [counter.tag for counter in Counter.objects.all() if counter.value != counter.settled] == []
    assert Counter.objects.get(tag=FRONT).settled == 1


def test_files_stay_ten_minutes_by_default():
    assert timedelta(minutes=10) == FILES_STAY


def test_of_many_edits_at_once_it_is_taken_that_they_bring_pages(board):
    bridge = post("jisr", "خبر الجسر")
    publish(board)
    change(bridge, "jisr", "تصحيح")
    assert not brings_addresses(board, set())
    tags.raise_tags({f"keyword:{number}" for number in range(FEW + 1)})
    assert brings_addresses(board, set())
