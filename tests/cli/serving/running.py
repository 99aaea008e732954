"""The server in a thread of the test, before a folder and an application of the test's own."""

import asyncio
import socket
import threading
from contextlib import closing, contextmanager

from django.conf import settings

from musnad.cli.serving.bridge import Bridge
from musnad.cli.serving.connection import Connection
from musnad.cli.serving.public import PublicFolder
from musnad.cli.serving.server import Site

PATIENCE = 20


class Running:
    def __init__(self, port, connections, loop):
        self.port, self.connections, self.loop = port, connections, loop

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def said(self, sent):
        """Return all that comes until the server closes the connection."""
        with closing(self.connect()) as connection:
            connection.sendall(sent)
            return received(connection)

    def call(self, function, *arguments):
        """Run `function` where the connections live."""

        async def called():
            return function(*arguments)

        return asyncio.run_coroutine_threadsafe(called(), self.loop).result(PATIENCE)


def received(connection):
    pieces = []
    while piece := connection.recv(65536):
        pieces.append(piece)
    return b"".join(pieces)


def nothing(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"newsroom"]


@contextmanager
def running(folder, application=nothing):
    loop = asyncio.new_event_loop()
    connections = set()
    bridge = Bridge(application)
    public = folder if isinstance(folder, PublicFolder) else PublicFolder(str(folder))
    site = Site(public, bridge, settings.MUSNAD_DYNAMIC)

    async def listen():
        return await loop.create_server(lambda: Connection(site, connections), "127.0.0.1", 0)

    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(listen(), loop).result(PATIENCE)
    try:
        yield Running(server.sockets[0].getsockname()[1], connections, loop)
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(lambda: [connection.abort() for connection in tuple(connections)])
        bridge.stop(PATIENCE)
        loop.call_soon_threadsafe(loop.call_later, 0.05, loop.stop)
        thread.join(PATIENCE)
        loop.close()
