"""The newsroom speaks Arabic: every word of ours is translated, and the compiled file is that of the readable one."""

from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils.translation import override

import musnad.newsroom
from musnad.newsroom.models import Story

ROOM = Path(musnad.newsroom.__file__).parent
FILES = ROOM / "locale" / "ar" / "LC_MESSAGES"


def translations():
    with (FILES / "django.po").open("rb") as file:
        return {message.id: message.string for message in read_po(file, locale="ar") if message.id}


def words_used():
    found = extract_from_dir(ROOM, [("**/migrations/**", "ignore"), ("**.py", "python")])
    return {message for _, _, message, *_ in found if isinstance(message, str)}


def test_every_word_of_the_interface_has_its_arabic():
    used = {
        message for _, _, message, *_ in extract_from_dir(ROOM, [("**/migrations/**", "ignore"), ("**.py", "python")])
    }
    used = {message for message in used if isinstance(message, str)}

    assert len(used) > 100
    assert used - {key for key, value in translations().items() if value} == set()


def test_nothing_is_translated_that_is_not_used():
    assert translations().keys() - words_used() == set()


def test_the_compiled_file_is_that_of_the_readable_one():
    with (FILES / "django.mo").open("rb") as file:
        compiled = {message.id: message.string for message in read_mo(file) if message.id}

    assert compiled == translations()


def test_an_editor_sees_the_arabic():
    with override("ar"):
        assert str(Story._meta.get_field("standfirst").verbose_name) == "المقدّمة"
        assert Story.Kicker.BREAKING.label == "عاجل"
