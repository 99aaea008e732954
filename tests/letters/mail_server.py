"""A mail server that fails as servers do: `python -m tests.letters.mail_server LOG [CONNECTIONS TO REFUSE]`.

It prints its port, and appends a line of JSON to LOG for each message that it takes, before it says so. What it does
with a recipient stands in the address: grey2.… is refused twice with 451, later1.… once after its data, gone.… is no
mailbox, policy.… is refused for the sender, full.… has no room, spam.… is refused after its data, drop1.… has the line
cut in the middle of its data once, stall1.… is not answered once, lost.… is taken without an answer, slow.… slowly.
"""

import asyncio
import contextlib
import json
import os
import re
import sys
from collections import Counter
from email import message_from_bytes
from email.policy import default

from aiosmtpd.smtp import SMTP

STALLS = 30


class Failing:
    """What it does at each command."""

    def __init__(self, log):
        self.log = log
        self.seen = Counter()

    def once_more(self, kind, address):
        """Whether this address is still to fail in this way."""
        found = re.match(rf"{kind}(\d+)\.", address)
        if not found or self.seen[kind, address] >= int(found[1]):
            return False
        self.seen[kind, address] += 1
        return True

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("gone."):
            return "550 5.1.1 No such user here"
        if address.startswith("policy."):
            return "550 5.7.1 Your network is on a list"
        if address.startswith("full."):
            return "452 4.2.2 Mailbox full"
        if self.once_more("grey", address):
            return "451 4.7.1 Greylisted, come back later"
        if self.once_more("stall", address):
            await asyncio.sleep(STALLS)
        server.drops = self.once_more("drop", address)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        address = envelope.rcpt_tos[0]
        if address.startswith("spam."):
            return "554 5.7.1 Looks like spam"
        if self.once_more("later", address):
            return "451 4.3.0 Try again later"
        if address.startswith("slow."):
            await asyncio.sleep(0.05)
        read = message_from_bytes(envelope.content, policy=default)
        told = {"to": address, "from": envelope.mail_from, "id": read["Message-ID"], "subject": read["Subject"]}
        if self.log.endswith(".whole"):
            told["message"] = envelope.content.decode()
        descriptor = os.open(self.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(descriptor, f"{json.dumps(told)}\n".encode())
        os.close(descriptor)
        if address.startswith("lost."):
            server.transport.abort()
        return "250 OK"


class Server(SMTP):
    drops = False

    def data_received(self, data):
        if self.drops and len(data) > 1000:
            self.transport.abort()
            return
        super().data_received(data)


class Busy(asyncio.Protocol):
    def connection_made(self, transport):
        transport.write(b"421 4.3.2 Too busy, come back later\r\n")
        transport.close()


async def serve(log, refused):
    failing = Failing(log)
    count = 0

    def connected():
        nonlocal count
        count += 1
        return Busy() if count <= refused else Server(failing, enable_SMTPUTF8=False, hostname="mail.dalwan.example")

    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda *_: None)
    server = await loop.create_server(connected, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201  (it is how a test learns the port)
    ended = asyncio.Event()
    loop.add_reader(sys.stdin.fileno(), ended.set)
    await ended.wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0))
