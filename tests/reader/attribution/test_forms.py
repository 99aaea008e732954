"""A lemma's written forms."""

import pytest

from musnad.reader.attribution import forms
from musnad.reader.attribution.vocabulary import FORMS


@pytest.mark.parametrize(
    ("lemma", "present", "expected"),
    [
        ("قال", "يقول", {"قال", "قالت", "قالا", "قالوا", "يقول", "تقول", "يقولون", "يقولان"}),
        ("نفى", "ينفي", {"نفى", "نفت", "نفيا", "نفوا", "نفاه", "نفته", "ينفي", "تنفي", "ينفون"}),
        ("دعا", "يدعو", {"دعا", "دعت", "دعوا", "دعاه", "يدعو", "تدعو", "يدعون"}),
        ("نشر", "ينشر", {"نشرته", "نشروه", "ينشره", "تنشرها"}),
    ],
)
def test_verbs_are_inflected(lemma, present, expected):
    written = {form.text for form in (*forms.past(lemma), *forms.present(present))}
    assert expected <= written


def test_gender_number_and_pronoun_are_known():
    made = {form.text: form for form in forms.past("أعلن")}
    assert (made["أعلنت"].feminine, made["أعلنوا"].plural, made["أعلنها"].bound) == (True, True, True)


def test_participles_stand_in_all_cases_and_numbers():
    written = {form.text for form in forms.participle("نافي")}
    assert {"نافيا", "نافية", "نافين", "نافيات"} <= written


def test_verbal_nouns_take_article_preposition_and_pronoun():
    written = {form.text for form in forms.masdar("دعوة")}
    assert {"دعوة", "الدعوة", "بدعوته", "لدعوتهم"} <= written


def test_a_short_verb_has_no_dual_that_reads_as_another_word():
    """«رداً على» is no «ردّا»."""
    assert all(form.kind != "past" for form in FORMS.get("ردا", ()))
