"""What readers are told of the key that mirrors are signed with."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.newsstand.affair import pages_of

from musnad import tags
from musnad.newsroom.mirrors import tell_key
from musnad.newsroom.models import MirrorKey
from musnad.newsstand import plan
from musnad.newsstand.plan import routes
from musnad.press.mirror.keys import fingerprint, public_pem

ONE, OTHER = (public_pem(Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)) for number in (1, 2))


def told(pem):
    return tell_key(pem, fingerprint(pem))


def test_before_there_is_a_key_nothing_is_said_of_it(desk):
    assert routes(tags.MIRRORS) == []
    assert tags.MIRRORS not in set(plan.owners())
    assert "/ar/mirrors/" not in pages_of(tags.CORRECTIONS)["/ar/log/"]


@pytest.mark.usefixtures("desk")
def test_the_key_is_a_file_of_the_site_and_its_fingerprint_on_a_page_in_each_language():
    told(ONE)
    pages = pages_of(tags.MIRRORS)
    assert pages.keys() == {"/mirror/key.txt", "/ar/mirrors/", "/en/mirrors/"}
    assert pages["/mirror/key.txt"] == ONE
    for page in (pages["/ar/mirrors/"], pages["/en/mirrors/"]):
        assert fingerprint(ONE) in page
        assert 'href="../../mirror/key.txt"' in page
    assert "مرايا هذا الموقع" in pages["/ar/mirrors/"]
    assert tags.MIRRORS in set(plan.owners())


def test_the_log_leads_there(desk):
    told(ONE)
    assert 'href="../mirrors/"' in pages_of(tags.CORRECTIONS)["/ar/log/"]


@pytest.mark.usefixtures("desk")
def test_the_key_in_use_is_the_one_that_was_told_last_and_none_is_forgotten():
    assert told(ONE)
    assert not told(ONE)
    assert told(OTHER)
    assert pages_of(tags.MIRRORS)["/mirror/key.txt"] == OTHER
    assert told(ONE)
    assert pages_of(tags.MIRRORS)["/mirror/key.txt"] == ONE
    assert MirrorKey.objects.count() == 2
