"""No dependency under a licence of the GPL family, and nothing in the locks but names, versions and hashes."""

import re
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCKS = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]
COPYLEFT = re.compile(r"(?<!L)\bA?GPL|GNU (?:Affero )?General Public", re.IGNORECASE)


def locked(lock):
    return {
        name.lower().replace("_", "-") for name in re.findall(r"^([A-Za-z0-9._-]+)==", lock.read_text(), re.MULTILINE)
    }


def is_gpl(distribution):
    """Whether there is no way to take it but under the GPL: of «MPL-1.1 OR GPL-2.0» one may choose."""
    told = distribution.metadata
    expression = told.get("License-Expression")
    classifiers = [each for each in told.get_all("Classifier") or () if each.startswith("License ::")]
    # A whole licence text in the old field mentions others; its first line names it.
    line = (told.get("License") or "").split("\n")[0]
    choices = (expression or "").split(" OR ") if expression else classifiers or line.split(" OR ")
    return all(COPYLEFT.search(choice) for choice in choices)


def test_nothing_that_is_installed_for_readers_and_editors_is_under_the_gpl():
    wanted = locked(LOCKS[0])
    found = {each.metadata["Name"].lower().replace("_", "-"): each for each in distributions()}

    assert len(wanted & found.keys()) > 30
    assert {name for name in wanted & found.keys() if is_gpl(found[name])} == set()


def test_the_locks_hold_hashes_and_no_addresses():
    for lock in LOCKS:
        text = lock.read_text()
        assert "://" not in text
        pins = re.findall(r"^[A-Za-z0-9._-]+==.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
        assert pins
        assert all("--hash=sha256:" in pin for pin in pins)


def test_the_picture_library_under_the_gpl_stays_out():
    assert not any("pillow-heif==" in lock.read_text() for lock in LOCKS)
