"""The rule of standing, case by case: docs/standing.md in figures."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.dalwan import (
    AGENCY,
    ARMY,
    FACTION,
    FACTION_ACCOUNT,
    GOVERNMENT,
    MINISTRY,
    MONITOR,
    NOON,
    OFFICIALS,
    OTHER_AGENCY,
    OTHER_MONITOR,
    OTHER_WITNESS,
    OUTLETS,
    OWN_WORDS,
    SOURCES,
    SPOKESMAN,
    SPOKESMAN_ACCOUNT,
    WIRE,
    WIRE_TOUCHED,
    WITNESS,
    Script,
    at,
    on,
    ruling,
    say,
)

from musnad.ledger.standing import TURNING, standing
from musnad.ledger.vocabulary import Act, State

A, B, C = OUTLETS[:3]


def fourteen_outlets_quote_the_monitor():
    script = Script()
    for outlet in OUTLETS[:14]:
        script.say("affirm", MONITOR, outlet)
    return script


# What was said, then: the state, the number of independent roots, and by whom.
CASES = {
    # --- nothing, and what moves nothing ---
    "nothing was said": (Script(), State.NONE, 0, {}),
    "neither confirmed nor denied: nothing": (say("decline", SPOKESMAN), State.NONE, 0, {"declined_by": [SPOKESMAN]}),
    "a doubt is no denial": (
        say("affirm", MONITOR, A).say("doubt", SPOKESMAN), State.REPORTED, 1, {"doubted_by": [SPOKESMAN]},
    ),
    "«لم يؤكد ولم ينف» changes nothing of a report": (
        say("affirm", MONITOR, A).say("decline", SPOKESMAN), State.REPORTED, 1, {"declined_by": [SPOKESMAN]},
    ),
    "«لم يؤكد ولم ينف» does not take back what one affirmed": (
        say("affirm", MINISTRY, first_hand=True).say("decline", SPOKESMAN), State.CONFIRMED, 1,
        {"confirmed_by": [MINISTRY], "declined_by": [SPOKESMAN]},
    ),
    "«لم يؤكد ولم ينف» does not take back a denial": (
        say("deny", MINISTRY).say("decline", SPOKESMAN), State.DENIED, 0, {"denied_by": [MINISTRY]},
    ),
    "a call for it is no affirmation": (say("urge", FACTION), State.NONE, 0, {}),
    "a vow is no affirmation": (say("vow", FACTION), State.NONE, 0, {}),
    # --- reported: one root ---
    "one says it": (say("affirm", MONITOR), State.REPORTED, 1, {}),
    "one outlet relays one monitor": (say("affirm", MONITOR, A), State.REPORTED, 1, {}),
    "fourteen outlets, one monitor": (fourteen_outlets_quote_the_monitor(), State.REPORTED, 1, {}),
    "the monitor and whoever quotes it": (
        say("affirm", MONITOR).say("affirm", MONITOR, AGENCY, A).say("affirm", MONITOR, B), State.REPORTED, 1, {},
    ),
    "a long chain has one end": (say("affirm", MONITOR, AGENCY, A, B), State.REPORTED, 1, {}),
    "an account and the body it belongs to are one": (
        say("affirm", FACTION).say("affirm", FACTION_ACCOUNT, A), State.REPORTED, 1, {},
    ),
    "a spokesman's account, the spokesman and his ministry are one": (
        say("affirm", SPOKESMAN_ACCOUNT, A).say("affirm", SPOKESMAN, B).say("affirm", MINISTRY), State.REPORTED, 1, {},
    ),
    "two bodies of one government are one voice": (
        say("affirm", MINISTRY).say("affirm", GOVERNMENT), State.REPORTED, 1, {},
    ),
    "unnamed sources are the word of the outlet that quotes them": (
        say("affirm", SOURCES, A).say("affirm", A), State.REPORTED, 1, {},
    ),
    "unnamed sources of one agency, quoted by three": (
        say("affirm", SOURCES, AGENCY, A).say("affirm", SOURCES, AGENCY, B).say("affirm", SOURCES, AGENCY, C),
        State.REPORTED, 1, {},
    ),
    "unnamed officials are not the voice of their ministry": (
        say("affirm", OFFICIALS, A).say("deny", SPOKESMAN), State.DENIED, 1, {"denied_by": [SPOKESMAN]},
    ),
    "unnamed sources that nobody relayed": (say("affirm", SOURCES), State.REPORTED, 1, {}),
    "one wire in nearly the same words, within hours": (
        say("affirm", A, words=WIRE).say("affirm", B, words=WIRE_TOUCHED).say("affirm", C, words=WIRE),
        State.REPORTED, 1, {},
    ),
    "what an unnamed source says of its own act confirms nothing": (
        say("affirm", OFFICIALS, A, first_hand=True), State.REPORTED, 1, {},
    ),
    # --- supported: independent roots ---
    "two monitors": (say("affirm", MONITOR, A).say("affirm", OTHER_MONITOR, A), State.SUPPORTED, 2, {}),
    "a monitor and two witnesses": (
        say("affirm", MONITOR, A).say("affirm", WITNESS, A).say("affirm", OTHER_WITNESS, B), State.SUPPORTED, 3, {},
    ),
    "unnamed sources of two outlets": (
        say("affirm", SOURCES, A).say("affirm", SOURCES, B), State.SUPPORTED, 2, {},
    ),
    "a body that speaks for itself although it belongs to another": (
        say("affirm", ARMY).say("affirm", MINISTRY), State.SUPPORTED, 2, {},
    ),
    "two outlets in words of their own": (
        say("affirm", A, words=WIRE).say("affirm", B, words=OWN_WORDS), State.SUPPORTED, 2, {},
    ),
    "the same words days apart are no wire": (
        say("affirm", A, words=WIRE, said=at(8, day=1)).say("affirm", B, words=WIRE, said=at(8, day=3)),
        State.SUPPORTED, 2, {},
    ),
    "two bodies that say the same words say them themselves": (
        say("affirm", MINISTRY, words=WIRE).say("affirm", FACTION, words=WIRE), State.SUPPORTED, 2, {},
    ),
    "a few words are alike by chance": (
        say("affirm", A, words="قُتل خمسة جنود").say("affirm", B, words="قُتل خمسة جنود"), State.SUPPORTED, 2, {},
    ),
    # --- confirmed: first hand ---
    "a party affirms its own loss": (
        say("affirm", MONITOR, A).say("affirm", MINISTRY, first_hand=True), State.CONFIRMED, 2,
        {"confirmed_by": [MINISTRY]},
    ),
    "a party claims its own act through its account": (
        say("affirm", FACTION_ACCOUNT, A, first_hand=True), State.CONFIRMED, 1, {"confirmed_by": [FACTION_ACCOUNT]},
    ),
    "both parties affirm": (
        say("affirm", FACTION, first_hand=True).say("affirm", MINISTRY, first_hand=True), State.CONFIRMED, 2,
        {"confirmed_by": [FACTION, MINISTRY]},
    ),
    "an official who affirms what others did confirms nothing": (
        say("affirm", MINISTRY), State.REPORTED, 1, {"confirmed_by": []},
    ),
    # --- denied ---
    "one root, and a denial": (
        say("affirm", MONITOR, A).say("deny", SPOKESMAN, AGENCY), State.DENIED, 1, {"denied_by": [SPOKESMAN]},
    ),
    "a denial before anything else": (say("deny", MINISTRY), State.DENIED, 0, {"denied_by": [MINISTRY]}),
    "many relays of one root are no support against a denial": (
        fourteen_outlets_quote_the_monitor().say("deny", MINISTRY), State.DENIED, 1, {"denied_by": [MINISTRY]},
    ),
    "two deny": (
        say("affirm", MONITOR).say("deny", FACTION).say("deny", MINISTRY), State.DENIED, 1,
        {"denied_by": [FACTION, MINISTRY]},
    ),
    "a denial repeated by the same voice is one": (
        say("deny", MINISTRY).say("deny", SPOKESMAN_ACCOUNT, A), State.DENIED, 0, {"denied_by": [MINISTRY]},
    ),
    "the monitor denies that it said so": (
        say("affirm", MONITOR, A).say("deny", MONITOR), State.DENIED, 0, {"denied_by": [MONITOR]},
    ),
    "whoever affirmed and then denies": (
        say("affirm", MINISTRY).say("affirm", MONITOR).say("deny", SPOKESMAN), State.DENIED, 1,
        {"denied_by": [SPOKESMAN]},
    ),
    "whoever denied and then affirms": (
        say("deny", MINISTRY).say("affirm", SPOKESMAN, first_hand=True), State.CONFIRMED, 1,
        {"denied_by": [], "confirmed_by": [SPOKESMAN]},
    ),
    "what was said last counts, whatever was recorded last": (
        say("deny", MINISTRY, said=at(18)).say("affirm", MINISTRY, said=at(9)), State.DENIED, 0,
        {"denied_by": [MINISTRY]},
    ),
    "of two words of one day the one recorded last counts": (
        say("affirm", MINISTRY, said=on(2)).say("deny", MINISTRY, said=at(9)), State.DENIED, 0,
        {"denied_by": [MINISTRY]},
    ),
    "a day before is before, exact or not": (
        say("deny", MINISTRY, said=on(3)).say("affirm", MINISTRY, said=at(9)), State.DENIED, 0,
        {"denied_by": [MINISTRY]},
    ),
    # --- disputed ---
    "two roots, and a denial": (
        say("affirm", MONITOR).say("affirm", OTHER_MONITOR).say("deny", MINISTRY), State.DISPUTED, 2,
        {"denied_by": [MINISTRY]},
    ),
    "confirmed by one party, denied by the other": (
        say("affirm", MINISTRY, first_hand=True).say("deny", FACTION), State.DISPUTED, 1,
        {"confirmed_by": [MINISTRY], "denied_by": [FACTION]},
    ),
    "support that comes after the denial disputes it": (
        say("affirm", MONITOR).say("deny", MINISTRY).say("affirm", WITNESS, A), State.DISPUTED, 2,
        {"denied_by": [MINISTRY]},
    ),
    # --- retracted ---
    "the root takes it back": (
        say("affirm", MONITOR).say("retract", MONITOR), State.RETRACTED, 0, {"retracted_by": [MONITOR]},
    ),
    "every chain that ends there falls with it": (
        fourteen_outlets_quote_the_monitor().say("retract", MONITOR), State.RETRACTED, 0, {"retracted_by": [MONITOR]},
    ),
    "the body takes back what its account said": (
        say("affirm", FACTION_ACCOUNT, A).say("retract", FACTION), State.RETRACTED, 0, {"retracted_by": [FACTION]},
    ),
    "the other root stays": (
        say("affirm", MONITOR, A).say("affirm", WITNESS, B).say("retract", MONITOR), State.REPORTED, 1,
        {"retracted_by": [MONITOR]},
    ),
    "two other roots stay": (
        say("affirm", MONITOR).say("affirm", WITNESS).say("affirm", FACTION).say("retract", MONITOR),
        State.SUPPORTED, 2, {"retracted_by": [MONITOR]},
    ),
    "taken back and denied: taken back, and the denial still shows": (
        say("affirm", MONITOR).say("deny", MINISTRY).say("retract", MONITOR), State.RETRACTED, 0,
        {"retracted_by": [MONITOR], "denied_by": [MINISTRY]},
    ),
    "a retraction of what we never recorded": (say("retract", MONITOR, A), State.RETRACTED, 0, {}),
    "said again after it was taken back": (
        say("affirm", MONITOR).say("retract", MONITOR).say("affirm", MONITOR), State.REPORTED, 1, {"retracted_by": []},
    ),
    "a relay of unknown time brings back nothing that was taken back": (
        say("affirm", MONITOR).say("retract", MONITOR).undated("affirm", MONITOR, A), State.RETRACTED, 0,
        {"retracted_by": [MONITOR]},
    ),
    "a relay of unknown time brings back nothing that was denied": (
        say("affirm", MONITOR).say("deny", MONITOR).undated("affirm", MONITOR, A), State.DENIED, 0,
        {"denied_by": [MONITOR]},
    ),
    "a wire taken back falls in every copy, also those printed later": (
        say("affirm", A, words=WIRE).say("affirm", AGENCY, words=WIRE).say("retract", AGENCY)
        .say("affirm", B, words=WIRE_TOUCHED), State.RETRACTED, 0, {"retracted_by": [AGENCY]},
    ),
    "a relay takes its own report back, the root stands by another": (
        say("affirm", MONITOR, A).say("affirm", MONITOR, B).say("retract", A), State.REPORTED, 1,
        {"retracted_by": [A]},
    ),
    "the only relay takes its report back": (
        say("affirm", MONITOR, A).say("retract", A), State.RETRACTED, 0, {"retracted_by": [A]},
    ),
    "a relay that took back what it reported may report anew": (
        say("affirm", MONITOR, A).say("retract", A).say("affirm", MONITOR, A), State.REPORTED, 1,
        {"retracted_by": [A]},
    ),
    "a denial taken back leaves the report": (
        say("affirm", MONITOR).say("deny", MINISTRY).say("retract", SPOKESMAN), State.REPORTED, 1,
        {"denied_by": [], "retracted_by": []},
    ),
    "a denial taken back leaves nothing where there was nothing": (
        say("deny", MINISTRY).say("retract", MINISTRY), State.NONE, 0, {"denied_by": [], "retracted_by": []},
    ),
    "what was wrongly reported of a party does not end its denial": (
        say("deny", MINISTRY).say("affirm", MINISTRY, A).say("retract", A), State.DENIED, 0,
        {"denied_by": [MINISTRY]},
    ),
    # --- a part ---
    "a denial of the cause is of the cause": (
        say("affirm", MONITOR, A).say("deny", MINISTRY, part="سبب الانفجار"), State.REPORTED, 1,
        {"denied_by": [], "parts": [("سبب الانفجار", Act.DENY, MINISTRY)]},
    ),
    "a denial of the number leaves a confirmation": (
        say("affirm", MINISTRY, first_hand=True).say("deny", SPOKESMAN, part="عدد القتلى"), State.CONFIRMED, 1,
        {"parts": [("عدد القتلى", Act.DENY, SPOKESMAN)]},
    ),
    "to affirm a part is not to affirm the whole": (
        say("affirm", MONITOR).say("affirm", MINISTRY, part="وقوع الانفجار", first_hand=True), State.REPORTED, 1,
        {"confirmed_by": [], "parts": [("وقوع الانفجار", Act.AFFIRM, MINISTRY)]},
    ),
    "the last word on a part counts, however it is spelt": (
        say("deny", MINISTRY, part="السبب").say("affirm", SPOKESMAN, part="السَّبب"), State.NONE, 0,
        {"parts": [("السَّبب", Act.AFFIRM, SPOKESMAN)]},
    ),
    "a denial of a part that is taken back is gone": (
        say("affirm", MONITOR).say("deny", MINISTRY, part="السبب").say("retract", MINISTRY, part="السبب"),
        State.REPORTED, 1, {"parts": []},
    ),
    "the root takes back the number alone": (
        say("affirm", MONITOR).say("retract", MONITOR, part="العدد"), State.REPORTED, 1,
        {"retracted_by": [], "parts": [("العدد", Act.RETRACT, MONITOR)]},
    ),
    "a doubt about a part shows, a refusal to speak of it does not": (
        say("affirm", MONITOR).say("doubt", FACTION, part="العدد").say("decline", MINISTRY, part="السبب"),
        State.REPORTED, 1, {"parts": [("العدد", Act.DOUBT, FACTION)]},
    ),
    # --- what was withdrawn ---
    "a statement recorded in error counts no longer": (
        say("affirm", MONITOR).say("deny", MINISTRY, withdrawn=at(20)), State.REPORTED, 1, {"denied_by": []},
    ),
}  # fmt: skip


def plain(finding):
    """What a case names of a finding, in the parties' numbers."""
    named = ("confirmed_by", "denied_by", "retracted_by", "doubted_by", "declined_by")
    told = {name: [by.source for by in getattr(finding, name)] for name in named}
    return told | {"parts": [(part.part, part.act, part.by.source) for part in finding.parts]}


