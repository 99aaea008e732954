"""`make soak`: the invariant of the press for as long as you like, on all cores; see docs/press.md.

    python -m tests.press.soak SECONDS [FIRST SEED]

Each seed is a handful of sequences. One core in two keeps three presses on a PostgreSQL of its own, the others one
press on SQLite; without PostgreSQL's programs all do the latter. A failure is told with its seed; the status is then 1.
"""

import os
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import ExitStack
from pathlib import Path

SEQUENCES = 3
"""In one seed."""

STEPS = 12
KINDS = ("sqlite", "postgresql")


def main(seconds, seed):
    """Keep every core busy; return the exit status."""
    cores = max(len(os.sched_getaffinity(0)), 2)
    commands = [
        [sys.executable, "-m", "tests.press.soak", KINDS[core % 2], str(seconds), str(seed + core * 1_000_000)]
        for core in range(cores)
    ]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
    answers = [(child.communicate()[0], child.returncode) for child in children]
    sequences = kills = 0
    for said, _ in answers:
        head, _, counts = said.strip().rpartition("\n")
        if head:
            print(head)
        found = counts.split()
        sequences, kills = sequences + int(found[0]), kills + int(found[1])
    print(f"{sequences} sequences of edits, {kills} presses killed, from seed {seed} on")
    failed = any(status for _, status in answers)
    print("a sequence FAILED: the seed stands above" if failed else "each ended in the folder of a full print")
    return 1 if failed else 0


def soak(kind, seconds, seed):
    """Try seed after seed for so long; print the number of sequences and kills last, return the exit status."""
    with tempfile.TemporaryDirectory(prefix="musnad-soak-") as folder, ExitStack() as stack:
        stage, machine = staged(kind, Path(folder), stack)
        status = try_seeds(stage, machine, seconds, seed)
    print(stage.done["sequences"], stage.done["kills"])
    return status


def try_seeds(stage, machine, seconds, seed):
    from hypothesis import HealthCheck, Phase, core, settings
    from hypothesis.stateful import run_state_machine_as_test

    how = settings(
        max_examples=SEQUENCES,
        stateful_step_count=STEPS,
        database=None,
        deadline=None,
        # A kill comes at another moment each time: there is nothing to shrink.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        core.global_force_seed = seed
        try:
            run_state_machine_as_test(type(machine.__name__, (machine,), {"stage": stage}), settings=how)
        except Exception:  # noqa: BLE001  (whatever fails is told with its seed)
            traceback.print_exc(file=sys.stdout)
            print(f"seed {seed} FAILED; once more: python -m tests.press.soak {machine.kind} 1 {seed}")
            return 1
        seed += 1
    return 0


def staged(kind, folder, stack):
    """Return a stage with a newsroom in a database of its own, which ends with `stack`, and the machine for it."""
    from tests.postgresql import NoPostgreSQL, cluster

    os.environ.update(MUSNAD_HOME=str(folder / "home"), DJANGO_SETTINGS_MODULE="musnad.config.settings")
    os.environ.pop("DATABASE_URL", None)
    running = None
    if kind == "postgresql":
        try:
            running = stack.enter_context(cluster())
        except NoPostgreSQL as reason:
            print(f"{reason}: SQLite instead")
        else:
            os.environ["DATABASE_URL"] = running.create("own")
    prepare(folder)
    from tests.press.machines import OnePress, PostgresqlStage, SqliteStage, ThreePresses

    (folder / "kept").mkdir()
    if running:
        stage, machine = PostgresqlStage(folder / "kept", running, "own"), ThreePresses
    else:
        stage, machine = SqliteStage(folder / "kept", folder / "home" / "musnad.sqlite3"), OnePress
    stage.build()
    return stage, machine


def prepare(folder):
    """Make the database; the site is printed beside it, where it can be removed."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    settings.MUSNAD_HOME = folder / "site"
    settings.MUSNAD_PUBLIC = settings.MUSNAD_HOME / "public"


if __name__ == "__main__":
    given = sys.argv[1:]
    if given and given[0] in KINDS:
        sys.exit(soak(given[0], float(given[1]), int(given[2])))
    sys.exit(main(float(given[0]) if given else 600.0, int(given[1]) if len(given) > 1 else 1))
