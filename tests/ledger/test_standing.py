"""The rule of standing, case by case: tests/ledger/standing_cases.py holds them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.dalwan import (
    AGENCY,
    ARMY,
    FACTION,
    GOVERNMENT,
    MINISTRY,
    MONITOR,
    NOON,
    OFFICIALS,
    OTHER_AGENCY,
    OWN_WORDS,
    SOURCES,
    SPOKESMAN,
    SPOKESMAN_ACCOUNT,
    WIRE,
    WIRE_TOUCHED,
    WITNESS,
    Script,
    at,
    ruling,
    say,
)
from tests.ledger.standing_cases import CASES, A, B, fourteen_outlets_quote_the_monitor

from musnad.ledger.standing import TURNING, standing
from musnad.ledger.vocabulary import Act, State


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
