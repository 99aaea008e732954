"""Who said what, by the command `musnad read`: on a page, in a file of texts, by two engines."""

import importlib
import io
import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from tests.cli.commands import environment
from tests.reader.attribution.model_server import model_server

from musnad.cli.reading import lines, read
from musnad.reader import EngineUnusable, UnknownEngine

PAGE = """بلدية السندس تنفي إغلاق الجسر
6 يوليو 2026

وجاء في تغريدة للبلدية: «لا صحة لإغلاق الجسر القديم أمام السيارات».

https://x.com/SundusTown/status/1411789037992648707

ونقلت وكالة النهر عن وزير النقل سامر مروان قوله إن الرصيف سيفتح قريباً.

وأضاف الوزير أن الأعمال تنتهي في الخريف المقبل إن شاء الله.
"""


def run(*arguments, pipe=None):
    return CliRunner().invoke(read, [str(argument) for argument in arguments], input=pipe)


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    return path


@pytest.fixture
def model(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with model_server() as server:
        monkeypatch.setenv("MUSNAD_LLM_URL", server.url)
        monkeypatch.setenv("MUSNAD_LLM_MODEL", "small")
        yield server


# --- a page ---


def test_the_object_of_a_page_carries_its_text_and_attributions(page):
    told = json.loads(run("--json", page).stdout)

    assert told["headline"] == "بلدية السندس تنفي إغلاق الجسر"
    assert told["text"].startswith(told["headline"] + "\n\n")
    said = {told["text"][slice(*one["content"])]: one for one in told["attributions"]}
    denial = said["إغلاق الجسر القديم أمام السيارات"]
    assert (denial["act"], denial["post"]["account"]) == ("deny", "SundusTown")
    relayed = next(one for words, one in said.items() if "الرصيف" in words)
    assert [told["text"][slice(*relay)] for relay in relayed["via"]] == ["وكالة النهر"]
    assert set(relayed) == {
        *("content", "speaker", "speaker_resolved", "via", "medium", "cue", "act", "direct"),
        *("kind", "strength", "when", "confidence", "rule", "item", "post"),
    }


def test_people_see_speaker_act_words_and_chain(page):
    shown = run(page).stdout

    block = shown[shown.index("Who said what:") :]
    for part in (
        "denies",
        "says",
        "«إغلاق الجسر القديم أمام السيارات»",
        "→ post on x of \u2068@SundusTown\u2069",
        "\u2068وزير النقل سامر مروان\u2069",
        "→ \u2068وكالة النهر\u2069",
        "→ this page",
        "rule “",
        "confidence 0.",
    ):
        assert part in block
    assert block.index("وكالة النهر") < block.index("الخريف المقبل")


def test_a_page_with_an_address_is_the_last_link_and_a_day_is_shown(tmp_path, dating):
    path = tmp_path / "page.html"
    paragraphs = "".join(f"<p>{line}</p>" for line in PAGE.splitlines()[3:] if line)
    path.write_text(
        '<html lang="ar"><head><link rel="canonical" href="https://news.example/1"></head>'
        f"<body><article><h1>بلدية السندس تنفي إغلاق الجسر</h1>{paragraphs}</article></body></html>",
        "utf-8",
    )

    shown = run("--engine", dating, "--day", "2026-07-04", path).stdout

    assert "→ \u2068news.example\u2069" in shown
    assert "said on 2026-07-04" in shown


def test_a_short_mention_is_shown_with_whom_it_means(page):
    assert "that is \u2068وزير النقل سامر مروان\u2069" in run(page).stdout


def test_no_line_has_two_arabic_names_side_by_side_that_a_terminal_could_turn_around(page):
    for line in run(page).stdout.splitlines():
        if line.strip().startswith("→"):
            assert line.count("\u2068") <= 1


def test_a_page_without_attributions_says_so(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("عنوان الخبر القصير هنا\n\nوصل القطار إلى المحطة صباحاً ومضى إلى الجنوب بعد ساعة.\n", "utf-8")

    assert "Nobody is said to have said anything." in run(path).stdout
    assert json.loads(run("--json", path).stdout)["attributions"] == []


def test_the_real_sample_shows_the_denial_with_its_post_and_each_chain(sample):
    shown = run(sample).stdout

    block = shown[shown.index("Who said what:") :]
    assert "→ post on x of \u2068@OIRSpox\u2069" in block
    assert "1411789037992648707" in block
    for name in ("المرصد السوري", "موقع الحرّة", "وزارة الدفاع الأميركية", "صحيفة واشنطن بوست"):
        assert name in block


# --- a file of texts ---


def written(tmp_path, *rows):
    path = tmp_path / "in.jsonl"
    parts = (row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode() for row in rows)
    path.write_bytes(b"\n".join(parts))
    return path


SAID = "قال الوزير إن النهر هادئ."


def test_each_line_of_a_file_is_answered_by_a_line_in_the_form_of_the_gold(tmp_path):
    result = run("--jsonl", written(tmp_path, {"id": "a", "text": SAID}, {"id": 7, "text": "لا قول هنا."}))

    first, second = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 0
    assert first["id"] == "a"
    assert SAID[slice(*first["attributions"][0]["content"])] == "النهر هادئ"
    assert second == {"id": 7, "attributions": []}


BAD = [
    (b"{", "no JSON"),
    (b"[1]", "no object"),
    (b'"text"', "no object"),
    (b"\xff\xfe{}", "not UTF-8"),
    (b'{"id": "a"}', '"text" is missing'),
    (b'{"id": "a", "text": 3}', '"text" is missing or no text'),
    (b'{"text": "a"}', '"id" is missing'),
    (b'{"id": null, "text": "a"}', '"id" is missing'),
    (b'{"id": true, "text": "a"}', '"id" is missing'),
    (b'{"id": "a", "text": "\\ud800"}', "surrogate"),
    (b'{"id": "a", "text": "a", "day": "sunday"}', '"day" is no date'),
    (b'{"id": "a", "text": "a", "day": 5}', '"day" is no date'),
    (b"[" * 200_000, "no JSON"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD)
def test_a_bad_line_is_named_with_its_number_and_reason_and_the_others_go_on(tmp_path, bad, reason):
    path = written(tmp_path, {"id": "a", "text": SAID}, b"", bad, {"id": "b", "text": SAID})

    result = run("--jsonl", path)

    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "b"]
    (complaint,) = result.stderr.splitlines()
    assert f"{path}, line 3: " in complaint
    assert reason in complaint


def test_a_line_that_is_too_long_is_passed_over_without_being_held(monkeypatch):
    monkeypatch.setattr(lines, "LARGEST_LINE", 100)
    good = json.dumps({"id": "b", "text": "a"}).encode()

    found = list(lines.rows(io.BytesIO(b'{"id": "a", "text": "' + b"x" * 1000 + b'"}\n' + good)))

    assert [number for number, _ in found] == [1, 2]
    assert "more than 100 bytes" in str(found[0][1])
    assert found[1][1].id == "b"


def test_lines_come_through_a_pipe_with_a_byte_order_mark_and_windows_line_ends(tmp_path):
    pipe = b"\xef\xbb\xbf" + json.dumps({"id": "a", "text": SAID}).encode() + b"\r\n\r\n"

    result = run("--jsonl", "-", pipe=pipe)

    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["id"] == "a"


def test_an_answer_comes_before_the_next_line_is_there(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-m", "musnad", "read", "--jsonl", "-"],
        env=environment(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        for number in range(3):
            process.stdin.write(json.dumps({"id": number, "text": SAID}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def test_a_missing_file_of_texts_is_named(tmp_path):
    result = run("--jsonl", tmp_path / "missing.jsonl", written(tmp_path, {"id": "a", "text": SAID}))

    assert result.exit_code == 1
    assert "missing.jsonl cannot be opened" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_a_file_of_texts_has_no_page_to_print_whole(tmp_path):
    result = run("--jsonl", "--json", written(tmp_path, {"id": "a", "text": SAID}))

    assert result.exit_code == 2
    assert "--jsonl goes with" in result.stderr


def test_the_scorer_takes_the_output_as_it_is(shared, tmp_path):
    gold = shared / "gold" / "dev.jsonl"
    answers = tmp_path / "out.jsonl"
    answers.write_text(run("--jsonl", gold).stdout, "utf-8")

    scored = subprocess.run(
        [sys.executable, shared / "gold" / "score.py", gold, answers], capture_output=True, text=True, check=False
    )

    assert scored.returncode == 0, scored.stderr
    assert "full" in scored.stdout


# --- engines ---

FOUND = {
    "content": "الرصيف سيفتح قريبا",
    "cue": "نقلت",
    "speaker": "وزير النقل سامر مروان",
    "speaker_resolved": "وزير النقل سامر مروان",
    "via": [],
    "medium": None,
    "act": "deny",
    "direct": False,
    "kind": "person",
    "strength": "neutral",
    "when": None,
}
MORE = {**FOUND, "content": "إن شاء الله", "cue": None, "speaker": None, "speaker_resolved": None, "act": "vow"}


def test_where_two_engines_disagree_is_marked_and_so_is_what_only_one_found(page, model):
    model.says(FOUND, MORE)

    shown = run("--engine", "rules", "--engine", "llm", page).stdout

    assert "llm differs in: via, act" in shown
    assert "via: none" in shown
    assert "act: denies" in shown
    assert "llm has not found this" in shown
    alone = shown[shown.index("Found by llm alone:") :]
    assert "vows" in alone
    assert "«إن شاء الله»" in alone


def test_the_object_tells_what_another_engine_found_and_the_fields_that_differ(page, model):
    model.says(FOUND)

    told = json.loads(run("--json", "--engine", "rules", "--engine", "llm", page).stdout)

    other = told["others"]["llm"]
    (pair,) = other["pairs"]
    assert pair["differs"] == ["via", "act"]
    ours = told["attributions"][pair["ours"]]
    assert "الرصيف" in told["text"][slice(*ours["content"])]
    assert len(other["ours_alone"]) == len(told["attributions"]) - 1


def test_lines_can_be_read_by_two_engines_as_well(tmp_path, model):
    model.says({**FOUND, "content": "النهر هادئ", "cue": "قال", "speaker": "الوزير", "speaker_resolved": "الوزير"})

    result = run("--jsonl", "--engine", "rules", "--engine", "llm", written(tmp_path, {"id": "a", "text": SAID}))

    assert json.loads(result.stdout)["others"]["llm"]["pairs"][0]["differs"] == ["act"]


def test_one_engine_is_enough(page, model):
    model.says(FOUND)

    told = json.loads(run("--json", "--engine", "llm", page).stdout)

    assert [one["rule"] for one in told["attributions"]] == ["llm small"]
    assert "others" not in told


def test_where_the_second_engine_fails_the_first_ones_findings_are_shown(page, model):
    model.answers((500, ""))

    result = run("--engine", "rules", "--engine", "llm", page)

    assert result.exit_code == 1
    assert "Who said what:" in result.stdout
    assert "in trouble (500)" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_text_that_the_engine_cannot_read_is_named_and_the_others_go_on(tmp_path, model):
    model.answers((500, ""), (200, '{"choices": [{"message": {"content": "[]"}}]}'))

    result = run("--jsonl", "--engine", "llm", written(tmp_path, {"id": "a", "text": SAID}, {"id": "b", "text": SAID}))

    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["b"]
    assert "line 1: The language model" in result.stderr


def test_an_engine_that_can_read_nothing_ends_the_command_at_once(tmp_path, model):
    model.answers((401, ""))

    result = run("--jsonl", "--engine", "llm", written(tmp_path, {"id": "a", "text": SAID}, {"id": "b", "text": SAID}))

    assert isinstance(result.exception, EngineUnusable)
    assert len(model.requests) == 1


def test_an_engine_that_is_not_there_is_told_before_anything_is_read(page):
    assert isinstance(run("--engine", "rules", "--engine", "oracle", page).exception, UnknownEngine)


# --- the day ---


@pytest.fixture
def dating(tmp_path, monkeypatch):
    """An engine that says which day it was given."""
    (tmp_path / "dating.py").write_text(
        "from musnad.reader import Act, Attribution, Strength\n"
        "def read(text, *, day=None):\n"
        "    said = (0, 3), None, None, (), None, None, Act.AFFIRM, False, None, Strength.NEUTRAL, day, 1.0, 'd'\n"
        "    return [Attribution(*said)]\n"
    )
    information = tmp_path / "dating-1.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: dating\nVersion: 1\n")
    (information / "entry_points.txt").write_text("[musnad.readers]\ndating = dating:read\n")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    yield "dating"
    sys.modules.pop("dating", None)


def days(result):
    assert result.exit_code == 0, result.exception or result.stderr
    return [one["when"] for line in result.stdout.splitlines() for one in json.loads(line)["attributions"]]


def test_a_lines_own_day_comes_before_the_one_that_is_given_for_all(tmp_path, dating):
    path = written(tmp_path, {"id": "a", "text": SAID, "day": "2026-07-04"}, {"id": "b", "text": SAID})

    assert days(run("--jsonl", "--engine", dating, path)) == ["2026-07-04", None]
    assert days(run("--jsonl", "--engine", dating, "--day", "2026-01-01", path)) == ["2026-07-04", "2026-01-01"]


def test_a_page_is_of_its_own_day_unless_another_is_given(page, dating):
    own = json.loads(run("--json", "--engine", dating, page).stdout)
    given = json.loads(run("--json", "--engine", dating, "--day", "2020-02-02", page).stdout)

    assert own["attributions"][0]["when"] == "2026-07-06"
    assert given["attributions"][0]["when"] == "2020-02-02"