def numbered(expected):
    return {
        name: [(value[0], value[1], value[2].key) if name == "parts" else value.key for value in values]
        for name, values in expected.items()
    }


@pytest.mark.parametrize(("script", "state", "roots", "named"), CASES.values(), ids=CASES)
def test_the_rule(script, state, roots, named):
    finding = standing(script.sayings)

    assert (finding.state, len(finding.roots)) == (state, roots)
    assert {name: plain(finding)[name] for name in named} == numbered(named)


def test_there_are_cases_enough():
    assert len(CASES) >= 40


# --- how many, and which ---


def test_fourteen_parties_one_source():
    finding = standing(fourteen_outlets_quote_the_monitor().sayings)

    assert (finding.parties, len(finding.roots)) == (14, 1)
    assert finding.roots[0].source == MONITOR.key


def test_an_outlet_and_its_account_are_one_party():
    account = type(A)(1000, "account", A)

    assert standing(say("affirm", MONITOR, A).say("affirm", MONITOR, account).sayings).parties == 1


def test_a_root_says_how_many_brought_it():
    script = say("affirm", MONITOR, A).say("affirm", WITNESS, A).say("affirm", MONITOR, B)

    monitor, witness = standing(script.sayings).roots

    assert (monitor.statements, monitor.parties) == ((1, 3), 2)
    assert (witness.statements, witness.parties) == ((2,), 1)


