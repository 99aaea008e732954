"""The public site in a bucket of an S3-compatible store, through obstore (docs/decisions/0018).

One object for each file: a bucket replaces an object as a whole, so that a reader finds the old one or the new one.
Text is stored compressed and says so; there are no twins, since nothing at a bucket's edge could choose among them
without a moment in which page and twin differ.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from musnad.press.errors import BadName, StoreRefused, StoreUnreachable
from musnad.press.headers import stored_headers
from musnad.press.lots import in_lots
from musnad.press.store import as_bytes, check_source
from musnad.press.storing import Content, Outcome, PublicStore, Wanted, check_name
from musnad.press.twins import SMALLEST, can_have_twins, gzipped

if TYPE_CHECKING:
    from obstore.store import S3Store

AT_ONCE = 16
"""Requests under way at once. A store answers in some tens of milliseconds: one by one, a lot would take a second."""

LONGEST_KEY = 1024
"""Bytes of an object's whole name: S3's limit."""

LISTED_AT_ONCE = 500
PART = 8 << 20
"""Bytes of a part; a longer file is uploaded in parts, each tried again by itself."""

TAGS = "tags"
"""The name under which an object keeps its tags: `x-amz-meta-tags`."""

# A store that throttles or stumbles is asked again for half a minute; then the run ends, and the worker comes again.
RETRIES: Any = {
    "max_retries": 5,
    "backoff": {"init_backoff": timedelta(milliseconds=200), "max_backoff": timedelta(seconds=5), "base": 2},
    "retry_timeout": timedelta(seconds=30),
}
TIMES: Any = {"connect_timeout": "5s", "timeout": "30s"}

INSTANCE = "169.254.169.254"
"""Where a machine of a cloud is asked for its role when nothing else gives credentials: elsewhere nobody answers."""

_STATUS = re.compile(r"status code: (\d{3})")
_CODE = re.compile(r"<Code>(\w+)</Code>")


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where the bucket is. endpoint: "" for Amazon's own. compress: whether text is stored as gzip.

    Credentials are not part of it: they come from the environment, the container or the machine.
    """

    name: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""
    compress: bool = True

    def __str__(self) -> str:
        return f"s3://{self.name}/{self.prefix}".rstrip("/")


