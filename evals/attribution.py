"""The reader of attributions on gold texts, through the command and the scorer that stands beside the gold."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from evals.figures import Figure

TITLE = "Attributed statements: who said what, through whom (../shared/gold/GUIDE.md tells what each figure is)"

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "gold"
SCORER = SHARED / "score.py"
GOLD = (
    ("real articles, ../shared/gold/dev.jsonl", SHARED / "dev.jsonl"),
    ("constructions, tests/reader/attribution/gold.jsonl", ROOT / "tests" / "reader" / "attribution" / "gold.jsonl"),
)


def run() -> Iterator[Figure]:
    """Yield the scorer's line for each gold file, and why one is not scored. The floors stand in tests/reader."""
    for what, gold in GOLD:
        missing = next((path for path in (SCORER, gold) if not path.exists()), None)
        yield Figure(what, f"skipped: {missing} is not there" if missing else scored(gold))


def scored(gold: Path) -> str:
    """Return the scorer's line of figures for `musnad read --jsonl` on `gold`."""
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.jsonl"
        with answers.open("wb") as output:
            subprocess.run([sys.executable, "-m", "musnad", "read", "--jsonl", gold], stdout=output, check=True)
        told = subprocess.run([sys.executable, SCORER, gold, answers], capture_output=True, text=True, check=False)
    return (told.stdout + told.stderr).strip()
