"""Letters as they are mailed: what they say, how they are built, and how long they may be."""

import re
from email import message_from_bytes
from email.policy import default
from email.utils import parseaddr

import pytest
from bs4 import BeautifulSoup
from tests import making
from tests.newsstand.affair import Affair
from tests.pictures import picture

from musnad.ledger import recording
from musnad.letters import making as letters
from musnad.letters.composing import LARGEST, LEAVE, PREFERENCES, mail_of
from musnad.letters.models import Delivery, Habits
from musnad.letters.naming import of_delivery
from musnad.letters.writing import Writer

LONG = "قالت هيئة النهر إن السد لم يتضرر وإن فرق الصيانة أنهت عملها قبل الموعد. " * 14


@pytest.fixture
def letter(desk):
    """A function that makes a letter of stories, and gives it as it is mailed."""

    def made(*stories, **fields):
        draft = letters.keep(
            letters.Letter(list="digest:ar", lang="ar", kind="digest", **fields),
            [letters.Item(story=story.pk) for story in stories],
        )
        return draft

    return made


def soup(mail):
    return BeautifulSoup(mail.html, "lxml")


def test_a_letter_says_in_html_and_in_text_what_its_stories_say(desk, letter):
    one = making.story("عاد السوق إلى مكانه", desk, standfirst="بعد عامين من الإغلاق", kicker="exclusive")
    draft = letter(one, making.story("افتُتح الجسر", desk), intro="صباح الخير.\nهذه أخبار ليلتكم.")

    mail = mail_of(draft)

    told = ("عاد السوق إلى مكانه", "بعد عامين من الإغلاق", "خاص", "افتُتح الجسر", "صباح الخير.", "هذه أخبار ليلتكم.")
    for words in (*told, "سياسة", "مُسنَد", "موجز"):
        assert words in soup(mail).get_text()
    for words in told:
        assert words in mail.text
    assert "http://127.0.0.1:8000/ar/" in mail.text
    assert "<" not in mail.text
    assert not re.search(r"\n{3}", mail.text)


def test_an_editors_own_words_stand_before_the_storys(desk, letter):
    story = making.story("عاد السوق", desk, standfirst="بعد عامين")
    draft = letter(story)
    letters.put_items(draft, [letters.Item(story=story.pk, headline="السوق عاد أخيرًا", words="وفيه ما فيه")])

    mail = mail_of(draft)

    for body in (mail.html, mail.text):
        assert "السوق عاد أخيرًا" in body
        assert "وفيه ما فيه" in body
        assert "بعد عامين" not in body


