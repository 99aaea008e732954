"""All that the postman does, in this order."""

from __future__ import annotations

from musnad.letters import notices
from musnad.letters.postman import Turn

TURNS: tuple[Turn, ...] = (notices.send_due, notices.tidy)
