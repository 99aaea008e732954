"""All writes about a letter until it is sent: making, editing, releasing, stopping. Sending itself is `sending`'s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from musnad.arabic import dates
from musnad.ledger import reading
from musnad.ledger.models import Claim
from musnad.letters import lists
from musnad.letters.choosing import lang_of, since_of, stories_for
from musnad.letters.errors import Empty, NotNow
from musnad.letters.models import Delivery, Habits, Letter, LetterItem, LetterKind, LetterState
from musnad.letters.wrongs import still_wrong
from musnad.newsroom.letters import tell_letter
from musnad.newsroom.models import CorrectionNote, Edition, Story
from musnad.newsstand.words import words_of

Kind, State = LetterKind, LetterState

LOG = 30
"""Claims in a letter of corrections."""

SUBJECT = 180
"""Letters of a headline in a subject."""


@dataclass(frozen=True, slots=True)
class Item:
    """A story (or a claim) with own words, "" where the story's are to stand."""

    story: int | None = None
    claim: int | None = None
    headline: str = ""
    words: str = ""


def habits_of(lang: str) -> Habits:
    """Return what was settled for the letters of an edition, which nobody need have saved."""
    return Habits.objects.filter(pk=lang).first() or Habits(lang=lang)


def make(key: str, *, by: str = "", now: datetime | None = None, archived: bool = False) -> Letter:
    """Return a new draft for a list, of what there is since its last letter. Raises Empty where there is nothing.

    archived: where nothing is new, stories that went live since are taken whatever their dates.
    """
    until = now or timezone.now()
    lang, kind = lang_of(key), Kind(key.partition(":")[0])
    since = since_of(key, until)
    if kind == Kind.CORRECTIONS:
        items = corrected(lang, since, until)
    else:
        most = habits_of(lang).most
        found = stories_for(key, since, until, most)
        if archived and not found:
            found = stories_for(key, since, until, most, archived=True)
        items = [Item(story=pk) for pk in found]
    if not items:
        raise Empty(key)
    return keep(Letter(list=key, lang=lang, kind=kind, chosen_until=until, made_by=by), items)


def make_breaking(story: Story, *, by: str = "") -> Letter:
    """Return a draft of a letter that tells of one story."""
    lang = story.lang
    key = lists.key_of(Kind.BREAKING, lang)
    return keep(Letter(list=key, lang=lang, kind=Kind.BREAKING, made_by=by), [Item(story=story.pk)])


def corrected(lang: str, since: datetime, until: datetime) -> list[Item]:
    """Return what the public log of corrections got in (since, until], the latest first."""
    turns = [turn for turn in reading.corrections(LOG, until=until) if turn.at > since]
    notes = CorrectionNote.objects.filter(
        story__live=True, story__locale__language_code=lang, at__gt=since, at__lte=until
    )
    told = [(turn.at, Item(claim=turn.claim)) for turn in turns]
    told += [(note.at, Item(story=note.story_id, words=note.text)) for note in notes]
    claims: set[int | None] = set()
    found = []
    for _, item in sorted(told, key=lambda each: each[0], reverse=True):
        if item.claim is None or item.claim not in claims:
            found.append(item)
        claims.add(item.claim)
    return found


@transaction.atomic
def keep(letter: Letter, items: Sequence[Item]) -> Letter:
    """Save a new letter with its items; its subject and preview text are theirs where it has none."""
    names = headlines([item.story for item in items if item.story])
    letter.subject = letter.subject or subject_of(letter, [names[item.story] for item in items if item.story in names])
    if not letter.preheader:
        rest = [item.headline or names.get(item.story or 0, "") for item in items[1:4]]
        letter.preheader = words_of(letter.lang)["list_comma"].join(filter(None, rest))[:250]
    letter.save()
    put_items(letter, items)
    return letter


def headlines(stories: Sequence[int | None]) -> dict[int, str]:
    return dict(Story.objects.filter(pk__in=[key for key in stories if key]).values_list("pk", "title"))


def sentences(claims: Sequence[int | None]) -> dict[int, str]:
    return dict(Claim.objects.filter(pk__in=[key for key in claims if key]).values_list("pk", "sentence"))


def subject_of(letter: Letter, titles: Sequence[str]) -> str:
    """Return a subject: the first headline, and of a digest the day."""
    words = words_of(letter.lang)
    if letter.kind in {Kind.BREAKING, Kind.DIGEST, Kind.TOPIC} and titles:
        first = titles[0] if len(titles[0]) <= SUBJECT else f"{titles[0][:SUBJECT].rpartition(' ')[0]}…"
        return words[f"mail_subject_{letter.kind}"].format(headline=first, day=day_of(letter))[:200]
    return words["mail_subject_corrections"].format(day=day_of(letter))


def day_of(letter: Letter) -> str:
    edition = Edition.objects.get(slug=letter.lang)
    return dates.write_day(dates.local(letter.chosen_until, edition.date_policy).date(), edition.date_policy)


