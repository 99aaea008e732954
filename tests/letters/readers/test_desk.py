"""The newsroom's pages about subscribers: who may, what they show, bringing in, giving out, erasing."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from musnad.letters import subscribing
from musnad.letters.models import Notice, Subscriber, Subscription
from musnad.letters.readers.powers import found_roles
from musnad.newsroom.founding import ADMINISTRATORS, CHIEFS, EDITORS, WRITERS

DESK = "/newsroom/subscribers/"
State = Subscriber.State


@pytest.fixture
def as_role(desk, client):
    """Return a function that logs somebody of a role in."""
    found_roles()

    def entered(role):
        user = get_user_model().objects.create_user(role)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return entered


@pytest.fixture
def chief(as_role):
    return as_role(CHIEFS)


def words(answer):
    return " ".join(BeautifulSoup(answer.content, "lxml").main.get_text(" ").split())


def bring(client, text, how="asked", consent="", letters=("digest:ar",)):
    file = SimpleUploadedFile("readers.csv", text.encode())
    return client.post(f"{DESK}import/", {"file": file, "letters": list(letters), "how": how, "consent": consent})


def states():
    return dict(Subscriber.objects.values_list("address", "state"))


@pytest.mark.parametrize("role", [WRITERS, EDITORS])
def test_writers_and_editors_see_no_addresses(as_role, subscribed, role):
    one, client = subscribed(), as_role(role)

    for path in ("", "export.csv", "import/", f"{one.pk}/"):
        assert client.get(DESK + path).status_code in {302, 403}
    for act in ("take-off", "allow", "erase"):
        assert client.post(f"{DESK}{one.pk}/{act}/").status_code in {302, 403}
    assert states() == {"reader@dalwan.example": "confirmed"}
    assert DESK not in client.get("/newsroom/").content.decode()


@pytest.mark.parametrize("role", [CHIEFS, ADMINISTRATORS])
def test_chiefs_and_administrators_have_them_in_the_menu(as_role, role):
    assert DESK in as_role(role).get("/newsroom/").content.decode()


def test_the_list_counts_by_state_and_letter_and_finds(chief, subscribed, pending):
    subscribed("salma@dalwan.example", "digest:ar", "breaking:ar")
    subscribed("omar@dalwan.example", "digest:en", lang="en")
    pending("layla@dalwan.example")

    shown = words(chief.get(DESK))
    assert "مؤكَّد: 2" in shown.replace("٢", "2")
    assert "موجز اليوم: 1" in shown.replace("١", "1")
    assert "salma@dalwan.example" in shown

    assert "omar@" not in words(chief.get(DESK, {"q": "SALMA"}))
    found = words(chief.get(DESK, {"list": "digest:en"}))
    assert ("omar@" in found, "salma@" in found) == (True, False)
    assert "layla@" in words(chief.get(DESK, {"state": "pending", "page": "99"}))
    assert "لا مشتركين" in words(chief.get(DESK, {"q": "nobody"}))


def test_a_list_with_stated_consent_is_subscribed_and_brings_nobody_back(chief, subscribed, pending):
    subscribed("known@dalwan.example", "corrections:ar")
    pending("waiting@dalwan.example")
    subscribing.leave_all(subscribed("left@dalwan.example"))
    gone = subscribed("gone@dalwan.example")
    subscribing.complained(gone)
    subscribing.erase(gone)
    names = ["new", "known", "waiting", "left", "gone"]
    text = "الاسم,البريد\n" + "".join(f"سلمى,{name}@dalwan.example\n" for name in names) + "x,bad@\n"

    answer = bring(chief, text, "stated", "استمارة ورقية، معرض الكتاب ٢٠٢٥")

    assert states() == {
        "new@dalwan.example": "confirmed",
        "known@dalwan.example": "confirmed",
        "waiting@dalwan.example": "confirmed",
        "left@dalwan.example": "left",
    }
    assert Subscriber.objects.get(address="new@dalwan.example").consent == "استمارة ورقية، معرض الكتاب ٢٠٢٥"
    on = set(Subscription.objects.values_list("subscriber__address", "list"))
    assert ("new@dalwan.example", "digest:ar") in on
    assert ("known@dalwan.example", "digest:ar") not in on
    assert not Notice.objects.exists()
    told = words(answer)
    assert "7" in told or "٧" in told


def test_a_list_that_is_asked_gets_a_message_each_and_no_letter_before_that(chief):
    bring(chief, "a@dalwan.example\nb@dalwan.example\n", letters=["digest:ar", "breaking:ar"])
    bring(chief, "a@dalwan.example\n", letters=["digest:ar"])

    assert set(states().values()) == {"pending"}
    assert not Subscription.objects.exists()
    assert sorted(Notice.objects.values_list("subscriber__address", "lists")) == [
        ("a@dalwan.example", ["digest:ar"]),
        ("b@dalwan.example", ["digest:ar", "breaking:ar"]),
    ]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"how": "stated"}, "اذكر أين ومتى"),
        ({"letters": ["digest:ar", "digest:en"]}, "بلغة واحدة"),
        ({"letters": []}, ""),
        ({"text": "no addresses here"}, "لم يُعثر"),
        ({"letters": ["digest:fr"]}, ""),
    ],
)
def test_what_is_missing_is_said_and_nobody_is_taken_in(chief, more, told):
    answer = bring(chief, more.pop("text", "a@dalwan.example"), **more)

    errors = BeautifulSoup(answer.content, "lxml").select_one(".errorlist")
    assert told in errors.text
    assert states() == {}


def test_what_is_given_out_is_a_table_with_lists_and_states(chief, subscribed, pending):
    subscribed("salma@dalwan.example", "digest:ar", "breaking:ar")
    pending("layla@dalwan.example")

    answer = chief.get(f"{DESK}export.csv", {"state": "confirmed"})

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["address"], row["state"], row["letters"]) == (
        "salma@dalwan.example",
        "confirmed",
        "digest:ar breaking:ar",
    )
    assert "attachment" in answer["Content-Disposition"]


def test_somebody_is_taken_off_let_in_again_and_erased(chief, subscribed):
    one = subscribed()
    assert "reader@dalwan.example" in words(chief.get(f"{DESK}{one.pk}/"))

    chief.post(f"{DESK}{one.pk}/take-off/")
    assert states() == {"reader@dalwan.example": "left"}

    subscribing.confirm(one, ["digest:ar"])
    subscribing.complained(one)
    chief.post(f"{DESK}{one.pk}/allow/")
    assert states() == {"reader@dalwan.example": "left"}

    assert chief.get(f"{DESK}{one.pk}/erase/").status_code == 405
    chief.post(f"{DESK}{one.pk}/erase/")
    assert states() == {}
