"""Addresses as readers type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.letters.addresses import read_address
from musnad.letters.errors import BadAddress, Flaw


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("reader@dalwan.example", "reader@dalwan.example"),
        ("  Reader@Dalwan.Example \n", "reader@dalwan.example"),
        ("\u200freader@dalwan.example\u200e", "reader@dalwan.example"),
        ("<reader@dalwan.example>", "reader@dalwan.example"),
        ("mailto:reader@dalwan.example", "reader@dalwan.example"),
        ("reader@dalwan.example،", "reader@dalwan.example"),
        ("reader\uff20dalwan.example", "reader@dalwan.example"),
        ("reader٢٠٢٦@dalwan.example", "reader2026@dalwan.example"),
        ("reader+news@dalwan.example", "reader+news@dalwan.example"),
        ("reader@dalwan.example.", "reader@dalwan.example"),
    ],
)
def test_one_address_has_one_form_however_it_is_typed(written, normal):
    assert read_address(written).normal == normal


def test_a_domain_in_arabic_letters_is_kept_as_its_owner_wrote_it_beside_the_form_of_mail_servers():
    found = read_address("Reader@دلوان.example")

    assert found.typed == "Reader@دلوان.example"
    assert found.normal == "reader@" + "دلوان".encode("idna").decode() + ".example"
    assert read_address(found.normal).normal == found.normal


@pytest.mark.parametrize(
    ("written", "flaw"),
    [
        ("", Flaw.EMPTY),
        (" \u200f ", Flaw.EMPTY),
        ("reader", Flaw.NO_AT),
        ("reader@", Flaw.NO_AT),
        ("@dalwan.example", Flaw.NO_AT),
        ("one@two@dalwan.example", Flaw.NO_AT),
        ("reader @dalwan.example", Flaw.SPACE),
        ("one@dalwan.example two@dalwan.example", Flaw.SPACE),
        ("reader@dalwan.example\nBcc: other@dalwan.example", Flaw.SPACE),
        ("reader@dalwan.example\r\n\r\nbody", Flaw.SPACE),
        ("rea\0der@dalwan.example", Flaw.SPACE),
        ("rea\x85der@dalwan.example", Flaw.SPACE),
        ("rea\u2028der@dalwan.example", Flaw.SPACE),
        ("قارئ@dalwan.example", Flaw.LETTERS),
        ("réader@dalwan.example", Flaw.LETTERS),
        (".reader@dalwan.example", Flaw.LOCAL),
        ("rea..der@dalwan.example", Flaw.LOCAL),
        ('"rea der"@dalwan.example', Flaw.SPACE),
        ("rea(der)@dalwan.example", Flaw.LOCAL),
        ("reader@localhost", Flaw.DOMAIN),
        ("reader@127.0.0.1", Flaw.DOMAIN),
        ("reader@[127.0.0.1]", Flaw.DOMAIN),
        ("reader@dalwan..example", Flaw.DOMAIN),
        ("reader@-dalwan.example", Flaw.DOMAIN),
        ("reader@dal_wan.example", Flaw.DOMAIN),
        ("reader@" + "ب" * 70 + ".example", Flaw.DOMAIN),
        ("r" * 65 + "@dalwan.example", Flaw.LONG),
        ("reader@" + "a." * 130 + "example", Flaw.LONG),
        ("r" * 100_000 + "@dalwan.example", Flaw.LONG),
    ],
)
def test_what_is_no_address_is_refused_for_what_is_wrong_with_it(written, flaw):
    with pytest.raises(BadAddress) as refused:
        read_address(written)

    assert refused.value.flaw is flaw
    assert written == "" or written not in str(refused.value)


@given(st.text(st.sampled_from("aB.@ \n\r\0,<>دل٢-_\u200f\uff20+\"'"), max_size=30))
def test_whatever_is_typed_what_is_taken_is_one_address_in_one_form(written):
    try:
        found = read_address(written)
    except BadAddress:
        return

    assert read_address(found.normal).normal == found.normal
    assert found.normal.isascii()
    assert found.normal.isprintable()
    assert " " not in found.normal
    assert found.normal.count("@") == 1
