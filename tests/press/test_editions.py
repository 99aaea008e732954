"""An edition goes and comes back: its pages, and those that each edition has of what belongs to none."""

import pytest
from tests.press import edits
from tests.press.folder import files, full_print, publish
from tests.press.machines import difference

from musnad.newsroom.models import Edition
from musnad.press.newsstand import TheNewsstand

NOTHING = {"too many": [], "missing": [], "other": []}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_an_edition_that_goes_and_comes_back_leaves_the_folder_of_a_full_print_each_time(database, home, lang):
    edits.founded()
    edits.do(edits.send_letter, 0, 0)
    publish(TheNewsstand())
    whole = files()
    own = {name for name in whole if name.startswith((f"{lang}/claim/", f"{lang}/source/", f"{lang}/log/"))}
    assert own

    Edition.objects.get(slug=lang).unpublish()
    publish(TheNewsstand())
    without = files()
    assert not own & without.keys()
    Edition.objects.get(slug=lang).save_revision().publish()
    publish(TheNewsstand())
    assert difference(files(), whole) == NOTHING

    assert difference(whole, full_print(TheNewsstand())) == NOTHING
    Edition.objects.get(slug=lang).unpublish()
    assert difference(without, full_print(TheNewsstand())) == NOTHING
