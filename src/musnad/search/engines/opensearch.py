"""The index in OpenSearch: a document of lexemes for each entry. The texts stay in the newsroom's database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.conf import settings

from musnad.search.engines import Candidate, TooSlow, Wanted, candidate
from musnad.search.models import Entry
from musnad.search.shadow import in_title

LOT = 500
MAPPING = {
    "settings": {"index": {"max_result_window": 10_000}},
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "number": {"type": "long"},
            "lang": {"type": "keyword"},
            "lexemes": {"type": "keyword", "doc_values": False, "norms": False},
        },
    },
}


@cache
def client(address: str) -> Any:
    # Only where the setting asks for it is the library there.
    from opensearchpy import OpenSearch

    return OpenSearch([address], timeout=settings.SEARCH_ENGINE["seconds"], max_retries=0, verify_certs=True)


class OpenSearch:
    def __init__(self) -> None:
        self.index = f"{settings.SEARCH_ENGINE['prefix']}entries"
        self.client = client(settings.SEARCH_ENGINE["address"])

    def find(self, wanted: Wanted) -> list[Candidate]:
        from opensearchpy.exceptions import ConnectionTimeout

        size = wanted.looked_at if wanted.runs or wanted.no_runs else wanted.limit
        try:
            answer = self.client.search(index=self.index, body=question(wanted, size))
        except ConnectionTimeout as error:
            raise TooSlow from error
        numbers = [int(hit["sort"][0]) for hit in answer["hits"]["hits"]]
        rows = Entry.objects.filter(pk__in=numbers).order_by("-pk")
        fields = ("pk", "title_terms", "lead_terms", "marks")
        if not (wanted.runs or wanted.no_runs):
            return [candidate(row) for row in rows.values_list(*fields)]
        found = [candidate(row) for *row, words in rows.values_list(*fields, "words") if has_runs(wanted, words)]
        return found[: wanted.limit]

    def make(self) -> None:
        """Make the index anew, without a document."""
        self.client.indices.delete(index=self.index, ignore=[404])
        self.client.indices.create(index=self.index, body=MAPPING)

    def write(self, numbers: Sequence[int]) -> None:
        """Bring the documents of these entries in line with the rows; raises opensearch-py's errors."""
        from opensearchpy.helpers import bulk

        rows = {row.pk: row for row in Entry.objects.filter(pk__in=numbers)}
        bulk(self.client, actions(self.index, numbers, rows), chunk_size=LOT, refresh=True, ignore_status=(404,))


def actions(index: str, numbers: Iterable[int], rows: Mapping[int, Entry]) -> Iterable[dict[str, Any]]:
    for number in numbers:
        named = {"_index": index, "_id": str(number)}
        if row := rows.get(number):
            yield {"_op_type": "index", **named, "_source": document(row)}
        else:
            yield {"_op_type": "delete", **named}


def document(row: Entry) -> dict[str, Any]:
    title = row.title_terms.split()
    parts = (row.lead_terms, row.body_terms, row.marks, row.pairs)
    lexemes = [*title, *map(in_title, title), *(each for part in parts for each in part.split())]
    return {"number": row.pk, "lang": row.lang, "lexemes": lexemes}


def question(wanted: Wanted, size: int) -> dict[str, Any]:
    """Return the search that finds the newest documents; nothing is scored."""
    told: list[dict[str, Any]] = [{"term": {"lang": wanted.lang}}, *(any_of(group) for group in wanted.every)]
    if wanted.begins:
        told[-1] = {"bool": {"should": [{"prefix": {"lexemes": each}} for each in wanted.every[-1]]}}
    bounds = {name: value for name, value in (("gte", wanted.since), ("lt", wanted.before)) if value is not None}
    if bounds:
        told.append({"range": {"number": bounds}})
    none = [{"bool": {"filter": [any_of(group) for group in groups]}} for groups in wanted.none]
    return {
        "query": {"bool": {"filter": told, "must_not": none}},
        "sort": [{"number": "desc"}],
        "size": size,
        "_source": False,
        "track_total_hits": False,
    }


def any_of(lexemes: Sequence[str]) -> dict[str, Any]:
    return {"terms": {"lexemes": list(lexemes)}}


def has_runs(wanted: Wanted, words: str) -> bool:
    some = all(any(run in words for run in runs) for runs in wanted.runs)
    return some and not any(run in words for runs in wanted.no_runs for run in runs)
