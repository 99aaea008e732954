"""What a story's words put into somebody's mouth: by the reader, by quotation blocks and by embedded posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256

from django.utils import timezone

from musnad.arabic.normal import normal
from musnad.ledger.vocabulary import Act, SourceKind
from musnad.newsroom.models import Story
from musnad.newsroom.texts import Piece, StoryText, text_of
from musnad.reader import Attribution, Strength, read_text
from musnad.reader.attribution import RULES

QUOTATION, POST = "quotation block", "embedded post"
"""Rules of our own, beside the reader's: what an editor set as somebody's words needs no guessing."""


@dataclass(frozen=True, slots=True)
class Post:
    """An embedded post. text: its kept words, empty where nobody kept them."""

    platform: str
    address: str
    account: str
    name: str
    text: str
    posted: datetime | None


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a story that somebody is said to have said. [start, end): where they stand in the story's text.

    key: names it beyond edits of the text around it. speaker: as the clause has it, empty where nobody is named;
    name: its fullest form in the story. via: the relays, nearest to the speaker first. post: the one that carries the
    words. strength: of the cue. field, block: where the words stand (`texts.Piece`).
    """

    key: str
    start: int
    end: int
    words: str
    speaker: str
    name: str
    via: tuple[str, ...]
    medium: str
    cue: str
    act: Act
    direct: bool
    kind: SourceKind | None
    strength: Strength
    when: date | None
    confidence: float
    rule: str
    field: str
    block: str
    post: Post | None = None


def found_in(story: Story) -> list[Found]:
    """Return what `story`, as it is now, puts into whose mouth, in the order of the text."""
    return found_in_text(text_of(story), day_of(story))


def found_in_text(text: StoryText, day: date | None) -> list[Found]:
    read = [_read(text, each) for each in attributions(text.text, day)]
    found = {each.key: each for each in reversed([each for each in read if each is not None])}
    for each in _set_by_editors(text):
        if not any(_overlap(each, other) for other in found.values()):
            found[each.key] = each
    return _relays_named(sorted(found.values(), key=lambda each: (each.start, each.end)))


def _relays_named(found: Iterable[Found]) -> list[Found]:
    """Return `found` with relays named as sources are: «قال مسؤول للصحيفة» came through «صحيفة …», named before."""
    named: list[str] = []
    done = []
    for each in found:
        via = tuple(_relay(words, named) for words in each.via)
        named += [each.name, *via]
        done.append(replace(each, via=via))
    return done


def _relay(words: str, named: Sequence[str]) -> str:
    """Return the relay without a glued preposition; a bare noun with an article is the last of `named` of that noun."""
    name = f"ال{words[2:]}" if words.startswith("لل") else words
    if " " in name or not name.startswith("ال"):
        return name
    return next((each for each in reversed(named) if each.startswith(f"{name[2:]} ")), name)


@lru_cache(maxsize=512)
def attributions(text: str, day: date | None) -> tuple[Attribution, ...]:
    """Return what the newsroom's reader finds in `text`; kept, since a panel asks for the same text again and again."""
    return tuple(read_text(text, engine=RULES, day=day))


def day_of(story: Story) -> date:
    """Return the day that «أمس» in `story` is the day before of; of a draft today."""
    zone = story.edition().date_policy.zone_info
    return (story.told_at or timezone.now()).astimezone(zone).date()


def key_of(words: str, speaker: str, act: Act) -> str:
    """Return what stays the same of a suggestion when the text around it is edited: its words, speaker and act."""
    return sha256("\n".join((normal(words).strip(), normal(speaker).strip(), act.value)).encode()).hexdigest()


def post_of(piece: Piece) -> Post | None:
    """Return the post that `piece` is, if it is one."""
    if piece.kind != "post":
        return None
    value = piece.value
    names = ("platform", "url", "account", "name", "text")
    platform, url, account, name, words = (str(value.get(each) or "") for each in names)
    return Post(platform, url, account, name, words, value.get("posted"))


def _read(text: StoryText, each: Attribution) -> Found | None:
    start, end = each.content
    piece = text.piece_at(start)
    if piece is None:
        return None
    words = text.text[start:end]
    speaker = text.text[slice(*each.speaker)] if each.speaker else ""
    act = Act(each.act.value)
    return Found(
        key=key_of(words, speaker, act),
        start=start,
        end=end,
        words=words,
        speaker=speaker,
        name=each.speaker_resolved or speaker,
        via=tuple(text.text[slice(*span)] for span in each.via),
        medium=each.medium or "",
        cue=text.text[slice(*each.cue)] if each.cue else "",
        act=act,
        direct=each.direct,
        kind=SourceKind(each.kind.value) if each.kind else None,
        strength=each.strength,
        when=each.when,
        confidence=each.confidence,
        rule=each.rule,
        field=piece.field,
        block=piece.block,
        post=_carrying(text, piece, each),
    )


def _carrying(text: StoryText, piece: Piece, each: Attribution) -> Post | None:
    """Return the post whose words these are: the one they stand in, or the one embedded right below «في تغريدة»."""
    if own := post_of(piece):
        return own
    following = text.after(piece)
    if following is None or not (each.medium or each.direct):
        return None
    # Of a block with several paragraphs only the last stands next to the post.
    last = "\n" not in text.text[each.content[1] : piece.end].strip()
    return post_of(following) if last else None


def _set_by_editors(text: StoryText) -> Iterator[Found]:
    for piece in text.pieces:
        words = text.text[piece.start : piece.end]
        if not words:
            continue
        if piece.kind == "quote" and (speaker := str(piece.value.get("speaker") or "").strip()):
            yield _set(piece, words, speaker, SourceKind.PERSON, QUOTATION)
        if post := post_of(piece):
            speaker = post.name or post.account
            if speaker:
                made = _set(piece, words, speaker, SourceKind.ACCOUNT, POST)
                yield replace(made, medium=post.platform, post=post)


def _set(piece: Piece, words: str, speaker: str, kind: SourceKind, rule: str) -> Found:
    return Found(
        key=key_of(words, speaker, Act.AFFIRM),
        start=piece.start,
        end=piece.end,
        words=words,
        speaker=speaker,
        name=speaker,
        via=(),
        medium="",
        cue="",
        act=Act.AFFIRM,
        direct=True,
        kind=kind,
        strength=Strength.NEUTRAL,
        when=None,
        confidence=1.0,
        rule=rule,
        field=piece.field,
        block=piece.block,
    )


def _overlap(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end
