"""A mail server that takes every message, until its input ends; it prints its port."""

import asyncio
import sys

from aiosmtpd.smtp import SMTP


class Taking:
    async def handle_DATA(self, server, session, envelope):
        return "250 OK"


async def serve():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Taking(), hostname="bench.example"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    ended = asyncio.Event()
    loop.add_reader(sys.stdin.fileno(), ended.set)
    await ended.wait()


if __name__ == "__main__":
    asyncio.run(serve())