class BucketStore(PublicStore):
    """`edge_seconds` is how long a shared cache may keep a page without asking; labelled: whether tags are kept too."""

    def __init__(self, bucket: Bucket, *, edge_seconds: int = 0, labelled: bool = False) -> None:
        self.bucket = bucket
        self.edge_seconds, self.labelled = edge_seconds, labelled

    @property
    def identity(self) -> str:
        bucket = self.bucket
        kept = f"gzip={bucket.compress:d} edge={self.edge_seconds} tags={self.labelled:d}"
        return f"{bucket} {bucket.endpoint} {kept}"

    def open(self) -> None:
        """Nothing is left half-done: an object is there as a whole or not at all."""

    @cached_property
    def _objects(self) -> S3Store:
        from obstore.store import S3Store  # an extra: who prints into a folder need not have it

        bucket = self.bucket
        client: Any = {**TIMES, "allow_http": bucket.endpoint.startswith("http://")}
        told = {"region": bucket.region, "endpoint": bucket.endpoint}
        options: dict[str, Any] = {name: value for name, value in told.items() if value}
        with self._explained(""):
            return S3Store(
                bucket.name,
                prefix=bucket.prefix or None,
                client_options=client,
                retry_config=RETRIES,
                **options,
            )

    def bring(self, wanted: Collection[Wanted]) -> dict[str, Outcome]:
        if len(wanted) < 2:
            return super().bring(wanted)
        with ThreadPoolExecutor(min(AT_ONCE, len(wanted)), thread_name_prefix="store") as pool:
            futures = {each.name: pool.submit(self.brought, each) for each in wanted}
            for future in futures.values():
                if future.result() and isinstance(future.result(), StoreUnreachable | StoreRefused):
                    # It would say the same to the others; those under way are waited for and counted.
                    pool.shutdown(wait=True, cancel_futures=True)
                    break
        return {name: future.result() for name, future in futures.items() if not future.cancelled()}

    def take_out(self, names: Collection[str]) -> set[str]:
        """Remove `names` with one request; return those that can have stood there: a bucket does not say which did."""
        sound = {name for name in names if self._is_name(name)}
        self._delete(sorted(sound))
        return sound

    def remove(self, name: str) -> bool:
        check_name(name)
        self._delete([name])
        return True

    def put(self, name: str, content: Content, tags: Collection[str] = ()) -> None:
        self._check(name, content)
        body, headers = self._stored(name, content)
        if tags:
            headers[TAGS] = " ".join(tags)
        import obstore

        with self._explained(name):
            obstore.put(self._objects, name, body, attributes=headers, chunk_size=PART)

    def has(self, name: str) -> bool:
        """Return True: asking would take as long as writing, and `publish --all` compares everything."""
        return True

    def holds(self, name: str, content: Content, tags: Collection[str] = ()) -> bool:
        """Compare bytes and headers. Of tags only whether there are some: other tags alone are no other page."""
        import obstore

        self._check(name, content)
        body, headers = self._stored(name, content)
        with self._explained(name):
            try:
                found = obstore.get(self._objects, name, options={"head": True})
            except FileNotFoundError:
                return False
            kept: dict[str, Any] = dict(found.attributes)
            if bool(kept.pop(TAGS, "")) != bool(tags) or {key: str(value) for key, value in kept.items()} != headers:
                return False
            if found.meta["size"] != length(body):
                return False
            return plain_etag(found.meta["e_tag"]) == digest(body) or self._same_bytes(name, body)

    def _same_bytes(self, name: str, body: Content) -> bool:
        """Compare byte for byte: an object uploaded in parts or encrypted by a key has an ETag of its own kind."""
        import obstore

        told = hashlib.md5(usedforsecurity=False)
        for chunk in obstore.get(self._objects, name).stream(PART):
            told.update(chunk)
        return told.hexdigest() == digest(body)

    def names(self) -> Iterator[str]:
        """Yield the name of every object of the site."""
        import obstore

        for found in obstore.list(self._objects, chunk_size=LISTED_AT_ONCE):
            yield from (each["path"] for each in found)

    def sweep(self, known: Callable[[set[str]], set[str]]) -> int:
        removed = 0
        with self._explained(""):
            for lot in in_lots(self.names(), LISTED_AT_ONCE):
                strays = sorted(set(lot) - known(set(lot)))
                self._delete(strays)
                removed += len(strays)
        return removed

    def _delete(self, names: list[str]) -> None:
        import obstore

        if names:
            with self._explained(""):
                obstore.delete(self._objects, names)

    def _stored(self, name: str, content: Content) -> tuple[Content, dict[str, str]]:
        """Return the bytes as they are stored, and the headers that are kept with them."""
        encoding = ""
        if self.bucket.compress and can_have_twins(name):
            content = as_bytes(content)
            if len(content) >= SMALLEST:
                content, encoding = gzipped(content), "gzip"
        return content, stored_headers(name, encoding=encoding, edge_seconds=self.edge_seconds)

    def _check(self, name: str, content: Content) -> None:
        check_name(name)
        if len(f"{self.bucket.prefix}/{name}".encode()) > LONGEST_KEY:
            raise BadName(name, f"a bucket takes names of up to {LONGEST_KEY} bytes")
        check_source(name, content)

    def _is_name(self, name: str) -> bool:
        try:
            self._check(name, b"")
        except BadName:
            return False
        return True

    @contextmanager
    def _explained(self, name: str) -> Iterator[None]:
        """Turn what the store says into an error of the press: one line, without what the library adds for itself."""
        from obstore.exceptions import BaseError

        try:
            yield
        except (BaseError, FileNotFoundError, PermissionError, OSError, ValueError) as error:
            raise self._told(name, error) from error

    def _told(self, name: str, error: Exception) -> Exception:
        text = str(error)
        status, code = _STATUS.search(text), _CODE.search(text)
        # Of the library's long line the end is the cause.
        line = text.split("\n", 1)[0].strip()
        if INSTANCE in line:
            return StoreRefused(self.bucket, "no credentials were found, see docs/deploy.md")
        said = code[1] if code else f"status {status[1]}" if status else line.rpartition(" - ")[2]
        if name and code and code[1] in {"KeyTooLongError", "MetadataTooLarge", "EntityTooLarge"}:
            return BadName(name, said)
        if status and status[1].startswith("4") and status[1] not in {"408", "429"}:
            return StoreRefused(self.bucket, said)
        return StoreUnreachable(self.bucket, said)


def length(body: Content) -> int:
    return body.stat().st_size if isinstance(body, Path) else len(body)


def digest(body: Content) -> str:
    """Return the MD5 of the bytes, which is an object's ETag in the common case; nothing is secured by it."""
    told = hashlib.md5(usedforsecurity=False)
    if isinstance(body, bytes):
        told.update(body)
    else:
        with body.open("rb") as file:
            while chunk := file.read(PART):
                told.update(chunk)
    return told.hexdigest()


def plain_etag(etag: str | None) -> str:
    return (etag or "").strip('"')
