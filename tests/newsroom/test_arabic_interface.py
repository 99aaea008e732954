"""The newsroom speaks Arabic: every word of ours is translated, and the compiled file is that of the readable one."""

from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract, extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils.translation import override
from django.utils.translation.template import templatize

import musnad.newsroom
from musnad.newsroom.models import Story

ROOM = Path(musnad.newsroom.__file__).parent
FILES = ROOM / "locale" / "ar" / "LC_MESSAGES"


def translations():
    """Every word by its English; of a counted one both forms lead to its Arabic ones."""
    found = {}
    with (FILES / "django.po").open("rb") as file:
        for message in read_po(file, locale="ar"):
            if message.id:
                found[singular(message.id)] = plain(message.string)
    return found


def plain(words):
    return words if isinstance(words, str) else list(words)


def singular(words):
    return words if isinstance(words, str) else words[0]


def words_used():
    in_code = extract_from_dir(ROOM, [("**/migrations/**", "ignore"), ("**.py", "python")])
    return {singular(message) for _, _, message, *_ in in_code} | set(words_in_templates())


def words_in_templates():
    """Yield the words of the templates, which Django turns into something that reads like Python."""
    for path in sorted((ROOM / "templates").rglob("*.html")):
        code = "\n".join(line.strip() for line in templatize(path.read_text(), origin=str(path)).splitlines())
        for _, message, *_ in extract("python", BytesIO(code.encode())):
            yield singular(message)


def test_every_word_of_the_interface_has_its_arabic():
    used = words_used()

    assert len(used) > 300
    assert (
        used - {key for key, value in translations().items() if all([value] if isinstance(value, str) else value)}
        == set()
    )


def test_nothing_is_translated_that_is_not_used():
    assert translations().keys() - words_used() == set()


def test_the_compiled_file_is_that_of_the_readable_one():
    with (FILES / "django.mo").open("rb") as file:
        compiled = {singular(message.id): plain(message.string) for message in read_mo(file) if message.id}

    assert compiled == translations()


def test_an_editor_sees_the_arabic():
    with override("ar"):
        assert str(Story._meta.get_field("standfirst").verbose_name) == "المقدّمة"
        assert Story.Kicker.BREAKING.label == "عاجل"
