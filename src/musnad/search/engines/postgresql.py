"""The index on PostgreSQL: a column of lexemes under GIN, which is asked for whole lexemes alone.

So it never needs to look at a row to know whether it is wanted. The rows that are found are short, and those that are
newest are taken: the number is added to nothing, since PostgreSQL would else walk the key from its end and read the
lexemes of every entry on the way. So it is with the numbers of the days that are asked for: at times it took the key
for these, and half a second with 100,000 entries.
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.search.engines import Candidate, LookUp, Wanted, look_up

FIND = """
SELECT entry.id, entry.title_terms, entry.lead_terms, entry.marks{more} FROM search_entry AS entry
WHERE entry.lexemes @@ %s::tsquery AND {filters} ORDER BY entry.id + 0 DESC LIMIT %s
"""
# Materialized: else the words of all entries would be looked through, and only then those that have the lexemes taken.
OF_THOSE = """
WITH found AS MATERIALIZED ({inner})
SELECT id, title_terms, lead_terms, marks FROM found WHERE {runs} ORDER BY id DESC LIMIT %s
"""
LOOK_UP = LookUp(FIND, OF_THOSE, number="entry.id + 0")


class PostgreSQL:
    def find(self, wanted: Wanted) -> list[Candidate]:
        return look_up(wanted, match(wanted), LOOK_UP)


def match(wanted: Wanted) -> str:
    every = [either(group) for group in wanted.every]
    if wanted.begins:
        every[-1] = "(" + " | ".join(f"'{lexeme}':*" for lexeme in wanted.every[-1]) + ")"
    none = [f"!({' & '.join(either(group) for group in groups)})" for groups in wanted.none]
    return " & ".join([*every, *none])


def either(lexemes: Sequence[str]) -> str:
    return "(" + " | ".join(f"'{lexeme}'" for lexeme in lexemes) + ")"
