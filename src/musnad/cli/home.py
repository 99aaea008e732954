"""The newsroom below MUSNAD_HOME, opened: made on the first use, brought up to this version on later ones."""

from __future__ import annotations

import gc
import os
import tempfile
from pathlib import Path

import click
import django
from django.apps import apps


class Unwritable(Exception):
    """A folder that Musnad must write to cannot be written."""

    def __init__(self, folder: Path, error: OSError) -> None:
        self.folder = folder
        super().__init__(
            f"The folder {folder} cannot be written ({error.strerror}); name another with MUSNAD_HOME=/path/to/folder."
        )


def open_home() -> None:
    """Load Django, make the folders and the database, and found the newsroom where that is still to be done.

    Raises Unwritable; a bad setting raises its own error, which names the variable.
    """
    load_django()
    from django.conf import settings

    check_writable(settings.MUSNAD_HOME)
    if not settings.PUBLIC_BUCKET:
        check_writable(settings.MUSNAD_PUBLIC, readable=True)
    migrate()
    found()
    count()


def load_django() -> None:
    """Load Django, once. What is loaded stays: no time is spent on looking for garbage among it, now or later."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "musnad.config.settings")
    if apps.ready:
        return
    gc.disable()
    try:
        django.setup()
    finally:
        gc.enable()
    gc.freeze()


def check_writable(folder: Path, *, readable: bool = False) -> None:
    """Raise Unwritable unless a file can be made in `folder`, which is made where it is missing.

    readable: made so that the web server, which is another user, may read it whatever the umask is.
    """
    from musnad.press.store import make_folder

    try:
        if readable:
            make_folder(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Unwritable(folder, error) from error


def migrate() -> None:
    """Bring the database to this version's shape; nothing happens where it has it."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        click.echo("Preparing the database …", err=True)
        call_command("migrate", verbosity=0, interactive=False)


def found() -> None:
    """Found the newsroom on its first day, and say once who may enter and how."""
    from musnad.letters.powers import found_roles as found_letters_roles
    from musnad.letters.readers.powers import found_roles as found_readers_roles
    from musnad.newsroom.founding import found as found_newsroom
    from musnad.press.powers import found_roles

    editor = found_newsroom()
    found_roles()
    found_readers_roles()
    found_letters_roles()
    if editor:
        click.echo("Your way into the newsroom, shown this once:")
        click.echo(f"  name:     {editor.name}")
        click.echo(f"  password: {editor.password}")


def count() -> None:
    from musnad.newsroom.lengths import count_tables

    count_tables()
