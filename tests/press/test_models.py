from django.utils import timezone

from musnad.press.models import Counter, FileUse, Ping, PressState, PrintedFile, PrintedPage, PrintedTag, Purge


def test_each_row_says_in_words_what_it_is():
    page = PrintedPage(pk=1, path="/ar/جسر/")
    assert str(page) == "/ar/جسر/"
    assert str(Counter(tag="story:7", value=3, raised_at=timezone.now())) == "story:7 3"
    assert str(PrintedTag(page=page, tag="story:7", value=2)) == "story:7 2"
    assert str(PrintedFile(name="assets/site.1a2b.css")) == "assets/site.1a2b.css"
    assert str(FileUse(page_id=1, file_id=2)) == "1 uses 2"
    assert str(PressState(name="look", value="1a2b")) == "look=1a2b"
    assert str(Purge(path="/ar/جسر/", cache="fastly NEWS")) == "/ar/جسر/ in fastly NEWS"
    assert str(Ping(path="/ar/feed.xml", hub="https://hub.example/")) == "/ar/feed.xml to https://hub.example/"