def put_items(letter: Letter, items: Sequence[Item]) -> None:
    LetterItem.objects.filter(letter=letter).delete()
    LetterItem.objects.bulk_create(
        LetterItem(
            letter=letter,
            position=position,
            story=item.story,
            claim=item.claim,
            headline=item.headline,
            words=item.words,
        )
        for position, item in enumerate(items)
    )


@transaction.atomic
def edit(letter: Letter, *, subject: str, preheader: str, intro: str, items: Sequence[Item]) -> None:
    """Change a letter that is not being sent yet. Raises NotNow, Empty."""
    row = locked(letter)
    if not row.editable:
        raise NotNow(row)
    if not items:
        raise Empty(row.list)
    row.subject, row.preheader, row.intro = " ".join(subject.split()), " ".join(preheader.split()), intro
    row.save(update_fields=["subject", "preheader", "intro"])
    put_items(row, items)


def locked(letter: Letter) -> Letter:
    return Letter.objects.select_for_update().get(pk=letter.pk)


@transaction.atomic
def schedule(letter: Letter, at: datetime, *, by: str) -> None:
    """Have a letter sent at that moment, or not before the next look for what is due. Raises NotNow."""
    moved(letter, {State.DRAFT, State.SCHEDULED}, State.SCHEDULED, scheduled_at=at, released_by=by)


@transaction.atomic
def unschedule(letter: Letter) -> None:
    moved(letter, {State.SCHEDULED}, State.DRAFT, scheduled_at=None, released_by="")


def moved(letter: Letter, of: set[LetterState], to: LetterState, **fields: object) -> None:
    """Bring a letter from one of the states `of` to another; whoever comes second is told. Raises NotNow."""
    if not Letter.objects.filter(pk=letter.pk, state__in=of).update(state=to, **fields):
        letter.refresh_from_db()
        raise NotNow(letter)
    letter.refresh_from_db()


def begin(letter: Letter, *, by: str = "") -> None:
    """Have the letter sent from now on: its copy on the site is told in the same transaction.

    What a correction says is looked at again: a claim that has turned back meanwhile drops out. Raises NotNow, Empty
    (and drops a correction of which nothing is left).
    """
    for _ in range(5):
        try:
            with transaction.atomic():
                left = begun(letter, by)
        except IntegrityError:
            # Two letters began at once, and the other has the number.
            continue
        if not left:
            raise Empty(letter.list)
        return
    raise NotNow(letter)


def begun(letter: Letter, by: str) -> bool:
    row = locked(letter)
    if row.state not in {State.DRAFT, State.SCHEDULED}:
        raise NotNow(row)
    if row.kind == Kind.CORRECTION:
        row.items.exclude(claim__in=still_wrong(row)).delete()
    items = list(row.items.all())
    if not items:
        row.state, row.ended_at = State.DROPPED, timezone.now()
        row.save()
        letter.refresh_from_db()
        return False
    now = timezone.now()
    row.public = tell_letter(
        row.lang, row.kind, subject=row.subject, intro=row.intro, items=[told(item) for item in items], at=now
    )
    row.state, row.begun_at, row.clicks = State.SENDING, now, habits_of(row.lang).clicks
    row.released_by = by or row.released_by
    row.save()
    letter.refresh_from_db()
    return True


def told(item: LetterItem) -> dict[str, object]:
    if item.claim:
        return {"claim": item.claim}
    return {"story": item.story, "headline": item.headline, "words": item.words}


@transaction.atomic
def pause(letter: Letter, trouble: str = "") -> None:
    """Have nobody else sent the letter until `resume`; what is on its way goes on. Raises NotNow."""
    moved(letter, {State.SENDING}, State.PAUSED, trouble=trouble[:500])


@transaction.atomic
def resume(letter: Letter) -> None:
    moved(letter, {State.PAUSED}, State.SENDING, trouble="")


@transaction.atomic
def cancel(letter: Letter) -> None:
    """Have nobody else sent the letter, for good. Raises NotNow."""
    moved(letter, {State.SENDING, State.PAUSED}, State.CANCELLED, ended_at=timezone.now(), prepared=True)
    letter.deliveries.filter(state=Delivery.State.WAITING).update(state=Delivery.State.CANCELLED)


@transaction.atomic
def drop(letter: Letter, *, reason: str) -> None:
    """Have a letter never sent, with the reason. Raises NotNow."""
    moved(letter, {State.DRAFT, State.SCHEDULED}, State.DROPPED, reason=reason[:500], ended_at=timezone.now())


@transaction.atomic
def send_again(letter: Letter) -> int:
    """Have those sent the letter of whom is not known whether they had it; some may have it twice then.

    Returns how many. Raises NotNow.
    """
    unknown = letter.deliveries.filter(state=Delivery.State.UNKNOWN)
    count = unknown.update(state=Delivery.State.WAITING, retry_at=timezone.now(), sender="", error="")
    if count:
        moved(letter, {State.SENDING, State.PAUSED, State.SENT}, State.SENDING, ended_at=None)
    return count


def count(letter: int, what: str) -> None:
    """Count a bounce ("bounced") of a letter, or a reader who left by it ("left"). 0 is no letter."""
    if letter:
        Letter.objects.filter(pk=letter).update(**{what: F(what) + 1})
