"""robots.txt, security.txt and trust.txt: what they say, who says it, and that a folder keeps them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from tests.cli.serving.running import running
from tests.cli.serving.test_webservers import exchange
from tests.newsstand.affair import pages_of
from tests.newsstand.test_plan import paths

from musnad.newsroom import moments
from musnad.newsroom.founding import CHIEFS, EDITORS
from musnad.newsroom.models import ForMachines
from musnad.press.publishing import bring_up_to_date
from musnad.press.schedule import keep_the_schedule

NOON = datetime(2026, 11, 20, 10, tzinfo=UTC)
SECURITY, TRUST = "/.well-known/security.txt", "/.well-known/trust.txt"


def tell(**fields):
    told = ForMachines.told()
    for name, value in fields.items():
        setattr(told, name, value)
    told.full_clean()
    told.save()


def told():
    return pages_of("machines")


def fields(text):
    return [tuple(line.split(": ", 1)) for line in text.splitlines()]


def test_crawlers_are_led_to_the_sitemaps_and_kept_from_what_is_of_one_reader_alone(desk, settings):
    settings.MUSNAD_SITE_URL = "https://news.example"
    assert told() == {
        "/robots.txt": "User-agent: *\nDisallow: /newsroom/\nDisallow: /search/\nDisallow: /letters/\n\n"
        "Sitemap: https://news.example/sitemap.xml\n"
        "Sitemap: https://news.example/sitemap-ar-news.xml\n"
        "Sitemap: https://news.example/sitemap-en-news.xml\n"
    }


def test_the_newsrooms_own_lines_stand_in_robots_txt(desk):
    tell(robots="Crawl-delay: 5\r\n\r\n# لا تدريب\r\nUser-agent: GPTBot\r\nDisallow: /")
    lines = told()["/robots.txt"].split("\n")
    at = lines.index("Crawl-delay: 5")
    assert lines[at - 1] == "Disallow: /letters/"
    assert lines[at : at + 4] == ["Crawl-delay: 5", "# لا تدريب", "User-agent: GPTBot", "Disallow: /"]
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in lines[at + 4 :]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("robots", "كلام بلا معنى"),
        ("robots", "Disallow /x/"),
        ("robots", "Disallow: /x\x07"),
        ("security_contact", "ليس عنوانًا"),
        ("security_contact", "http://news.example/contact"),
        ("security_contact", "a@news.example\nb@"),
        ("security_policy", "http://news.example/policy"),
        ("trust", "belongs=https://x.example/"),
        ("trust", "member=x.example"),
        ("trust", "datatrainingallowed=perhaps"),
        ("trust", "social=javascript:alert(1)"),
    ],
)
def test_a_line_that_no_machine_understands_is_refused(desk, field, value):
    with pytest.raises(ValidationError) as refused:
        tell(**{field: value})
    assert set(refused.value.message_dict) == {field}
    assert told().keys() == {"/robots.txt"}


def test_without_a_contact_there_is_no_security_txt_and_without_lines_no_trust_txt(desk):
    assert not {SECURITY, TRUST} & paths()


def test_security_txt_says_whom_to_tell_and_until_when(desk, settings, time_machine):
    time_machine.move_to(NOON)
    settings.MUSNAD_SITE_URL = "https://news.example"
    tell(
        security_contact="security@news.example\nhttps://news.example/report\ntel:+961-1-000000",
        security_policy="https://news.example/policy",
        security_encryption="https://news.example/key.asc",
        security_acknowledgments="https://news.example/thanks",
    )
    assert fields(told()[SECURITY]) == [
        ("Contact", "mailto:security@news.example"),
        ("Contact", "https://news.example/report"),
        ("Contact", "tel:+961-1-000000"),
        ("Expires", "2027-05-19T00:00:00Z"),
        ("Encryption", "https://news.example/key.asc"),
        ("Acknowledgments", "https://news.example/thanks"),
        ("Policy", "https://news.example/policy"),
        ("Preferred-Languages", "ar, en"),
        ("Canonical", "https://news.example/.well-known/security.txt"),
    ]


def test_security_txt_is_renewed_by_the_schedule_and_not_by_the_clock(desk, time_machine):
    time_machine.move_to(NOON)
    tell(security_contact="security@news.example")
    first = told()[SECURITY]
    time_machine.move_to(NOON + timedelta(days=80))
    keep_the_schedule()
    assert told()[SECURITY] == first
    time_machine.move_to(NOON + timedelta(days=100))
    assert told()[SECURITY] == first
    keep_the_schedule()
    assert dict(fields(told()[SECURITY]))["Expires"] == "2027-08-27T00:00:00Z"


def test_a_contact_that_comes_back_after_long_is_not_told_with_an_old_date(desk, time_machine):
    time_machine.move_to(NOON)
    tell(security_contact="security@news.example")
    tell(security_contact="")
    time_machine.move_to(NOON + timedelta(days=900))
    moments.keep(NOON + timedelta(days=900))
    tell(security_contact="security@news.example")
    assert dict(fields(told()[SECURITY]))["Expires"].startswith("2029-")


def test_trust_txt_has_the_lines_that_the_newsroom_gave(desk):
    lines = "# صحيفة\nbelongto=https://association.example/\nsocial=https://social.example/@wadi\n"
    tell(trust=f"{lines}contact=editor@news.example\ndatatrainingallowed=no")
    assert told()[TRUST] == f"{lines}contact=editor@news.example\ndatatrainingallowed=no\n"


def test_they_are_printed_served_and_taken_away_again(desk, tmp_path, settings):
    settings.MUSNAD_HOME = tmp_path / "home"
    settings.MUSNAD_PUBLIC = public = settings.MUSNAD_HOME / "public"
    tell(security_contact="security@news.example", trust="member=https://member.example/")
    bring_up_to_date()
    with running(public) as server:
        for path in ("/robots.txt", SECURITY, TRUST):
            status, headers, body = exchange(server.port, path)
            assert (status, headers["content-type"]) == (200, "text/plain; charset=utf-8")
            assert body.decode() == told()[path]
        status, headers, _ = exchange(server.port, "/sitemap.xml")
        assert (status, headers["content-type"]) == (200, "application/xml; charset=utf-8")
    tell(security_contact="", trust="")
    bring_up_to_date()
    assert not (public / ".well-known").exists()
    assert (public / "robots.txt").exists()


@pytest.mark.parametrize(("role", "may"), [(CHIEFS, True), (EDITORS, False)])
def test_chief_editors_tell_machines_in_the_newsroom(desk, client, role, may):
    user = get_user_model().objects.create_user("salma", password="x")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    address = reverse("wagtailsettings:edit", args=["newsroom", "formachines"])
    page = client.get(address, follow=True)
    assert ("أسطر أخرى في robots.txt" in page.content.decode()) is may
    told = {"robots": "User-agent: GPTBot\nDisallow: /", "security_contact": "", "trust": ""}
    address = page.redirect_chain[-1][0] if page.redirect_chain else address
    client.post(address, {**told, "security_policy": "", "security_encryption": "", "security_acknowledgments": ""})
    assert ("GPTBot" in ForMachines.told().robots) is may
