"""Sources: what recording writes, merges, parts and refuses."""

import pytest
from django.utils import timezone
from tests.ledger.writing import (
    EDITOR,
    KARIM,
    SALMA,
    at,
    claim,
    last_entry,
    ministry,
    monitor,
    outlet,
    say,
    source,
    states,
)

from musnad.ledger import recording
from musnad.ledger.errors import (
    AlreadyDone,
    AlreadyMerged,
    BelongsInCircle,
    MergedIntoItself,
    NotAnAddress,
    NothingSaid,
    NotMerged,
    TooLong,
)
from musnad.ledger.models import Claim, LogEntry, Source, SourceName, Statement
from musnad.ledger.recording import Kept

pytestmark = pytest.mark.django_db


# --- sources ---


def test_a_source_has_its_names_and_addresses():
    body = ministry()

    made = source(
        "الناطق باسم وزارة الدفاع",
        "office",
        belongs_to=body,
        note="تبدّل في شباط",
        names=[("Ministry of Defence spokesman", "en")],
        addresses=[("account", "https://twitter.com/DalwanMoD"), ("site", "mod.example")],
    )

    assert (made.belongs_to, made.kind, made.recorded_by) == (body, "office", SALMA)
    assert [str(name) for name in made.names.order_by("pk")] == [
        "الناطق باسم وزارة الدفاع",
        "Ministry of Defence spokesman",
    ]
    assert [each.key for each in made.addresses.order_by("pk")] == ["x.com/dalwanmod", "mod.example"]
    assert str(made.addresses.first()) == "https://twitter.com/DalwanMoD"


def test_each_act_leaves_an_entry_that_says_who_when_what_and_why():
    before = timezone.now()

    made = source("مرصد السهل", "monitor", by=f" {KARIM} ", reason=" ذكرته وادي نيوز ")

    entry = LogEntry.objects.get()
    assert (entry.by, entry.reason, entry.act, entry.source) == (KARIM, "ذكرته وادي نيوز", "source_recorded", made)
    assert before <= entry.at <= timezone.now()
    assert entry.payload["name"] == "مرصد السهل"


def test_an_amended_source_keeps_its_former_name_as_an_alias():
    made = monitor("مرصد السهل")
    made.name = "مرصد السهل لحقوق الإنسان"

    amended = recording.amend_source(made, **EDITOR)

    assert (amended.name, amended.version) == ("مرصد السهل لحقوق الإنسان", 2)
    assert set(made.names.values_list("name", flat=True)) == {"مرصد السهل", "مرصد السهل لحقوق الإنسان"}


def test_an_amendment_that_changes_nothing_is_not_logged():
    recording.amend_source(monitor(), **EDITOR)
    recording.amend_claim(claim(), **EDITOR)

    assert list(LogEntry.objects.order_by("pk").values_list("act", flat=True)) == ["source_recorded", "claim_recorded"]


def test_what_a_source_belongs_to_is_amended_and_the_standing_follows():
    about, spokesman, body = claim(), source("أبو رامي", "person"), ministry()
    say(about, "affirm", spokesman)
    say(about, "affirm", body)
    spokesman.belongs_to = body

    recording.amend_source(spokesman, **EDITOR)

    assert states(about) == [("reported", 1, 1), ("supported", 2, 2), ("reported", 1, 2)]


def test_a_source_that_lets_go_of_its_body_is_a_voice_of_its_own():
    body = ministry()
    about, spokesman = claim(), source("أبو رامي", "person", belongs_to=body)
    say(about, "affirm", spokesman)
    say(about, "affirm", body)
    spokesman.belongs_to = None

    recording.amend_source(spokesman, **EDITOR)

    assert states(about) == [("reported", 1, 1), ("supported", 2, 2)]


@pytest.mark.parametrize("name", ["", "  ", "\x00", "\u200f", "\u202e\u2066", "ـــ", "؟!"])
def test_a_source_without_a_name_is_refused(name):
    with pytest.raises(NothingSaid):
        source(name)

    assert not LogEntry.objects.exists()


def test_what_is_longer_than_the_ledger_keeps_is_refused():
    with pytest.raises(TooLong) as refused:
        source("ا" * 201)

    assert (refused.value.field, refused.value.length, refused.value.longest) == ("name", 201, 200)


def test_what_no_database_keeps_is_left_out():
    assert source("مرصد\x00 السهل\ud800").name == "مرصد السهل"


def test_what_would_turn_round_the_text_behind_it_is_left_out_and_a_kept_copy_stays_to_the_letter():
    about, teller = claim("قُصف \u202eجسر\u202c السهل\u2067"), source("مرصد \u202eالسهل", "monitor")
    kept = Kept("https://wadi.example/1", "نصّ \u202eمحفوظ", at(9))
    said = say(about, "affirm", teller, words="قُصف الجسر\u2066", evidence=[kept])

    assert (about.sentence, teller.name, said.words) == ("قُصف جسر السهل", "مرصد السهل", "قُصف الجسر")
    assert said.evidence.get().text == "نصّ \u202eمحفوظ"


