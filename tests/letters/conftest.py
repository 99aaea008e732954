"""What the letters' tests share: a founded newsroom, and subscribers of it."""

import pytest
from tests import making
from tests.letters.mail import mail_server

from musnad.letters import subscribing
from musnad.letters.addresses import read_address


@pytest.fixture
def desk(db):
    """A founded newsroom with one Arabic section."""
    return making.desk()


@pytest.fixture
def pending():
    """Return a function that makes a subscriber who has not confirmed yet."""

    def made(address="reader@dalwan.example", lang="ar"):
        return subscribing.ask(read_address(address), lang, consent="the box on the site")

    return made


@pytest.fixture
def subscribed(pending):
    """Return a function that makes a confirmed subscriber of the lists given, the digest where none is."""

    def made(address="reader@dalwan.example", *lists, lang="ar"):
        one = pending(address, lang)
        subscribing.confirm(one, lists or [f"digest:{lang}"])
        one.refresh_from_db()
        return one

    return made


@pytest.fixture
def smtp(settings):
    """What a real mail server is sent, to which this site's mail goes."""
    with mail_server() as (port, kept):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield kept
