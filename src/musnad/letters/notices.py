"""Messages that the site sends by itself: what asks for confirmation, and what says what an address is subscribed to.

A row for each in the request's own transaction, deleted when a mail server took the message. A kill between the two has
it sent twice, which harms nobody.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from musnad.arabic import dates
from musnad.letters import envelopes, limits, links, lists, subscribing
from musnad.letters.errors import MailUnreachable
from musnad.letters.models import Notice, Subscriber
from musnad.letters.postman import Stopping, wake
from musnad.letters.returned import is_hard, status_in
from musnad.newsroom.models import Edition
from musnad.newsstand.rendering import dir_of
from musnad.newsstand.words import words_of

logger = logging.getLogger(__name__)

HOLD = timedelta(minutes=5)
"""How long whoever took a message may need to send it; then another one does."""

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
LIFE = timedelta(days=3)
"""A message that could not be sent for so long is dropped: whoever asked has asked anew or forgotten it."""

UNCONFIRMED = timedelta(days=links.CONFIRM_DAYS + 7)
"""How long an address that never confirmed is kept."""


def post(subscriber: Subscriber, kind: str, keys: Sequence[str], lang: str) -> None:
    """Have a message sent. One of the same kind that is still waiting is replaced: the last asking counts."""
    Notice.objects.filter(subscriber=subscriber, held_until=None).delete()
    Notice.objects.create(subscriber=subscriber, kind=kind, lists=list(keys), lang=lang)
    transaction.on_commit(wake)


def send_due(stopping: Stopping) -> None:
    """Send all that is due, until `stopping()`. Raises MailUnreachable where no mail server answers."""
    connection = get_connection()
    try:
        while not stopping() and (notice := claimed()):
            deliver(notice, connection)
    finally:
        connection.close()


def claimed() -> Notice | None:
    """Return the next message that is due, held for this sender alone; None if there is none."""
    while True:
        now = timezone.now()
        free = Notice.objects.filter(Q(held_until=None) | Q(held_until__lt=now), due_at__lte=now)
        notice = free.select_related("subscriber").first()
        if notice is None:
            return None
        if free.filter(pk=notice.pk).update(held_until=now + HOLD):
            return notice


def deliver(notice: Notice, connection: Any) -> None:
    """Hand the message to the mail server; where that fails, note when it is tried again."""
    try:
        connection.open()
    except Exception as error:
        put_off(notice, error)
        raise MailUnreachable(error) from error
    try:
        connection.send_messages([message_of(notice)])
    except Exception as error:  # noqa: BLE001  (providers raise what they like; it is logged and kept in the row)
        connection.close()
        if is_refused_for_good(error):
            logger.info("The address of subscriber %s does not exist", notice.subscriber_id)
            subscribing.bounced(notice.subscriber)
            notice.delete()
        else:
            put_off(notice, error)
        return
    notice.delete()


def put_off(notice: Notice, error: Exception) -> None:
    """Have it tried again later, or drop it when it is too old."""
    now = timezone.now()
    if now - notice.made_at > LIFE:
        logger.warning("A message to subscriber %s was given up: %s", notice.subscriber_id, error)
        notice.delete()
        return
    pause = min(FIRST_PAUSE * 2 ** min(notice.tries, 20), LONGEST_PAUSE)
    told = f"{type(error).__name__}: {error}"[:300]
    logger.warning("A message to subscriber %s waits %s: %s", notice.subscriber_id, pause, told)
    Notice.objects.filter(pk=notice.pk).update(due_at=now + pause, held_until=None, tries=notice.tries + 1, error=told)


def is_refused_for_good(error: Exception) -> bool:
    """Return whether a mail server said that there is no such mailbox."""
    if type(error).__name__ == "AnymailRecipientsRefused":
        return True
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    answers = [
        (code, said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said))
        for code, said in error.recipients.values()
    ]
    return any(is_hard(status_in(f"{code} {words}")) for code, words in answers)


def tidy(_: Stopping) -> None:
    """Forget the addresses that never confirmed, and counts that no longer count."""
    subscribing.forget_unconfirmed(timezone.now() - UNCONFIRMED)
    limits.forget_old()


# --- what they say -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a message: words, names in a list, or a link (`url`), which is a button where it is `main`."""

    words: str = ""
    names: tuple[str, ...] = ()
    url: str = ""
    main: bool = False


def message_of(notice: Notice) -> EmailMultiAlternatives:
    edition = Edition.objects.select_related("locale").get(slug=notice.lang)
    subject, parts = said(notice, edition)
    site, words = edition.title, words_of(notice.lang)
    context = {
        "lang": notice.lang,
        "dir": dir_of(notice.lang),
        "subject": subject,
        "parts": parts,
        "foot": words["mail_foot"].format(site=site),
    }
    return envelopes.message_to(
        notice.subscriber,
        site,
        subject,
        render_to_string("letters/mail/notice.txt", context),
        render_to_string("letters/mail/notice.html", context),
        {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
    )


def said(notice: Notice, edition: Edition) -> tuple[str, list[Part]]:
    """Return the subject and the parts of the message."""
    words, lang, one = words_of(notice.lang), notice.lang, notice.subscriber
    asked = lists.names_of(notice.lists, lang)
    link = links.confirm_link(one, list(asked), lang)
    if notice.kind == Notice.Kind.CONFIRM:
        until = dates.local(notice.made_at + timedelta(days=links.CONFIRM_DAYS), edition.date_policy)
        day = dates.write_day(until.date(), edition.date_policy)
        return words["mail_confirm_subject"].format(site=edition.title), [
            Part(words["mail_confirm_asked"].format(site=edition.title)),
            Part(names=tuple(asked.values())),
            Part(words["mail_confirm_do"]),
            Part(words["letters_confirm_button"], url=link, main=True),
            Part(f"{words['mail_confirm_until'].format(when=day)} {words['mail_confirm_else']}"),
        ]
    has = lists.names_of(list(one.subscriptions.values_list("list", flat=True)), lang)
    more = {key: name for key, name in asked.items() if key not in has}
    parts = [Part(words["mail_known_asked"].format(site=edition.title)), Part(names=tuple(has.values()))]
    if more:
        link = links.confirm_link(one, list(more), lang)
        parts += [Part(words["mail_known_more"]), Part(names=tuple(more.values()))]
        parts += [Part(words["mail_known_add"], url=link, main=True)]
    parts += [
        Part(words["mail_known_preferences"]),
        Part(words["letters_to_preferences"], url=links.preferences_link(one)),
        Part(words["mail_known_else"]),
    ]
    return words["mail_known_subject"].format(site=edition.title), parts