def test_an_act_by_nobody_is_refused():
    with pytest.raises(NothingSaid):
        claim(by="  ")

    assert not Claim.objects.exists()


def test_a_name_is_added_dropped_and_added_again():
    made = monitor()
    recording.add_name(made, "المرصد", language="ar", **EDITOR)
    alias = SourceName.objects.get(name="المرصد")

    recording.drop_name(alias, **EDITOR)
    assert SourceName.objects.get(pk=alias.pk).dropped_at == last_entry().at
    with pytest.raises(AlreadyDone):
        recording.drop_name(alias, **EDITOR)

    recording.add_name(made, "المرصد", language="ar", **EDITOR)
    assert SourceName.objects.get(pk=alias.pk).dropped_at is None
    with pytest.raises(AlreadyDone):
        recording.add_name(made, "المرصد", language="ar", **EDITOR)


def test_an_address_is_added_and_dropped():
    made = monitor()
    recording.add_address(made, "account", "x.com/sahl_monitor", **EDITOR)
    with pytest.raises(AlreadyDone):
        recording.add_address(made, "account", "https://twitter.com/Sahl_Monitor/status/1", **EDITOR)
    (there,) = made.addresses.all()

    recording.drop_address(there, **EDITOR)

    assert made.addresses.get().dropped_at == last_entry().at
    with pytest.raises(AlreadyDone):
        recording.drop_address(there, **EDITOR)


@pytest.mark.parametrize("address", ["", "لا عنوان", "javascript:alert(1)", "https://x.com/"])
def test_what_is_no_account_is_refused(address):
    with pytest.raises(NotAnAddress):
        source("حساب", "account", addresses=[("account", address)])


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_source_belongs_to_nothing_that_belongs_to_it(steps):
    top = bottom = ministry()
    for number in range(steps):
        bottom = source(f"مديرية {number}", belongs_to=bottom)
    top.belongs_to = bottom

    with pytest.raises(BelongsInCircle):
        recording.amend_source(top, **EDITOR)


# --- merging sources ---


def test_merged_sources_are_one_root_and_parting_them_brings_back_two():
    about, one, other = claim(), monitor("مرصد السهل"), monitor("المرصد السهليّ")
    say(about, "affirm", one)
    say(about, "affirm", other)

    assert recording.merge_sources(other, one, **EDITOR) == one
    recording.part_source(other, **EDITOR)

    assert states(about) == [("reported", 1, 1), ("supported", 2, 2), ("reported", 1, 1), ("supported", 2, 2)]


def test_merging_and_parting_leave_every_row_as_it_was():
    about, one, other = claim(), monitor("مرصد السهل"), monitor("المرصد السهليّ")
    say(about, "affirm", one)
    say(about, "affirm", other, outlet())
    recording.add_name(other, "Sahl Monitor", language="en", **EDITOR)

    def rows():
        return [list(model.objects.order_by("pk").values()) for model in (Source, SourceName, Statement)]

    before = rows()
    recording.merge_sources(other, one, **EDITOR)
    recording.part_source(other, **EDITOR)

    assert rows() == before


def test_a_source_merged_into_itself_is_refused():
    one, other, third = monitor("أ"), monitor("ب"), monitor("ج")

    with pytest.raises(MergedIntoItself):
        recording.merge_sources(one, one, **EDITOR)
    recording.merge_sources(other, one, **EDITOR)
    recording.merge_sources(one, third, **EDITOR)
    with pytest.raises(MergedIntoItself):
        recording.merge_sources(third, other, **EDITOR)


def test_a_source_is_merged_once():
    one, other, third = monitor("أ"), monitor("ب"), monitor("ج")
    recording.merge_sources(other, one, **EDITOR)

    with pytest.raises(AlreadyMerged):
        recording.merge_sources(other, third, **EDITOR)
    with pytest.raises(AlreadyMerged):
        recording.amend_source(other, **EDITOR)


def test_a_body_is_not_merged_into_its_own_account():
    body = ministry()
    account = source("حساب الوزارة", "account", belongs_to=body)

    with pytest.raises(BelongsInCircle):
        recording.merge_sources(body, account, **EDITOR)
    recording.merge_sources(account, body, **EDITOR)

    assert Source.objects.get(pk=account.pk).merged_into == body


def test_parting_is_refused_where_the_source_would_come_to_belong_to_itself():
    parent, middle, low, other = (source(name) for name in ("وزارة", "مديرية", "مكتب", "هيئة"))
    low.belongs_to = middle
    low = recording.amend_source(low, **EDITOR)
    middle.belongs_to = parent
    recording.amend_source(middle, **EDITOR)
    recording.merge_sources(middle, other, **EDITOR)
    parent.belongs_to = low
    recording.amend_source(parent, **EDITOR)

    with pytest.raises(BelongsInCircle):
        recording.part_source(middle, **EDITOR)


def test_there_is_nothing_to_part_that_was_not_merged():
    with pytest.raises(NotMerged):
        recording.part_source(monitor(), **EDITOR)
    with pytest.raises(NotMerged):
        recording.part_claim(claim(), **EDITOR)
