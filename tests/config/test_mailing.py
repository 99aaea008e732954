"""EMAIL_URL and whom letters are from."""

from pathlib import Path

import pytest

from musnad.config.env import BadSetting, Reader
from musnad.config.mailing import read_mail, read_sender

MAIL = Path("/home/mail")


def mail(value, **more):
    return read_mail(Reader({"EMAIL_URL": value, **more}), MAIL)


def test_without_an_address_mail_is_kept_in_files():
    assert (mail("").backend, mail("").folder) == ("django.core.mail.backends.filebased.EmailBackend", MAIL)
    assert mail("file:").folder == MAIL
    assert mail("file:/srv/mail").folder == Path("/srv/mail")
    assert mail("console:").backend == "django.core.mail.backends.console.EmailBackend"


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("smtp://127.0.0.1:1025", ("127.0.0.1", 1025, "", "", "", 30)),
        ("smtp://mail.dalwan.example", ("mail.dalwan.example", 25, "", "", "", 30)),
        ("smtp://u:a%2Fb%40c@mail.dalwan.example:587", ("mail.dalwan.example", 587, "u", "a/b@c", "starttls", 30)),
        ("smtp://mail.dalwan.example:587?tls=none", ("mail.dalwan.example", 587, "", "", "", 30)),
        ("smtp://mail.dalwan.example?tls=starttls&timeout=5", ("mail.dalwan.example", 25, "", "", "starttls", 5)),
        ("smtps://u:p@mail.dalwan.example", ("mail.dalwan.example", 465, "u", "p", "tls", 30)),
    ],
)
def test_a_mail_server_is_named_with_its_port_its_user_and_how_it_is_encrypted(value, wanted):
    found = mail(value)

    assert (found.host, found.port, found.user, found.password, found.tls, found.timeout) == wanted
    assert found.backend == "django.core.mail.backends.smtp.EmailBackend"


def test_a_provider_is_given_its_settings_under_its_own_name():
    found = mail("anymail+mailgun:?api_key=geheim&sender_domain=mg.dalwan.example", EMAIL_WEBHOOK_SECRET="a:12345678")

    assert found.backend == "anymail.backends.mailgun.EmailBackend"
    assert found.provider == {
        "MAILGUN_API_KEY": "geheim",
        "MAILGUN_SENDER_DOMAIN": "mg.dalwan.example",
        "WEBHOOK_SECRET": "a:12345678",
        "REQUESTS_TIMEOUT": 30,
        "IGNORE_UNSUPPORTED_FEATURES": True,
    }


@pytest.mark.parametrize(
    "value",
    [
        "mail.dalwan.example",
        "imap://u:geheim@mail.dalwan.example",
        "smtp://u:geheim@",
        "smtp://u:geheim@mail.dalwan.example:99999",
        "smtp://u:geheim@mail.dalwan.example?tls=perhaps",
        "smtps://u:geheim@mail.dalwan.example?tls=none",
        "smtp://u:geheim@mail.dalwan.example?timeout=0",
        "smtp://u:geheim@mail.dalwan.example/path",
        "smtp://u:geheim@[mail",
        "anymail+nobody:?api_key=geheim",
        "anymail+mailgun://geheim@mg.dalwan.example",
        "file://u:geheim@host/mail",
    ],
)
def test_what_is_no_way_to_send_mail_is_refused_without_telling_a_secret(value):
    with pytest.raises(BadSetting, match="EMAIL_URL") as refused:
        mail(value)

    assert "geheim" not in str(refused.value)


def test_a_secret_of_webhooks_is_a_name_and_a_password():
    with pytest.raises(BadSetting, match="EMAIL_WEBHOOK_SECRET") as refused:
        mail("", EMAIL_WEBHOOK_SECRET="geheim")
    assert "geheim" not in str(refused.value)


def test_without_the_library_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setattr("musnad.config.mailing.find_spec", lambda name: None)

    with pytest.raises(BadSetting, match=r"musnad\[providers\]"):
        mail("anymail+mailgun:?api_key=x")


def test_letters_are_from_the_site_where_nothing_else_is_said():
    def sender(value, site="https://news.example"):
        return read_sender(Reader({"X": value}), "X", site)

    assert sender("") == "letters@news.example"
    assert sender("", "http://127.0.0.1:8000") == "letters@localhost.localdomain"
    assert sender("صحيفة دلوان <news@dalwan.example>") == "صحيفة دلوان <news@dalwan.example>"
    for bad in ("news", "news@", "a@b.example\r\nBcc: c@d.example", "أخبار@dalwan.example"):
        with pytest.raises(BadSetting, match=r"news@news\.example"):
            sender(bad)
