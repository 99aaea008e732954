"""The index on SQLite: a full-text table of lexemes, walked from the newest entry until enough are found."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.search.engines import Candidate, LookUp, Wanted, look_up

FIND = """
SELECT entry.id, entry.title_terms, entry.lead_terms, entry.marks{more}
FROM search_lexemes CROSS JOIN search_entry AS entry ON entry.id = search_lexemes.rowid
WHERE search_lexemes MATCH %s AND {filters} ORDER BY search_lexemes.rowid DESC LIMIT %s
"""
OF_THOSE = "SELECT id, title_terms, lead_terms, marks FROM ({inner}) AS found WHERE {runs} ORDER BY id DESC LIMIT %s"
LOOK_UP = LookUp(FIND, OF_THOSE, number="search_lexemes.rowid")


class SQLite:
    def find(self, wanted: Wanted) -> list[Candidate]:
        return look_up(wanted, match(wanted), LOOK_UP)


def match(wanted: Wanted) -> str:
    """Return the full-text table's question. Lexemes have no quotation marks in them: see `shadow.plain`."""
    every = [either(group) for group in wanted.every]
    if wanted.begins:
        every[-1] = "(" + " OR ".join(f'"{lexeme}" *' for lexeme in wanted.every[-1]) + ")"
    told = " AND ".join(every)
    for groups in wanted.none:
        told = f"({told}) NOT ({' AND '.join(either(group) for group in groups)})"
    return told


def either(lexemes: Sequence[str]) -> str:
    return "(" + " OR ".join(f'"{lexeme}"' for lexeme in lexemes) + ")"