@pytest.mark.parametrize(("lang", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_every_table_and_cell_has_its_language_and_direction(desk, lang, direction):
    section = desk if lang == "ar" else making.section("Politics", "en")
    story = making.story("خبر", section, standfirst="كلام", hero=picture("sea.jpg"))
    draft = letters.keep(
        letters.Letter(list=f"digest:{lang}", lang=lang, kind="digest"), [letters.Item(story=story.pk)]
    )

    page = soup(mail_of(draft))

    assert (page.html["lang"], page.html["dir"]) == (lang, direction)
    assert {cell["dir"] for cell in page.find_all(["table", "td"])} == {direction}
    assert all(cell.get("lang") == lang for cell in page.select("td.ink, td.soft"))
    assert {cell["align"] for cell in page.select("td.ink")} == {"right" if direction == "rtl" else "left"}
    assert page.find("meta", attrs={"name": "color-scheme"})["content"] == "light dark"
    assert "prefers-color-scheme: dark" in page.style.string
    assert not page.find_all(["script", "link", "form", "iframe"])


def test_pictures_are_those_of_the_public_site_with_size_and_words(desk, letter):
    first = making.story("الأول", desk, hero=picture("sea.jpg"), hero_alt="بحر")
    second = making.story("الثاني", desk, hero=picture("hill.jpg"), hero_alt="تلّ")

    images = soup(mail_of(letter(first, second))).find_all("img")

    assert [image["alt"] for image in images] == ["بحر", "تلّ"]
    for image in images:
        assert re.fullmatch(r"http://127\.0\.0\.1:8000/media/[0-9a-f]{20}\.jpg", image["src"])
        assert abs(int(image["width"]) / int(image["height"]) - 16 / 9) < 0.02
    assert len(images) == 2  # and none that counts openings


def test_a_denied_claim_is_said_as_lists_say_it_and_no_longer_once_it_is_taken_back(desk, letter):
    affair = Affair(desk)
    draft = letter(affair.story)
    denial = affair.deny()

    mail = mail_of(draft)
    recording.withdraw(denial, reason="سُجّل خطأً", by="سلمى")

    assert "ادّعاء منفيّ" in mail.html
    assert "[ادّعاء منفيّ]" in mail.text
    assert "منفيّ" not in mail_of(draft).html


def test_a_correction_says_how_the_claim_stands_who_brought_it_there_and_what_carried_it(desk, letter):
    affair = Affair(desk)
    sent = letter(affair.story)
    letters.begin(sent)
    affair.deny()
    draft = letters.keep(
        letters.Letter(list="corrections:ar", lang="ar", kind="correction", subject="تصويب"),
        [letters.Item(claim=affair.claim.pk)],
    )

    mail = mail_of(draft)

    for body in (soup(mail).get_text(), mail.text):
        assert affair.claim.sentence in body
        assert "صدر نفي عن وزارة الدفاع في دلوان" in " ".join(body.split())
        assert affair.story.title in body
        assert "لأننا أرسلنا إليك ما تصوّبه" in body
    links = {link["href"] for link in soup(mail).find_all("a")}
    assert "https://defence.example/7" in links
    assert f"http://127.0.0.1:8000/c/{affair.claim.pk}/" in links
    assert all(link.startswith(("http", "musnad-")) for link in links)


@pytest.mark.parametrize("count", [1, 30, 100])
def test_no_letter_is_longer_than_mail_programs_show(desk, letter, subscribed, count):
    stories = [making.story(f"خبر طويل رقم {number} {LONG[:150]}", desk, standfirst=LONG) for number in range(count)]
    draft = letter(*stories)
    letters.begin(draft)
    mail = mail_of(draft)

    raw = message_for(draft, mail, subscribed())

    assert len(raw) <= LARGEST
    assert ("بقية الأخبار على الموقع" in mail.text) == (count > 1)
    assert f"{draft.public.path}" in mail.html
    for words in (LEAVE, PREFERENCES):
        assert words in mail.html
        assert words in mail.text
    shown = mail.text.count("خبر طويل رقم")
    assert shown == count if count < 100 else 20 < shown < 100


def test_an_opening_as_long_as_a_book_does_not_make_it_longer(desk, letter, subscribed):
    draft = letter(making.story("خبر", desk), intro=LONG * 200)
    assert len(message_for(draft, mail_of(draft), subscribed())) <= LARGEST


def message_for(letter, mail, subscriber):
    delivery = Delivery(pk=7, letter=letter, subscriber=subscriber)
    return Writer(mail).raw(delivery, subscriber, letter.list)


def test_the_message_reads_back_as_it_was_written(desk, letter, subscribed):
    """Whatever is Arabic is encoded, whatever is long is folded, and the bodies are what was composed."""
    Habits.objects.create(lang="ar", publisher="دار مُسنَد، شارع النهر ٧، دلوان")
    subject = "السوق يعود إلى مكانه بعد عامين من الإغلاق والترميم في قلب المدينة القديمة | موجز ٢٩ نوفمبر ٢٠٢٦"
    draft, reader = letter(making.story("خبر", desk), subject=subject), subscribed()
    mail = mail_of(draft)

    raw = message_for(draft, mail, reader)
    read = message_from_bytes(raw, policy=default)

    assert raw.isascii()
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert read["Subject"] == subject
    assert parseaddr(read["From"])[0] == "مُسنَد"
    assert read["To"] == "reader@dalwan.example"
    assert read["Message-ID"] == of_delivery(Delivery(pk=7, letter=draft))
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert read.get_content_type() == "multipart/alternative"
    text, html = read.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    leave = read["List-Unsubscribe"].strip("<>")
    for body in (text.get_content(), html.get_content()):
        assert leave in body
        assert "musnad-" not in body
        assert "دار مُسنَد، شارع النهر ٧، دلوان" in body
    assert text.get_content().replace("\r\n", "\n").startswith("مُسنَد · موجز · ")


def test_the_same_delivery_has_the_same_name_and_another_has_another(desk, letter):
    draft = letter(making.story("خبر", desk))
    one, other = (of_delivery(Delivery(pk=pk, letter=draft)) for pk in (7, 8))
    assert one == of_delivery(Delivery(pk=7, letter=draft))
    assert one != other
