"""The reader's own names, which are loaded when they are asked for."""

import pytest

import musnad.reader


@pytest.mark.parametrize("name", musnad.reader.__all__)
def test_every_name_that_the_reader_offers_is_there(name):
    assert getattr(musnad.reader, name) is getattr(musnad.reader, name)


def test_what_it_does_not_offer_it_says_by_name():
    with pytest.raises(AttributeError, match="no attribute 'read_mind'"):
        _ = musnad.reader.read_mind
