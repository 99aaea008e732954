"""Run every measurement and print its table; `python -m bench denying reader` runs those alone."""

import os
import sys
import tempfile
from importlib import import_module

import django
from django.core.management import call_command

MEASUREMENTS = (
    "templates",
    "printing",
    "denying",
    "serving",
    "slow_line",
    "reader",
    "matching",
    "searching",
    "archive",
    "letters",
)


def main(names: list[str]) -> None:
    """Run `names` on a new, empty newsroom: the home is named before anything reads the settings."""
    if unknown := sorted(set(names) - set(MEASUREMENTS)):
        sys.exit(f"No measurement is called {', '.join(unknown)}. There are: {', '.join(MEASUREMENTS)}.")
    with tempfile.TemporaryDirectory(prefix="musnad-bench-") as home:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "musnad.config.settings")
        os.environ["MUSNAD_HOME"] = home
        django.setup()
        call_command("migrate", verbosity=0)
        for name in names or MEASUREMENTS:
            measurement = import_module(f"bench.{name}")
            print(f"\n{measurement.TITLE}")
            for what, figure in measurement.run():
                print(f"  {what:<58} {figure:>16}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
