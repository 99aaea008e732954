"""Corrections follow their readers.

The ledger's log of standings is read by number, so that a kill loses nothing. A claim that turned to denied, retracted
or false, and that letters had carried before, waits for others for a while; then a correction is made of them, which an
editor releases or drops. A claim that turns back before that drops out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from musnad.ledger.merging import head_of_claim
from musnad.ledger.models import Claim, Standing
from musnad.letters import lists
from musnad.letters.making import Item, habits_of, keep
from musnad.letters.models import Delivery, Letter, LetterItem, Mark, Subscriber, Subscription, Turn
from musnad.letters.wrongs import is_wrong, stories_telling
from musnad.newsstand.words import words_of

AT_ONCE = 200
MARK = "ledger"

SLACK = timedelta(seconds=10)
"""What was put together so little after a turn may not have seen it: the turn's transaction was still open."""

SENTENCE = 120
OPEN = (Letter.State.DRAFT, Letter.State.SCHEDULED)
REACHED = (Delivery.State.SENT, Delivery.State.UNKNOWN, Delivery.State.GOING)


# --- turns ---


@transaction.atomic
def watch() -> bool:
    """Note what has turned since the last look; return whether there may be more."""
    Mark.objects.get_or_create(name=MARK, defaults={"number": 0})
    mark = Mark.objects.select_for_update().get(name=MARK)
    rows = list(Standing.objects.filter(pk__gt=mark.number).order_by("pk").values_list("pk", "claim")[:AT_ONCE])
    if not rows:
        return False
    for claim in sorted({head_of_claim(claim) for _, claim in rows}):
        look_at(Claim.objects.get(pk=claim))
    mark.number = rows[-1][0]
    mark.save()
    return len(rows) == AT_ONCE


def look_at(claim: Claim) -> None:
    if is_wrong(claim.state, claim.verdict):
        turned = when_it_turned(claim)
        if turned:
            note(claim, turned)
    else:
        take_back(claim.pk)


def when_it_turned(claim: Claim) -> Standing | None:
    """Return the row of the log from which on the claim has stood wrong."""
    found = None
    for row in Standing.objects.filter(claim=claim).order_by("-at", "-pk"):
        if not is_wrong(row.state, row.verdict):
            break
        found = row
    return found


def note(claim: Claim, turned: Standing) -> None:
    """Keep that the claim turned, for each edition of which a letter had carried it by then."""
    told = stories_telling(claim.pk)
    sent = LetterItem.objects.filter(story__in=told, letter__begun_at__lt=turned.at + SLACK)
    for lang in sorted(set(sent.order_by().values_list("letter__lang", flat=True))):
        Turn.objects.get_or_create(claim=claim.pk, lang=lang, standing=turned.pk, defaults={"at": turned.at})


def take_back(claim: int) -> None:
    """Let a claim that no longer stands so drop out of what is not released yet."""
    turns = Turn.objects.filter(claim=claim).filter(
        Q(state=Turn.State.WAITING) | Q(state=Turn.State.TAKEN, letter__state__in=OPEN)
    )
    letters = {turn.letter_id for turn in turns if turn.letter_id}
    turns.update(state=Turn.State.BACK, letter=None)
    LetterItem.objects.filter(letter__in=letters, claim=claim).delete()
    for letter in Letter.objects.filter(pk__in=letters, state__in=OPEN, items=None):
        reason = words_of(letter.lang)["mail_turned_back"]
        Letter.objects.filter(pk=letter.pk).update(state=Letter.State.DROPPED, reason=reason, ended_at=timezone.now())


# --- letters of them ---


def bundle() -> list[Letter]:
    """Make corrections of what has waited long enough since the last turn of its edition; return those changed."""
    now = timezone.now()
    waiting = Turn.objects.filter(state=Turn.State.WAITING)
    made = []
    for lang in sorted(set(waiting.order_by().values_list("lang", flat=True))):
        with transaction.atomic():
            turns = list(waiting.select_for_update().filter(lang=lang).order_by("at"))
            if turns and turns[-1].at + timedelta(minutes=habits_of(lang).bundle) <= now:
                made.append(correction_of(lang, turns, now))
    return [letter for letter in made if letter]


