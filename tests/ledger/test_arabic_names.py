"""The ledger's words have their Arabic, and the compiled file is that of the readable one."""

from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils.translation import override

import musnad.ledger
from musnad.ledger.vocabulary import Act, LogAct, SourceKind, State, VerdictKind

ROOM = Path(musnad.ledger.__file__).parent
FILES = ROOM / "locale" / "ar" / "LC_MESSAGES"
KEYWORDS = {"_": None, "pgettext_lazy": ((1, "c"), 2)}


def translations(name, read, **options):
    with (FILES / name).open("rb") as file:
        return {(text(each.context), each.id): each.string for each in read(file, **options) if each.id}


def text(context):
    # Babel leaves the contexts of a compiled file in bytes.
    return context.decode() if isinstance(context, bytes) else context


def test_every_word_has_its_arabic_and_none_is_left_over():
    found = extract_from_dir(ROOM, [("**/migrations/**", "ignore"), ("**.py", "python")], keywords=KEYWORDS)
    used = {(context, message) for _, _, message, _, context in found}

    there = translations("django.po", read_po, locale="ar")

    assert len(used) > 80
    assert used == {key for key, arabic in there.items() if arabic}


def test_the_compiled_file_is_that_of_the_readable_one():
    assert translations("django.mo", read_mo) == translations("django.po", read_po, locale="ar")


def test_an_editor_reads_them_in_arabic():
    with override("ar"):
        assert State.DISPUTED.label == "مختلَف فيه"
        assert Act.DECLINE.label == "لم يؤكّد ولم ينفِ"
        assert VerdictKind.FALSE.label == "زائف"
        assert SourceKind.ACCOUNT.label == "حساب"
        assert LogAct.CLAIMS_PARTED.label == "التراجع عن دمج ادّعاءين"
