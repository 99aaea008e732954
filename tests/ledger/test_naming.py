"""Sources are looked up whatever the spelling of a name or the form of an address."""

import pytest

from musnad.ledger.errors import NotAnAddress
from musnad.ledger.naming import address_key, keys_in, spelling
from musnad.ledger.vocabulary import AddressKind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وزارة الدفاع", "وِزارة الدِّفاع"),
        ("وزارة الدفاع", "وزاره  الدفاع"),
        ("الأمم المتّحدة", "الامم المتحدة"),
        ("هيئة «السهل»", "هيئة السهل"),
        ("مُسند-نيوز", "مسند نيوز"),
        ("Sahl Monitor", "SAHL MONITOR"),
        ("القناة ١٢", "القناة 12"),
        ("مستشفى دلوان", "مستشفي دلوان"),
    ],
)
def test_spellings_of_one_name_are_one(one, other):
    assert spelling(one) == spelling(other)


def test_other_names_stay_other():
    assert spelling("وزارة الدفاع") != spelling("وزارة الداخلية")


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://x.com/DalwanMoD", "x.com/dalwanmod"),
        ("https://mobile.twitter.com/dalwanmod/status/12?s=20", "x.com/dalwanmod"),
        ("@t.me/sahl", "t.me/sahl"),
        ("t.me/s/sahl", "t.me/sahl"),
        ("https://www.youtube.com/@Sahl", "youtube.com/sahl"),
        ("https://www.youtube.com/channel/UCabc", "youtube.com/ucabc"),
        ("https://m.facebook.com/sahl.monitor/posts/1", "facebook.com/sahl.monitor"),
        ("https://news.example/%D8%B3%D9%87%D9%84", "news.example/سهل"),
    ],
)
def test_an_account_has_one_key(address, key):
    assert address_key(address.removeprefix("@"), AddressKind.ACCOUNT) == key


@pytest.mark.parametrize(
    "address", ["news.example", "https://www.news.example/ar/1", "http://NEWS.example:8080/", "amp.news.example/x"]
)
def test_a_site_has_one_key(address):
    assert address_key(address, AddressKind.SITE) == "news.example"


@pytest.mark.parametrize("address", ["", "   ", "سهل", "mailto:a@b.example", "https://", "localhost", "https://a@b/c"])
def test_what_is_no_address_has_no_key(address):
    with pytest.raises(NotAnAddress):
        address_key(address, AddressKind.SITE)


def test_an_account_needs_a_name():
    with pytest.raises(NotAnAddress):
        address_key("https://x.com/", AddressKind.ACCOUNT)
    assert keys_in("https://x.com/") == ["x.com"]


def test_a_posts_account_comes_before_its_site():
    assert keys_in("https://x.com/sahl/status/1") == ["x.com/sahl", "x.com"]
