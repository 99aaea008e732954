import hashlib
import re

import pytest

from musnad.newsstand import assets


def test_an_asset_s_name_says_what_is_in_it():
    for name, content in assets.all_assets().items():
        assert re.fullmatch(r"assets/[a-z]+\.[0-9a-f]{10}\.(css|js|svg)", name)
        assert hashlib.sha256(content).hexdigest().startswith(name.split(".")[1])


def test_each_file_of_the_folder_is_an_asset():
    held = {path.name for path in assets.STATIC.iterdir()}

    assert {assets.asset(name) for name in held} == set(assets.all_assets())
    assert {"site.css", "site.js", "icon.svg", "logo.svg"} <= held


def test_the_fingerprint_is_one_for_one_look():
    assert assets.fingerprint() == assets.fingerprint()
    assert re.fullmatch("[0-9a-f]{64}", assets.fingerprint())


@pytest.mark.parametrize("folder", ["STATIC", "TEMPLATES", "WORDS"])
def test_the_fingerprint_changes_with_styles_templates_and_words(folder, tmp_path, monkeypatch):
    for name in ("STATIC", "TEMPLATES", "WORDS"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.txt").write_text("1")
        monkeypatch.setattr(assets, name, tmp_path / name)
    for name in assets._MODULES:
        (tmp_path / name).write_text("")
    monkeypatch.setattr(assets, "HERE", tmp_path)
    before = assets.fingerprint.__wrapped__()

    (tmp_path / folder / "one.txt").write_text("2")

    assert assets.fingerprint.__wrapped__() != before


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("a { color : red; }", "a{color :red}"),
        ("/* why */ a > b { margin: 0 auto; }", "a>b{margin:0 auto}"),
        ("a { inline-size: calc(100% - 2 * var(--x)); }", "a{inline-size:calc(100% - 2 * var(--x))}"),
        ("a :is(b, c) { x: 1 }", "a :is(b,c){x:1}"),
        ('a::after { content: " ; } "; }', 'a::after{content:" ; } "}'),
        ("@media (min-width: 40rem) { a { b: c; } }", "@media (min-width:40rem){a{b:c}}"),
    ],
)
def test_styles_lose_their_spaces_and_comments_and_nothing_else(written, published):
    assert assets.minified(written) == published
