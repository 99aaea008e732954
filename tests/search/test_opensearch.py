"""Readers' search in OpenSearch: what is sent and asked, over real HTTP, to a server that speaks what is used."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests import making
from tests.search.town import NOW

from musnad.config.env import BadSetting, Reader
from musnad.search import outbox
from musnad.search.asking import ask
from musnad.search.engines import opensearch
from musnad.search.finding import Narrowed, search
from musnad.search.models import Entry, Unsent
from musnad.search.suggesting import complete

pytestmark = pytest.mark.django_db


class Engine(BaseHTTPRequestHandler):
    """Keeps documents, and finds them by the kinds of question that are asked; `down` has it fail."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if self.server.down:
            return self.say(503, {"error": "unavailable"})
        if self.path.startswith("/_bulk"):
            return self.say(
                200, {"errors": False, "items": self.bulk([json.loads(line) for line in body.splitlines()])}
            )
        if self.path.endswith("/_search"):
            return self.say(200, self.find(json.loads(body)))
        if self.command == "DELETE":
            self.server.documents.clear()
        self.server.made.append((self.command, self.path.partition("?")[0], json.loads(body) if body else None))
        return self.say(200, {"acknowledged": True})

    do_GET = do_POST = do_PUT = do_DELETE = do

    def bulk(self, lines):
        items = []
        while lines:
            ((act, named),) = lines.pop(0).items()
            if act == "index":
                self.server.documents[named["_index"], named["_id"]] = lines.pop(0)
            there = act == "index" or self.server.documents.pop((named["_index"], named["_id"]), None)
            items.append({act: {**named, "status": 200 if there else 404}})
        return items

    def find(self, asked):
        query = asked["query"]["bool"]
        told = [each for each in self.server.documents.values() if all(holds(part, each) for part in query["filter"])]
        told = [each for each in told if not any(holds(part, each) for part in query["must_not"])]
        numbers = sorted((each["number"] for each in told), reverse=True)[: asked["size"]]
        return {"hits": {"hits": [{"_id": str(number), "sort": [number]} for number in numbers]}}

    def say(self, status, told):
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def holds(part, document):
    ((kind, told),) = part.items()
    if kind == "bool":
        return all(holds(each, document) for each in told.get("filter", ())) and (
            "should" not in told or any(holds(each, document) for each in told["should"])
        )
    ((field, wanted),) = told.items()
    have = document[field]
    if kind == "range":
        return wanted.get("gte", have) <= have < wanted.get("lt", have + 1)
    if kind == "prefix":
        return any(each.startswith(wanted) for each in have)
    return have == wanted if kind == "term" else bool(set(have) & set(wanted))


@pytest.fixture
def engine(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Engine)
    server.documents, server.made, server.down = {}, [], False
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    settings.SEARCH_ENGINE = {"address": address, "prefix": "dalwan-", "seconds": 3}
    yield server
    opensearch.client(address).close()
    opensearch.client.cache_clear()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def section(db):
    return making.desk()


def titles(query, **filters):
    return [hit.title for hit in search(ask(query), "ar", Narrowed(**filters), now=NOW).hits]


def test_edits_are_sent_after_they_are_saved_and_found_as_without_it(
    engine, section, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        flood = making.story("فيضان النهر قرب وزارة المياه", section)
        making.story("مجلس الأمن يجتمع", section)

    assert titles("بالوزارة") == ["فيضان النهر قرب وزارة المياه"]
    assert titles("«مجلس الأمن»") == ["مجلس الأمن يجتمع"]
    assert titles("«الأمن مجلس»") == []
    assert titles("النهر -فيضان") == []
    assert titles("النهر", section=section.pk) == titles("النهر", kind="story") == titles("النهر")
    assert titles("النهر", kind="claim") == []
    assert [each.text for each in complete("فيضا", "ar")] == ["فيضان النهر قرب وزارة المياه"]
    with django_capture_on_commit_callbacks(execute=True):
        flood.unpublish()
    assert titles("النهر") == []
    assert not Unsent.objects.exists()


def test_what_the_engine_did_not_take_is_sent_with_the_next(
    engine, section, django_capture_on_commit_callbacks, caplog
):
    engine.down = True
    with django_capture_on_commit_callbacks(execute=True):
        making.story("فيضان النهر", section)
    assert Unsent.objects.exists()
    assert "did not take" in caplog.text

    engine.down = False
    assert outbox.send()
    assert titles("النهر") == ["فيضان النهر"]


def test_a_reindex_makes_the_index_with_its_fields_and_sends_every_entry(engine, section):
    making.story("فيضان النهر", section)
    outbox.send_everything()

    entry = Entry.objects.get()
    assert [(verb, path) for verb, path, _ in engine.made] == [
        ("DELETE", "/dalwan-entries"),
        ("PUT", "/dalwan-entries"),
    ]
    assert engine.made[1][2]["mappings"]["properties"]["lexemes"]["type"] == "keyword"
    document = engine.documents["dalwan-entries", str(entry.pk)]
    assert {"^نهر", "نهر", "فيضان", f"#n{section.pk}", "#estory"} <= set(document["lexemes"])
    assert (document["number"], document["lang"]) == (entry.pk, "ar")


@pytest.mark.parametrize("value", ["search", "ftp://host", "https://", "https://host:9200/UPPER", "https://host/?a=b"])
def test_an_address_that_is_none_stops_the_start(value):
    with pytest.raises(BadSetting, match="SEARCH_URL"):
        Reader({"SEARCH_URL": value}).search_engine("SEARCH_URL", seconds=3)


def test_an_address_is_taken_apart_and_its_password_is_in_no_error():
    told = Reader({"SEARCH_URL": "https://editor:secret@host:9200/dalwan"}).search_engine("SEARCH_URL", seconds=3)

    assert told == {"address": "https://editor:secret@host:9200", "prefix": "dalwan-", "seconds": 3}
    with pytest.raises(BadSetting) as error:
        Reader({"SEARCH_URL": "https://editor:secret@host:9200/?a=b"}).search_engine("SEARCH_URL", seconds=3)
    assert "secret" not in str(error.value)
