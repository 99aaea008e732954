"""What is made once for all workers of a run: the first that asks makes it, the others wait for it."""

import fcntl
import os
from pathlib import Path


def shared_folder(tmp_path_factory):
    """The run's folder for temporary files: with xdist, each worker's own is in it."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def made_once(tmp_path_factory, name, make):
    """Return the folder `name` of this run, which `make(folder)` fills. What `make` raises leaves none."""
    base = shared_folder(tmp_path_factory)
    made, raw = Path(base, name), Path(base, f"{name}.unfinished-{os.getpid()}")
    with Path(base, f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            raw.mkdir()
            make(raw)
            raw.rename(made)
    return made
