import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.press.mirror.site import SITE, Mirror, entry

from musnad.press.mirror.errors import BadManifest
from musnad.press.mirror.manifest import compared, entries, flaw_of, manifest_from, names, shown

NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "Pd")), min_size=1, max_size=20)


def test_a_manifest_is_read_as_it_was_written():
    whole = Mirror(SITE)
    increment = Mirror({}, since=whole, sequence=2)
    for mirror in (whole, increment):
        assert manifest_from(mirror.body) == mirror.manifest
        assert manifest_from(mirror.body).to_bytes() == mirror.body


@pytest.mark.parametrize(
    "told",
    [
        {"format": "musnad-mirror-9"},
        {"made": "yesterday"},
        {"made": 5},
        {"sequence": -1},
        {"sequence": True},
        {"sequence": 1 << 70},
        {"previous": "../../etc/passwd"},
        {"files": None},
        {"files": {"count": 1, "bytes": 1, "length": 1 << 50, "sha256": "0" * 64}},
        {"files": {"count": 1, "bytes": 1, "length": 1, "sha256": "0" * 63}},
        {"since": {"sequence": 1, "sha256": "0" * 64}},
    ],
)
def test_a_manifest_that_says_something_impossible_is_refused(told):
    body = json.dumps(json.loads(Mirror(SITE).body) | told).encode()
    with pytest.raises(BadManifest):
        manifest_from(body)


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b"{", b"[" * 40_000, b"null"])
def test_what_is_no_manifest_is_refused(body):
    with pytest.raises(BadManifest):
        manifest_from(body)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/etc/passwd",
        "../a",
        "a/../b",
        "a//b",
        "a/./b",
        "a/",
        "a\\b",
        "C:b",
        "a\nb",
        "a\0b",
        "a\x7f",
        "\ud800",
        "a" * 1025,
    ],
)
def test_a_name_that_leads_out_or_hides_something_is_none(name):
    assert flaw_of(name)


@pytest.mark.parametrize("name", ["ar/سدّ-الوادي/index.html", "404.html", "media/a b.pdf", ".well-known/x", "a..b"])
def test_a_name_of_the_site_is_one(name):
    assert not flaw_of(name)


DIGEST = b"0" * 64


@pytest.mark.parametrize(
    "lines",
    [
        [DIGEST + b" 1 a"],
        [DIGEST + b" 01 a\n"],
        [DIGEST + b" -1 a\n"],
        [DIGEST + b" 1  \n", DIGEST + b" 1  \n"],
        [DIGEST + b" 1 b\n", DIGEST + b" 1 a\n"],
        [DIGEST + b" 1 a\n", DIGEST + b" 1 a\n"],
        [DIGEST + b" 1 ../a\n"],
        [DIGEST + b" 1 mirror/manifest.json\n"],
        [DIGEST + b" 99999999999 a\n"],
        [b"\xff\xfe\n"],
        [b"0" * 63 + b" 1 a\n"],
    ],
)
def test_a_list_with_a_bad_line_is_refused(lines):
    with pytest.raises(BadManifest):
        list(entries(lines))


def test_the_names_of_removed_files_are_held_to_the_same():
    assert list(names(["ar/سدّ/index.html\n".encode()])) == ["ar/سدّ/index.html"]
    for lines in ([b"b\n", b"a\n"], [b"../a\n"], [b"\xff\n"]):
        with pytest.raises(BadManifest):
            list(names(lines))


@given(
    st.dictionaries(NAMES, st.binary(max_size=3), max_size=8), st.dictionaries(NAMES, st.binary(max_size=3), max_size=8)
)
def test_two_lists_are_compared_name_by_name(old, new):
    def listed(files):
        return iter([entry(name, files[name]) for name in sorted(files, key=str.encode)])

    found = {(before or after).name: (before, after) for before, after in compared(listed(old), listed(new))}
    assert found == {
        name: (
            entry(name, old[name]) if name in old else None,
            entry(name, new[name]) if name in new else None,
        )
        for name in old.keys() | new.keys()
    }


@given(st.dictionaries(NAMES, st.binary(max_size=3), max_size=8))
def test_a_list_is_read_as_it_was_written(files):
    found = [entry(name, files[name]) for name in sorted(files, key=str.encode)]
    assert list(entries(io.BytesIO(b"".join(each.line for each in found)))) == found


def test_a_name_cannot_steer_a_terminal():
    assert shown("a\x1b[2Jb\u202ec") == "a\\u001b[2Jb\\u202ec"
    assert shown("سدّ") == "سدّ"
