"""A throw-away PostgreSQL: a cluster of Debian's programs in a folder of its own, reached through a socket in it."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg

HASTE = {
    # Nothing of it outlives the tests.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # A socket alone: no port that another program could have.
    "listen_addresses": "",
}


class NoPostgreSQL(Exception):
    """There are no programs of PostgreSQL's server on this machine."""

    def __init__(self):
        super().__init__("needs PostgreSQL's server (apt-get install postgresql), which is not installed")


def programs():
    """The folder of the newest server's programs. Raises NoPostgreSQL."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    elsewhere = shutil.which("initdb")
    if found:
        return found[-1].parent
    if elsewhere:
        return Path(elsewhere).resolve().parent
    raise NoPostgreSQL


def owner():
    """The account to run as: PostgreSQL refuses to run as root. None where this process is not root's."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgreSQL


class Cluster:
    """A cluster in `folder`, from `start()` to `stop()`. kept: one that `keep()` wrote, to begin as a copy of."""

    def __init__(self, folder, kept=None, **settings):
        self.folder, self.kept, self.settings = Path(folder), kept, {**HASTE, **settings}
        self.process = None

    def run_as_owner(self):
        account = owner()
        if account is None:
            return {}
        os.chown(self.folder, account.pw_uid, account.pw_gid)
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def start(self):
        bin_folder, account = programs(), self.run_as_owner()
        self.make(bin_folder, account)
        settings = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [bin_folder / "postgres", "-D", self.folder / "cluster", "-k", self.folder, *settings],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **account,
            )
        self.wait()

    def make(self, bin_folder, account):
        if self.kept:
            subprocess.run(["cp", "-a", self.kept, self.folder / "cluster"], check=True)
            return
        options = ["--auth=trust", "--username=musnad", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(
            [bin_folder / "initdb", *options, "--pgdata", self.folder / "cluster"],
            check=True,
            capture_output=True,
            cwd=self.folder,
            **account,
        )

    def keep(self, folder):
        """End the server and keep what it has in `folder`, which is made."""
        self.stop()
        subprocess.run(["cp", "-a", self.folder / "cluster", folder], check=True)

    def wait(self):
        for _ in range(300):
            try:
                self.execute("SELECT 1")
            except psycopg.OperationalError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
            else:
                return
        raise RuntimeError((self.folder / "log").read_text(errors="replace"))

    def stop(self):
        """End the server and all its sessions, by its own process's id."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)
        self.process = None

    def execute(self, statement):
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def create(self, name, template="template1"):
        """Make the database `name`, as a copy of `template`; return its address for DATABASE_URL."""
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.address(name)

    def address(self, name):
        return f"postgresql://musnad@/{name}?host={self.folder}"


@contextmanager
def cluster(kept=None, **settings):
    """A running cluster, gone at the end; see Cluster. Raises NoPostgreSQL."""
    programs()
    folder = Path(tempfile.mkdtemp(prefix="musnad-pg-"))  # short: a socket's path may have 107 bytes
    made = Cluster(folder, kept, **settings)
    try:
        made.start()
        yield made
    finally:
        if made.process:
            made.stop()
        shutil.rmtree(folder, ignore_errors=True)
