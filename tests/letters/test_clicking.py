"""Links that count: off unless the newsroom wants it, said in the letter, led nowhere but where the letter led."""

import re
from urllib.parse import unquote

import pytest
from tests import making

from musnad.letters import links
from musnad.letters import making as letters
from musnad.letters.composing import mail_of
from musnad.letters.models import CountedLink, Habits, Letter


@pytest.fixture
def letter(desk):
    """A function that sends a letter, with or without counting."""

    def sent(*, clicks):
        Habits.objects.update_or_create(lang="ar", defaults={"clicks": clicks})
        story = making.story("خبر", desk)
        made = letters.keep(Letter(list="digest:ar", lang="ar", kind="digest"), [letters.Item(story=story.pk)])
        letters.begin(made)
        return made

    return sent


def test_without_it_links_lead_straight_to_the_story(letter):
    mail = mail_of(letter(clicks=False))
    assert "/letters/go/" not in mail.html
    assert "نعدّ" not in mail.html + mail.text
    assert not CountedLink.objects.exists()


def test_with_it_each_link_of_the_site_is_counted_and_the_letter_says_so(letter, client):
    sent = letter(clicks=True)
    mail = mail_of(sent)

    for body in (mail.html, mail.text):
        assert "نعدّ كم مرة فُتح كل رابط" in body
    (path,) = {
        path for path in re.findall(r"http://127\.0\.0\.1:8000(/letters/go/[^\"]+)", mail.html) if leads_to(path, "خبر")
    }
    answers = [client.get(path), client.head(path), client.get(path)]
    assert {answer.status_code for answer in answers} == {302}
    link = CountedLink.objects.get(token=path.split("/")[-2])
    assert answers[0]["Location"] == link.address
    assert link.count == 2  # a HEAD is no reader
    assert not answers[0].cookies
    assert mail_of(sent).html == mail.html  # written again, it has the same links


def leads_to(path, words):
    return words in unquote(CountedLink.objects.get(token=path.split("/")[-2]).address)


@pytest.mark.parametrize("token", ["x", "https%3A%2F%2Fevil.example", "..%2F..%2F", "a" * 300])
def test_it_leads_nowhere_else(desk, client, token):
    assert client.get(f"/letters/go/{token}/").status_code == 404


def test_who_leaves_by_a_letter_is_counted_once(letter, client, subscribed):
    sent, one = letter(clicks=False), subscribed("a@dalwan.example")
    way = links.leave_link(one, "digest:ar", sent.pk).removeprefix("http://127.0.0.1:8000")
    for _ in range(2):
        client.post(way, {"List-Unsubscribe": "One-Click"})
    sent.refresh_from_db()
    assert sent.left == 1
