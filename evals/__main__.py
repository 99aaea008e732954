"""Run every evaluation and print its figures; the exit status is 1 where one is below its floor."""

import os
import sys
import tempfile
from importlib import import_module

import django
from django.core.management import call_command

EVALUATIONS = ("attribution", "matching", "polarity")


def main() -> list[str]:
    """Run them on a new, empty ledger, return what missed its floor: the home is named before the settings are read."""
    missed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="musnad-evals-") as home:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "musnad.config.settings", "MUSNAD_HOME": home}
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        call_command("migrate", verbosity=0)
        for name in EVALUATIONS:
            evaluation = import_module(f"evals.{name}")
            print(f"\n{evaluation.TITLE}", flush=True)
            for figure in evaluation.run():
                print(f"  {figure.what:<58} {figure.told}", flush=True)
                missed += [f"{name}, {figure.what}: {each}" for each in figure.missed]
    return missed


if __name__ == "__main__":
    below = main()
    sys.exit("\n".join(["", *below]) if below else 0)
