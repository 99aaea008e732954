"""What was said, and then where the claim stands: docs/standing.md in cases."""

from tests.ledger.dalwan import (
    AGENCY,
    ARMY,
    FACTION,
    FACTION_ACCOUNT,
    GOVERNMENT,
    MINISTRY,
    MONITOR,
    OFFICIALS,
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
    say,
)

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
