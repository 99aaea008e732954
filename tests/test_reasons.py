"""Whoever silences a check says why, on the same line."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
SILENCED = re.compile(r"# noqa(?:: [A-Z]+\d+(?:, [A-Z]+\d+)*)?(?P<reason>.*)")


def test_every_silenced_check_has_its_reason_on_the_line():
    bare = []
    for folder in ("src", "tests", "bench", "evals"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                found = SILENCED.search(line)
                if found and path != Path(__file__) and len(found["reason"].strip(" ()-")) < len("days"):
                    bare.append(f"{path.relative_to(ROOT)}:{number}")
    assert bare == []
