"""The desk: what it lists, and what is done there."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests import making
from tests.newsroom.claims.conftest import ATTACK, SAYING, claim, source, statement, suggestion
from tests.newsroom.claims.test_panel import member

from musnad.ledger.models import Claim, LogEntry, Source, Statement, Verdict
from musnad.ledger.recording import merge_claims
from musnad.ledger.vocabulary import Act, AddressKind, SourceKind, State
from musnad.newsroom.claims import listing
from musnad.newsroom.claims.answering import accept
from musnad.newsroom.founding import CHIEFS, EDITORS, WRITERS


@pytest.fixture
def editor(desk):
    return member(EDITORS)


@pytest.fixture
def chief(desk):
    return member(CHIEFS, "رئيسة التحرير")


def go(client, name, *args, **asked):
    return client.get(reverse(f"musnad_claims:{name}", args=args), asked)


def do(client, act, pk, /, **fields):
    return client.post(reverse(f"musnad_claims:{act}", args=[pk]), fields, follow=True)


def refused(response):
    """Wagtail leads who may not do something to its home, and says so."""
    return response.redirect_chain == [("/newsroom/", 302)]


def said(response):
    return [str(each) for each in response.context["messages"]]


# --- lists ---


def test_claims_are_listed_by_standing_with_their_number(editor):
    denied = claim()
    statement(denied, source("وزارة الدفاع"), Act.DENY)
    other = claim("ارتفاع أسعار القمح")
    html = go(editor, "claims", state="denied").content.decode()

    assert denied.sentence in html
    assert other.sentence not in html
    assert dict(listing.states())[State.DENIED] == 1
    assert other.sentence in go(editor, "claims", q="أسعار القمح المرتفعة").content.decode()


def test_what_changed_today_is_listed_with_who_did_it_and_the_stories_it_touches(story, editor):
    accept(story.get_latest_revision_as_object(), suggestion(story, SAYING).found.key, by="هدى")
    on = Claim.objects.get()
    statement(on, source("وزارة الدفاع"), Act.DENY)
    change = listing.changed_today()[0]

    assert (change.claim, change.before.state, change.standing.state) == (on, State.REPORTED, State.DENIED)
    assert list(change.stories) == [story]
    html = go(editor, "desk").content.decode()
    assert story.title in html
    assert on.sentence in html
    assert listing.changed_today(timezone.now() + timezone.timedelta(days=1)) == []


def test_published_stories_with_words_that_match_a_claim_and_nobody_answered(desk, editor):
    body = [("paragraph", f"<p>قال مرصد السهل إن {SAYING}.</p>")]
    printed, unprinted = making.story("خبر منشور", desk, body=body), making.draft("مسودة الخبر", desk, body=body)
    known = claim()
    (asking,) = listing.unanswered(listing.published())
    assert (asking.story, asking.matches[0].same.claim) == (printed, known)
    html = go(editor, "unanswered").content.decode()
    assert printed.title in html
    assert unprinted.title not in html

    accept(printed.get_latest_revision_as_object(), asking.matches[0].found.key, by="هدى")
    assert listing.unanswered(listing.published()) == []


@pytest.mark.parametrize(
    ("stories", "told"),
    [
        (0, "لا مطابقة تنتظر جوابًا"),
        (1, "مطابقة واحدة تنتظر جوابًا"),
        (2, "مطابقتان تنتظران جوابًا"),
        (3, "3 مطابقات تنتظر جوابًا"),
        (11, "11 مطابقة تنتظر جوابًا"),
    ],
)
def test_how_many_matches_nobody_answered_is_told_on_every_page(stories, told, desk, editor):
    claim()
    body = [("paragraph", f"<p>قال مرصد السهل إن {SAYING}.</p>")]
    for number in range(stories):
        making.story(f"خبر {number}", desk, body=body)

    pages = [go(editor, "unanswered", p=page).content.decode() for page in (1, 2)]

    assert [page.count(f"<strong>{told}</strong>") for page in pages] == [1, 1]
    assert pages[0].count("يشبه") == min(stories, 10)


def test_stories_older_than_those_counted_are_still_listed(desk, editor, monkeypatch):
    monkeypatch.setattr(listing, "COUNTED", 3)
    claim()
    body = [("paragraph", f"<p>قال مرصد السهل إن {SAYING}.</p>")]
    for number in range(12):
        making.story(f"خبر رقم {number}", desk, body=body)

    first, last = (go(editor, "unanswered", p=page).content.decode() for page in (1, 2))

    assert "3 مطابقات تنتظر جوابًا" in last
    assert [first.count("يشبه"), last.count("يشبه")] == [10, 2]


def test_sources_are_found_by_any_name_also_of_one_that_was_merged_into_them(editor):
    kept, gone = source("سالم الحاج", SourceKind.PERSON), source("أبو خالد", SourceKind.PERSON)
    do(editor, "source_merge", gone.pk, into=kept.pk)

    assert list(listing.sources("ابو خالد")) == [kept]
    assert "سالم الحاج" in go(editor, "sources", q="سالم").content.decode()


# --- claims ---


def test_a_claim_s_page_shows_statements_chain_stories_and_log(story, editor):
    accept(story.get_latest_revision_as_object(), suggestion(story, SAYING).found.key, by="هدى")
    html = go(editor, "claim", Claim.objects.get().pk).content.decode()

    for words in (SAYING, "مرصد السهل", "وكالة أنباء دلوان", story.title, "تسجيل", "هدى"):
        assert words in html


def test_merging_two_claims_and_undoing_it_loses_nothing(editor):
    one, other = claim(), claim("هجوم السهل")
    first = statement(one, source("مرصد السهل", SourceKind.MONITOR))
    second = statement(other, source("شاهد", SourceKind.WITNESS))
    assert "دُمج في" in said(do(editor, "claim_merge", one.pk, into=other.pk, reason="واحد"))[0]

    response = go(editor, "claim", one.pk)
    assert response.url == reverse("musnad_claims:claim", args=[other.pk])
    other.refresh_from_db()
    assert other.state == State.SUPPORTED
    do(editor, "claim_part", other.pk, merged=one.pk)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.state, other.state, one.merged_into) == (State.REPORTED, State.REPORTED, None)
    assert set(Statement.objects.values_list("pk", "claim")) == {(first.pk, one.pk), (second.pk, other.pk)}
    assert LogEntry.objects.filter(act="claims_merged", by="هدى", reason="واحد").exists()


def test_what_cannot_be_merged_says_why(editor):
    one, other = claim(), claim("هجوم السهل")

    assert "لا يُدمج الشيء في نفسه" in said(do(editor, "claim_merge", one.pk, into=one.pk))[0]
    assert "اختر من القائمة" in said(do(editor, "claim_merge", one.pk, into=""))[0]
    assert "ليس مدموجًا" in said(do(editor, "claim_part", one.pk, merged=other.pk))[0]
    merge_claims(one, other, by="هدى")
    assert "سبق دمجه" in said(do(editor, "claim_merge", one.pk, into=other.pk))[0]


def test_a_chief_editor_gives_a_verdict_with_a_reason_and_lifts_it_and_an_editor_may_not(editor, chief):
    on = claim()
    assert refused(do(editor, "claim_judge", on.pk, verdict="false", reason="صورة قديمة"))
    assert not Verdict.objects.exists()
    assert "املأ السبب" in said(do(chief, "claim_judge", on.pk, verdict="false", reason=" "))[0]

    assert "زائف" in said(do(chief, "claim_judge", on.pk, verdict="false", reason="صورة قديمة"))[0]
    verdict = Verdict.objects.get()
    assert (verdict.kind, verdict.reason, verdict.given_by) == ("false", "صورة قديمة", "رئيسة التحرير")
    do(chief, "claim_lift", on.pk, verdict=verdict.pk, reason="دليل جديد")
    verdict.refresh_from_db()
    assert verdict.lifted_at


def test_amending_a_claim_that_a_colleague_amended_meanwhile_is_refused(editor):
    on = claim()
    read = {"version": on.version, "place": "السهل", "happened_on": "2026-11-20"}
    do(editor, "claim_amend", on.pk, sentence="هجوم السهل", **read)
    on.refresh_from_db()
    assert (on.sentence, on.place, on.happened_at.isoformat()) == ("هجوم السهل", "السهل", "2026-11-19T22:00:00+00:00")

    late = said(do(member(EDITORS, "سمر"), "claim_amend", on.pk, sentence="غيره", **read))[0]
    assert "هدى" in late
    assert Claim.objects.get().sentence == "هجوم السهل"


def test_a_statement_recorded_in_error_is_withdrawn_with_a_reason(editor):
    on = claim()
    made = statement(on, source("مرصد السهل"))
    do(editor, "claim_withdraw", on.pk, statement=made.pk, reason="خطأ")
    made.refresh_from_db()

    assert made.withdrawn_at


# --- sources ---


def test_merging_two_sources_and_undoing_it_loses_nothing(editor):
    one, other = source("مرصد السهل", SourceKind.MONITOR), source("المرصد", SourceKind.MONITOR)
    on = claim()
    statement(on, one)
    statement(on, other, words="نقطة تفتيش في السهل تعرّضت لهجوم مسلّح صباح اليوم كما أفاد أهالي البلدة جميعًا")
    on.refresh_from_db()
    assert on.state == State.SUPPORTED

    do(editor, "source_merge", one.pk, into=other.pk)
    on.refresh_from_db()
    assert on.state == State.REPORTED
    assert go(editor, "source", one.pk).url == reverse("musnad_claims:source", args=[other.pk])
    do(editor, "source_part", other.pk, merged=one.pk)
    on.refresh_from_db()
    assert on.state == State.SUPPORTED
    assert set(on.statements.values_list("source", flat=True)) == {one.pk, other.pk}


def test_a_source_is_amended_with_what_it_belongs_to_its_names_and_addresses(editor):
    ministry, spokesman = source("وزارة الدفاع", SourceKind.BODY), source("سالم الحاج", SourceKind.OFFICE)
    do(
        editor,
        "source_amend",
        spokesman.pk,
        version=spokesman.version,
        name="سالم الحاج",
        kind="person",
        note="ناطق",
        belongs_to=ministry.pk,
        belongs_to_name="وزارة الدفاع",
    )
    do(editor, "source_add_name", spokesman.pk, name="Salem Al-Hajj", language="en")
    do(editor, "source_add_address", spokesman.pk, kind="account", address="https://x.com/dalwan_mod")
    spokesman.refresh_from_db()

    assert (spokesman.kind, spokesman.belongs_to, spokesman.note) == ("person", ministry, "ناطق")
    html = go(editor, "source", spokesman.pk).content.decode()
    assert "Salem Al-Hajj" in html
    assert "https://x.com/dalwan_mod" in html
    name, address = spokesman.names.get(language="en"), spokesman.addresses.get()
    assert address.kind == AddressKind.ACCOUNT
    do(editor, "source_drop_name", spokesman.pk, name=name.pk)
    do(editor, "source_drop_address", spokesman.pk, address=address.pk)
    assert not spokesman.names.filter(language="en", dropped_at=None).exists()
    assert not spokesman.addresses.filter(dropped_at=None).exists()


def test_a_source_that_would_belong_to_itself_is_refused(editor):
    ministry = source("وزارة الدفاع", SourceKind.BODY)
    office = source("مكتب الوزير", SourceKind.OFFICE, belongs_to=ministry)
    told = {"name": ministry.name, "kind": "body", "version": ministry.version}
    answer = do(editor, "source_amend", ministry.pk, belongs_to=office.pk, belongs_to_name="مكتب الوزير", **told)

    assert "لا يتبع" in said(answer)[0]
    assert Source.objects.get(pk=ministry.pk).belongs_to is None


# --- powers ---


def test_a_writer_reads_the_desk_and_changes_nothing(desk):
    writer = member(WRITERS)
    on, by = claim(), source("مرصد السهل")

    assert ATTACK in go(writer, "claim", on.pk).content.decode()
    for name, pk in (("claim_amend", on.pk), ("claim_merge", on.pk), ("source_amend", by.pk), ("source_part", by.pk)):
        assert refused(do(writer, name, pk, into=on.pk, sentence="غيره", name="غيره", version=1))
    assert (Claim.objects.get().sentence, Source.objects.get().name) == (ATTACK, "مرصد السهل")


def test_the_menu_leads_to_the_desk_for_whom_the_ledger_is_open(editor):
    home = editor.get("/newsroom/").content.decode()

    assert reverse("musnad_claims:desk") in home.replace("\\u002D", "-")