def test_among_copies_of_a_wire_the_agency_is_the_root_though_its_clock_is_behind():
    script = say("affirm", A, words=WIRE).say("affirm", AGENCY, words=WIRE).say("affirm", B, words=WIRE_TOUCHED)

    finding = standing(script.sayings)

    assert [root.source for root in finding.roots] == [AGENCY.key]
    assert finding.parties == 3


def test_two_wires_are_two_roots():
    script = (
        say("affirm", AGENCY, words=WIRE).say("affirm", A, words=WIRE)
        .say("affirm", OTHER_AGENCY, words=OWN_WORDS).say("affirm", B, words=OWN_WORDS)
    )  # fmt: skip

    assert [root.source for root in standing(script.sayings).roots] == [AGENCY.key, OTHER_AGENCY.key]


def test_which_statements_fell_is_told():
    script = fourteen_outlets_quote_the_monitor().say("affirm", WITNESS, A).say("retract", MONITOR)

    assert standing(script.sayings).fallen == set(range(1, 15))


def test_a_denial_is_named_by_who_said_it_first():
    finding = standing(say("deny", SPOKESMAN, A).say("deny", MINISTRY).sayings)

    (by,) = finding.denied_by

    assert (by.source, by.statement, by.voice) == (SPOKESMAN.key, 1, GOVERNMENT.key)


