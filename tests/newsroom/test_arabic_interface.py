"""The newsroom speaks Arabic: every word of ours is translated, and the compiled file is that of the readable one."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract, extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils.translation import override
from django.utils.translation.template import templatize

import musnad.letters
import musnad.newsroom
import musnad.press
from musnad.newsroom.models import Story

ROOMS = {
    Path(room.__file__).parent: least
    for room, least in ((musnad.newsroom, 300), (musnad.press, 35), (musnad.letters, 15))
}
"""The rooms that have words for editors, and how many words at least."""

every_room = pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)


def files(room):
    return room / "locale" / "ar" / "LC_MESSAGES"


def translations(room):
    """Every word by its English; of a counted one both forms lead to its Arabic ones."""
    found = {}
    with (files(room) / "django.po").open("rb") as file:
        for message in read_po(file, locale="ar"):
            if message.id:
                found[singular(message.id)] = plain(message.string)
    return found


def plain(words):
    return words if isinstance(words, str) else list(words)


def singular(words):
    return words if isinstance(words, str) else words[0]


def words_used(room):
    in_code = extract_from_dir(room, [("**/migrations/**", "ignore"), ("**.py", "python")])
    return {singular(message) for _, _, message, *_ in in_code} | set(words_in_templates(room))


def words_in_templates(room):
    """Yield the words of the templates, which Django turns into something that reads like Python."""
    for path in sorted((room / "templates").rglob("*.html")):
        code = "\n".join(line.strip() for line in templatize(path.read_text(), origin=str(path)).splitlines())
        for _, message, *_ in extract("python", BytesIO(code.encode())):
            yield singular(message)


@every_room
def test_every_word_of_the_interface_has_its_arabic(room):
    used = words_used(room)

    assert len(used) > ROOMS[room]
    assert (
        used - {key for key, value in translations(room).items() if all([value] if isinstance(value, str) else value)}
        == set()
    )


@every_room
def test_nothing_is_translated_that_is_not_used(room):
    assert translations(room).keys() - words_used(room) == set()


@every_room
def test_the_compiled_file_is_that_of_the_readable_one(room):
    with (files(room) / "django.mo").open("rb") as file:
        compiled = {singular(message.id): plain(message.string) for message in read_mo(file) if message.id}

    assert compiled == translations(room)


def test_an_editor_sees_the_arabic():
    with override("ar"):
        assert str(Story._meta.get_field("standfirst").verbose_name) == "المقدّمة"
        assert Story.Kicker.BREAKING.label == "عاجل"
