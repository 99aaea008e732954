"""Who may do what with the ledger: Django's permissions on its models, granted to roles by `founding`."""

from __future__ import annotations

from typing import Any

VIEW = "ledger.view_claim"
RECORD = "ledger.add_statement"
WITHDRAW = "ledger.change_statement"
AMEND_CLAIMS = "ledger.change_claim"
AMEND_SOURCES = "ledger.change_source"
JUDGE = "ledger.add_verdict"

NAMES = {
    "view": VIEW,
    "record": RECORD,
    "withdraw": WITHDRAW,
    "claims": AMEND_CLAIMS,
    "sources": AMEND_SOURCES,
    "judge": JUDGE,
}


def powers(user: Any) -> dict[str, bool]:
    """Return what `user` may do, by a short name for templates."""
    return {name: user.has_perm(permission) for name, permission in NAMES.items()}
