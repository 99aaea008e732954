"""Everything that editors do which readers see, on a small newsroom, each in a transaction as a request is.

An edit takes numbers that choose what it is done to. One that cannot be done now, since there is nothing left of its
kind or the ledger refuses it, does nothing.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from tests import making
from tests.ledger.writing import EDITOR
from tests.newsstand.affair import BODY, Affair, quoting, say

from musnad.ledger import recording
from musnad.ledger.errors import Refused
from musnad.ledger.models import Claim, Source, Statement, Verdict
from musnad.newsroom.letters import tell_letter
from musnad.newsroom.models import (
    Author,
    CorrectionNote,
    Edition,
    Keyword,
    Section,
    StandingPage,
    Story,
    StoryAuthor,
    StoryKeyword,
    StoryTopic,
    Topic,
)

WORDS = ("السد", "الجسر", "السوق", "المعرض", "الحصاد", "المطر")


def founded():
    """A newsroom with a little of everything, and an affair in its ledger."""
    making.newsroom()
    politics, culture = making.section("سياسة"), making.section("ثقافة")
    dam, flood = making.keyword("السد"), making.topic("السيول")
    salma = making.author("سلمى حدّاد")
    making.story("يعود السوق إلى مكانه", culture, keywords=[dam])
    making.story("يُفتح الجسر الجديد", politics, topics=[flood])
    signed = making.draft("تأخّر المطر", politics, keywords=[dam])
    signed.signed_by = [StoryAuthor(author=salma)]
    making.publish(signed)
    affair = Affair(politics)
    affair.deny()


def pick(rows, number):
    """The `number`th of `rows`, counted round; None where there is none."""
    found = list(rows.order_by("pk"))
    return found[number % len(found)] if found else None


def word(number):
    return WORDS[number % len(WORDS)]


# --- stories ---


def create(one, two):
    if parent := pick(Section.objects.live(), one):
        making.story(f"خبر عن {word(two)}", parent, body=list(BODY) if two % 3 == 0 else [("paragraph", "<p>نصّ.</p>")])


def draft(one, two):
    if parent := pick(Section.objects.live(), one):
        making.draft(f"مسودة عن {word(two)}", parent)


def publish(one, _):
    if story := pick(Story.objects.all(), one):
        making.publish(story)


def change_body(one, two):
    if story := pick(Story.objects.all(), one):
        story.body = [*story.body.raw_data, {"type": "paragraph", "value": f"<p>ثم {word(two)}.</p>"}][-4:]
        making.publish(story)


def change_headline(one, two):
    if story := pick(Story.objects.all(), one):
        story.title = f"عنوان آخر عن {word(two)}"
        making.publish(story)


def reslug(one, two):
    if story := pick(Story.objects.all(), one):
        story.slug = f"رابط-{word(two)}-{one}"
        making.publish(story)


def unpublish(one, _):
    if story := pick(Story.objects.live(), one):
        story.unpublish()


def delete(one, _):
    if story := pick(Story.objects.all(), one):
        story.delete()


def move(one, two):
    story, section = pick(Story.objects.all(), one), pick(Section.objects.live(), two)
    if story and section and story.get_parent().pk != section.pk:
        story.move(section, pos="last-child")


def tag(one, two):
    story = pick(Story.objects.all(), one)
    keyword, topic, author = (pick(kind.objects.all(), two) for kind in (Keyword, Topic, Author))
    if story:
        story.story_keywords = [StoryKeyword(keyword=keyword)] if keyword and two % 4 else []
        story.story_topics = [StoryTopic(topic=topic)] if topic and two % 3 else []
        story.signed_by = [StoryAuthor(author=author)] if author and two % 2 else []
        making.publish(story)


def note(one, two):
    if story := pick(Story.objects.live(), one):
        when = dt.datetime(2026, 1 + two % 12, 5, tzinfo=dt.UTC)
        story.corrections = [CorrectionNote(at=when, text=f"الصحيح {word(two)}.")] if two % 3 else []
        making.publish(story)


# --- what stories belong to, and the site ---


def add_section(_, two):
    making.section(f"قسم {word(two)}")


def change_section(one, two):
    if section := pick(Section.objects.live(), one):
        section.title = f"قسم {word(two)}"
        if two % 2:
            section.slug = f"قسم-{word(two)}-{one}"
        section.save_revision().publish()


def delete_section(one, _):
    if Section.objects.count() > 1 and (section := pick(Section.objects.all(), one)):
        section.delete()


def name_anew(one, two):
    kind, field = ((Keyword, "name"), (Topic, "title"), (Author, "name"))[one % 3]
    if thing := pick(kind.objects.all(), two):
        setattr(thing, field, f"{word(two)} {one}")
        thing.save()


def add_name(one, two):
    (making.keyword, making.topic, making.author)[one % 3](f"{word(two)} {one} {two}")


def drop_name(one, two):
    if thing := pick((Keyword, Topic, Author)[one % 3].objects.all(), two):
        thing.delete()


def standing_page(one, two):
    page = pick(StandingPage.objects.all(), one)
    if page and two % 2:
        page.delete()
    else:
        edition = Edition.objects.get(slug="ar")
        made = StandingPage(title=f"عن {word(two)}", live=False, locale_id=edition.locale_id)
        edition.add_child(instance=made)
        made.save_revision().publish()


def site_settings(one, two):
    edition = pick(Edition.objects.all(), one)
    edition.tagline = f"شعار {word(two)}"
    edition.digits = ("arabic-indic", "latin")[two % 2] if two % 3 else edition.digits
    edition.hijri = two % 5 == 0
    edition.lead = pick(Story.objects.live().filter(locale=edition.locale), two) if two % 2 else None
    edition.save_revision().publish()


def close_or_open(_, two):
    """The English edition goes, or comes back."""
    edition = Edition.objects.get(slug="en")
    if edition.live and two % 2:
        edition.unpublish()
    else:
        edition.save_revision().publish()


def send_letter(one, two):
    """A letter carries a story that may go, one that may be gone already, and a claim."""
    stories = [pick(Story.objects.all(), one + more) for more in (0, 1)]
    items = [{"story": each.pk, "headline": "", "words": word(two)} for each in stories if each]
    if claim := pick(Claim.objects.all(), two):
        items.append({"claim": claim.pk})
    when = dt.datetime(2026, 1 + two % 12, 5, tzinfo=dt.UTC)
    tell_letter("ar", "digest", subject=f"موجز {word(one)}", intro="صباح الخير.", items=items, at=when)


# --- the ledger ---


def state(one, two):
    unmerged = {"merged_into": None}
    claim, source = pick(Claim.objects.filter(**unmerged), one), pick(Source.objects.filter(**unmerged), two)
    if claim and source:
        act = ("affirm", "deny", "doubt", "decline", "retract")[(one + two) % 5]
        story = pick(Story.objects.live(), two)
        anchored = {}
        if story and "ولم يزد" in str(story.body.raw_data):
            anchored = {"anchor": quoting(story, "ولم يزد"), "words": "ولم يزد"}
        say(claim, act, source, **{"words": f"قال عن {word(one)} {two}", **anchored})


def withdraw(one, _):
    if statement := pick(Statement.objects.all(), one):
        recording.withdraw(statement, reason="سُجّل خطأً", **EDITOR)


def record_claim(_, two):
    recording.record_claim(f"جرى شيء في {word(two)}", language="ar", **EDITOR)


def amend_claim(one, two):
    if claim := pick(Claim.objects.filter(merged_into=None), one):
        claim.sentence = f"جرى شيء آخر في {word(two)}"
        recording.amend_claim(claim, **EDITOR)


def settle(one, two):
    if two % 2 and (verdict := pick(Verdict.objects.all(), one)):
        recording.lift_verdict(verdict, reason="لم يثبت", **EDITOR)
    elif claim := pick(Claim.objects.filter(merged_into=None), one):
        recording.settle(claim, verdict="false", reason=f"ثبت أنه {word(two)}", **EDITOR)


def merge(one, two):
    kind, join, part = (
        (Claim, recording.merge_claims, recording.part_claim),
        (Source, recording.merge_sources, recording.part_source),
    )[one % 2]
    thing, into = pick(kind.objects.all(), one // 2), pick(kind.objects.all(), two)
    if thing.merged_into_id:
        part(thing, **EDITOR)
    elif thing != into:
        join(thing, into, **EDITOR)


def belong(one, two):
    source, to = pick(Source.objects.filter(merged_into=None), one), pick(Source.objects.filter(merged_into=None), two)
    source.belongs_to = None if source == to else to
    recording.amend_source(source, **EDITOR)


STORIES = (create, draft, publish, change_body, change_headline, reslug, unpublish, delete, move, tag, note)
SITE = (add_section, change_section, delete_section, name_anew, add_name, drop_name, standing_page, site_settings)
SITE += (close_or_open, send_letter)
LEDGER = (state, withdraw, record_claim, amend_claim, settle, merge, belong)


def do(edit, one, two):
    """Do `edit` as a request does: wholly or not at all."""
    try:
        with transaction.atomic():
            edit(one, two)
    except (Refused, ValidationError, ProtectedError):
        pass