# --- verdicts ---


def test_a_verdict_stands_above_and_the_rest_still_shows():
    finding = standing(say("affirm", MONITOR).say("deny", MINISTRY).sayings, rulings=[ruling("misleading")])

    assert finding.ruling == ruling("misleading")
    assert (finding.state, plain(finding)["denied_by"]) == (State.DENIED, [MINISTRY.key])


def test_the_latest_verdict_stands():
    later = ruling("true", key=2, given=at(18))

    assert standing([], rulings=[later, ruling("unproven")]).ruling == later


def test_a_lifted_verdict_gives_way_to_the_one_before():
    lifted = ruling("true", key=2, given=at(18), lifted=at(19))

    assert standing([], rulings=[ruling("unproven"), lifted]).ruling == ruling("unproven")


# --- as of a moment ---


def history():
    return (
        say("affirm", MONITOR, A, recorded=at(8))
        .say("affirm", WITNESS, recorded=at(9))
        .say("deny", MINISTRY, recorded=at(10), said=at(7))
        .say("retract", MONITOR, recorded=at(11), withdrawn=at(12))
        .sayings
    )


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (at(7), State.NONE),
        (at(8), State.REPORTED),
        (at(9, 30), State.SUPPORTED),
        (at(10), State.DISPUTED),
        (at(11, 59), State.DENIED),
        (at(12), State.DISPUTED),
        (at(12, day=30), State.DISPUTED),
        (None, State.DISPUTED),
    ],
)
def test_as_of_a_moment_it_gives_what_was_known_then(moment, state):
    assert standing(history(), at=moment).state == state


