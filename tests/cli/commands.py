"""Runs the command as a person does: in a process of its own, with a home of its own."""

import os
import subprocess
import sys

# Compiling all modules anew is a tenth of what a command takes.
OURS = ("MUSNAD_", "DJANGO_", "PYTHONDONTWRITEBYTECODE")


def environment(home, **more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {**kept, "MUSNAD_HOME": str(home), **more}


def musnad(home, *arguments, umask=-1, **more):
    return subprocess.run(
        [sys.executable, "-m", "musnad", *map(str, arguments)],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        umask=umask,
    )
