"""Small mirrors, made without a press, and some that no press would make."""

import hashlib
import io
from dataclasses import replace
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from musnad.press.mirror import manifest as form
from musnad.press.mirror.checking import Check
from musnad.press.mirror.keys import fingerprint, public_pem
from musnad.press.mirror.manifest import Base, Entry, ListWriter, Manifest
from musnad.press.mirror.tarball import Compressed, write_end, write_member

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
FINGERPRINT = fingerprint(public_pem(KEY))

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

SITE = {
    "ar/index.html": "<h1>سدّ الوادي</h1>".encode(),
    "ar/سياسة/index.html": "<h1>سياسة</h1>".encode(),
    "assets/site.0a1b.css": b"body { margin-inline: auto }",
    ".well-known/security.txt": b"Contact: mailto:security@news.example",
    "media/picture.webp": bytes(range(256)) * 300,
}


def entry(name, body):
    return Entry(name, len(body), hashlib.sha256(body).hexdigest())


def in_order(files):
    return sorted(files, key=lambda name: name.encode())


def a_list(entries_or_names):
    file = io.BytesIO()
    writer = ListWriter(file)
    for each in entries_or_names:
        writer.add_name(each) if isinstance(each, str) else writer.add(each)
    return file.getvalue(), writer.listing


class Mirror:
    """A mirror of `files`; after `since`, an increment. Its parts can be bent before they are written."""

    def __init__(self, files, *, since=None, sequence=1, made=NOON, key=KEY):
        before = since.files if since else {}
        self.files, self.key = files, key
        self.packed = {name: body for name, body in files.items() if before.get(name) != body}
        self.lists = {form.FILES: a_list(entry(name, files[name]) for name in in_order(files))}
        told = {"files": self.lists[form.FILES][1]}
        if since:
            self.lists[form.CHANGES] = a_list(entry(name, self.packed[name]) for name in in_order(self.packed))
            self.lists[form.REMOVED] = a_list(in_order(before.keys() - files.keys()))
            told |= {"changes": self.lists[form.CHANGES][1], "removed": self.lists[form.REMOVED][1]}
            told |= {"since": Base(since.manifest.sequence, since.sha256)}
        self.manifest = Manifest("https://news.example", "صحيفة الوادي", made, sequence, "", public_pem(key), **told)
        self.body = self.manifest.to_bytes()

    @property
    def sha256(self):
        return hashlib.sha256(self.body).hexdigest()

    @property
    def signature(self):
        return self.key.sign(self.body)

    def retell(self, **told):
        """Change what the manifest says; it is signed as it then is."""
        self.manifest = replace(self.manifest, **told)
        self.body = self.manifest.to_bytes()
        return self

    def members(self):
        head = [(form.MANIFEST, self.body), (form.SIGNATURE, self.signature)]
        lists = [(name, body) for name, (body, _) in self.lists.items()]
        return [*head, *lists, *((name, self.packed[name]) for name in in_order(self.packed))]

    def write(self, path):
        return write_archive(path, self.members())

    def unpack(self, folder):
        for name, body in self.members():
            if name not in (form.CHANGES, form.REMOVED):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(body)
        return folder


def write_archive(path, members):
    with path.open("wb") as file:
        to = Compressed(file)
        for name, body in members:
            write_member(to, name, len(body), 0, iter([body]))
        write_end(to)
        to.close()
    return path


def check(path, **how):
    """Check a mirror; return what is wrong, a line each."""
    lines = []
    Check(lambda problem: lines.append(str(problem)), **how).run(path)
    return lines
