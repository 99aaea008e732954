"""A real mail server in a thread of the test, which keeps what it is sent."""

from __future__ import annotations

import email
import re
from contextlib import contextmanager
from email import policy
from queue import Empty, Queue

from aiosmtpd.controller import Controller

PATIENCE = 20


class Kept:
    """What aiosmtpd asks of a handler. refusals: what a recipient is answered instead of being taken."""

    def __init__(self):
        self.messages = Queue()
        self.refusals = {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=policy.default)
        self.messages.put((envelope.mail_from, envelope.rcpt_tos, message))
        return "250 Message accepted for delivery"

    def next(self):
        """Return the next message: who it is from on the envelope, to whom, and the message."""
        return self.messages.get(timeout=PATIENCE)

    def empty(self):
        try:
            self.messages.get_nowait()
        except Empty:
            return True
        return False


class Anywhere(Controller):
    """At a free port, which is known once it listens there."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server():
    """Yield the port of a mail server and what it keeps."""
    kept = Kept()
    controller = Anywhere(kept, hostname="127.0.0.1", port=0, ready_timeout=PATIENCE)
    controller.start()
    try:
        yield controller.port, kept
    finally:
        controller.stop()


def text_of(message):
    return message.get_body(("plain",)).get_content()


def html_of(message):
    return message.get_body(("html",)).get_content()


def link_in(message, kind):
    """Return the path of the first link of `kind` in the message's text: confirm, leave, preferences."""
    return re.search(rf"https?://[^/\s]+(/letters/{kind}/\S+/)", text_of(message))[1]
