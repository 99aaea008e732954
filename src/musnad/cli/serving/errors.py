"""Why the server did not start.

ServingError
├── PortTaken  another program listens there
└── BadHost    this machine has no such address, or this user may not listen at it
"""

from __future__ import annotations


class ServingError(Exception):
    """Its text is one line and says what to do next."""


class PortTaken(ServingError):
    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        super().__init__(
            f"Port {port} of {host} is taken by another program; stop that, or choose another: "
            f"musnad serve --port {port + 1} (make run PORT={port + 1})."
        )


class BadHost(ServingError):
    def __init__(self, host: str, port: int, why: str) -> None:
        self.host, self.port = host, port
        super().__init__(
            f"Musnad cannot listen at {host}:{port} ({why}); 127.0.0.1 is this machine, 0.0.0.0 all of it."
        )