def test_a_denial_said_earlier_and_recorded_later_was_not_known_before():
    assert standing(history(), at=at(9)).denied_by == ()


def test_a_verdict_stood_from_when_it_was_given_until_it_was_lifted():
    given_and_lifted = [ruling(given=at(10), lifted=at(11))]

    stood = [standing([], rulings=given_and_lifted, at=at(hour)).ruling is not None for hour in (9, 10, 11, 12)]

    assert stood == [False, True, False, False]


# --- whatever is said ---

PARTIES = [MINISTRY, SPOKESMAN, SPOKESMAN_ACCOUNT, ARMY, FACTION, MONITOR, AGENCY, A, B, WITNESS, SOURCES, OFFICIALS]

scripts = st.lists(
    st.tuples(
        st.sampled_from(Act),
        st.lists(st.sampled_from(PARTIES), min_size=1, max_size=3, unique=True),
        st.sampled_from(["", "", "", "العدد"]),
        st.sampled_from(["", WIRE, WIRE_TOUCHED, OWN_WORDS]),
        st.booleans(),
        st.none() | st.integers(0, 2000),
    ),
    max_size=12,
)


def played(script):
    played = Script()
    for act, chain, part, words, first_hand, minute in script:
        if minute is None:
            played.undated(act, *chain)
        else:
            said = NOON + timedelta(minutes=minute)
            played.say(act, *chain, part=part, words=words, first_hand=first_hand, said=said)
    return played.sayings


