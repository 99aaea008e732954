"""Run every evaluation and print its figures."""

import os
import tempfile
from importlib import import_module

import django
from django.core.management import call_command

EVALUATIONS = ("attribution", "matching", "polarity")


def main() -> None:
    """Run them on a new, empty ledger: the home is named before anything reads the settings."""
    with tempfile.TemporaryDirectory(prefix="musnad-evals-") as home:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "musnad.config.settings", "MUSNAD_HOME": home}
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        call_command("migrate", verbosity=0)
        for name in EVALUATIONS:
            evaluation = import_module(f"evals.{name}")
            print(f"\n{evaluation.TITLE}", flush=True)
            for what, figure in evaluation.run():
                print(f"  {what:<58} {figure}", flush=True)


if __name__ == "__main__":
    main()