def correction_of(lang: str, turns: list[Turn], now: datetime) -> Letter | None:
    """Return the correction that is not released yet, a new one where there is none, with `turns` in it.

    None where nobody was sent what turned: then there is nobody to be told.
    """
    told = [turn for turn in turns if told_of(turn).exists()]
    letter = Letter.objects.filter(kind=Letter.Kind.CORRECTION, lang=lang, state__in=OPEN).first()
    if told and letter is None:
        key = lists.key_of(Letter.Kind.CORRECTIONS, lang)
        subject = subject_of(lang, told[0].claim)
        letter = Letter(list=key, lang=lang, kind=Letter.Kind.CORRECTION, subject=subject, chosen_until=now)
        letter = keep(letter, [Item(claim=turn.claim) for turn in told])
    elif told and letter:
        held = set(letter.items.values_list("claim", flat=True))
        place = letter.items.count()
        LetterItem.objects.bulk_create(
            LetterItem(letter=letter, position=place + number, claim=turn.claim)
            for number, turn in enumerate(told)
            if turn.claim not in held
        )
    Turn.objects.filter(pk__in=[turn.pk for turn in turns]).update(state=Turn.State.TAKEN)
    Turn.objects.filter(pk__in=[turn.pk for turn in told]).update(letter=letter)
    return letter if told else None


def subject_of(lang: str, claim: int) -> str:
    sentence = Claim.objects.get(pk=claim).sentence
    short = sentence if len(sentence) <= SENTENCE else f"{sentence[:SENTENCE].rpartition(' ')[0]}…"
    return words_of(lang)["mail_subject_correction"].format(claim=short)[:200]


# --- who is told ---


@dataclass(frozen=True, slots=True)
class Recipient:
    """part: the claims that are for this one, ",3,5,". way: the list by which they were sent what is corrected."""

    subscriber: int
    address: str
    part: str = ""
    way: str = ""


def told_of(turn: Turn) -> QuerySet[Delivery]:
    """Return the deliveries by which readers who are still subscribed had the claim before it turned.

    Those who left one list alone are among them: they were told, and still want to hear from us. Who was sent a
    correction of the claim after that is not.
    """
    carrying = LetterItem.objects.filter(
        story__in=stories_telling(turn.claim), letter__lang=turn.lang, letter__begun_at__lt=turn.at + SLACK
    )
    corrected = Delivery.objects.filter(
        letter__kind=Letter.Kind.CORRECTION,
        part__contains=f",{turn.claim},",
        subscriber=OuterRef("subscriber"),
        pk__gt=OuterRef("pk"),
        state__in=(*REACHED, Delivery.State.WAITING),
    )
    told = Delivery.objects.filter(
        ~Exists(corrected),
        letter__in=carrying.values("letter"),
        state__in=REACHED,
        as_of__lt=turn.at + SLACK,
        subscriber__state=Subscriber.State.CONFIRMED,
    )
    return told.exclude(letter__kind=Letter.Kind.CORRECTION)


def recipients(letter: Letter, most: int) -> list[Recipient]:
    """Return the next subscribers of a correction by their numbers, each with the claims that are theirs."""
    items = [pk for pk in letter.items.values_list("claim", flat=True) if pk]
    turns = list(Turn.objects.filter(letter=letter, claim__in=items).order_by("claim"))
    found: dict[int, tuple[str, str, list[int]]] = {}
    for turn in turns:
        for pk, address, key in next_told(turn, letter.prepared_to, most):
            found.setdefault(pk, (address, key, []))[2].append(turn.claim)
    first = sorted(found)[:most]
    ways = lists_of(first)
    return [
        Recipient(pk, address, f",{','.join(map(str, sorted(set(claims))))},", way(key, ways.get(pk, [])))
        for pk, (address, key, claims) in ((pk, found[pk]) for pk in first)
    ]


def lists_of(subscribers: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for pk, key in Subscription.objects.filter(subscriber__in=subscribers).values_list("subscriber", "list"):
        found.setdefault(pk, []).append(key)
    return found


def way(key: str, there: Sequence[str]) -> str:
    """Return the list that a correction's way out leaves: what it corrects came by `key`; who left that has others."""
    return key if key in there or not there else there[0]


def next_told(turn: Turn, after: int, most: int) -> Iterable[tuple[int, str, str]]:
    """Yield number, address and list of the next `most` subscribers after `after`, the latest letter's list."""
    rows = told_of(turn).filter(subscriber__gt=after).order_by("subscriber", "-pk")
    last = 0
    count = 0
    for pk, address, key in rows.values_list("subscriber", "subscriber__address", "letter__list").iterator(500):
        if pk == last:
            continue
        last, count = pk, count + 1
        yield pk, address, key
        if count == most:
            return