@given(scripts, st.randoms())
def test_the_order_in_which_statements_are_given_does_not_matter(script, random):
    sayings = played(script)
    shuffled = random.sample(sayings, len(sayings))

    assert standing(shuffled) == standing(sayings)


@given(scripts)
def test_a_moment_in_the_past_knows_nothing_of_what_came_later(script):
    sayings = played(script)

    for count in range(len(sayings)):
        moment = sayings[count].recorded_at
        assert standing(sayings, at=moment) == standing(sayings[: count + 1])


@given(scripts)
def test_what_moves_no_standing_moves_none(script):

    sayings = played(script)

    whole, moved = standing(sayings), standing([saying for saying in sayings if saying.act in TURNING])

    named = ("state", "roots", "parties", "confirmed_by", "denied_by", "retracted_by", "fallen")
    assert [getattr(whole, name) for name in named] == [getattr(moved, name) for name in named]


@given(scripts)
def test_the_state_and_its_reasons_agree(script):
    finding = standing(played(script))

    assert bool(finding.parties) == bool(finding.roots)
    assert (finding.state == State.DENIED) <= bool(finding.denied_by)
    assert (finding.state == State.DISPUTED) <= (bool(finding.denied_by) and bool(finding.roots))
    assert (finding.state == State.CONFIRMED) <= bool(finding.confirmed_by)
    assert (finding.state == State.SUPPORTED) <= (len(finding.roots) > 1)
    assert (finding.state == State.RETRACTED) <= (bool(finding.retracted_by) and not finding.roots)
    assert not {root.voice for root in finding.roots} & {by.voice for by in finding.denied_by}
    standing_words = {key for root in finding.roots for key in root.statements}
    assert not standing_words & finding.fallen
