"""The command `musnad`. Each subcommand's module is loaded when it is called: `read` needs no Django."""

from __future__ import annotations

from importlib import import_module

import click

import musnad
from musnad.cli.failing import told

COMMANDS = {
    "serve": ("musnad.cli.serve", "serve"),
    "demo": ("musnad.cli.demo", "demo"),
    "read": ("musnad.cli.reading", "read"),
    "import": ("musnad.cli.importing", "import_"),
    "publish": ("musnad.cli.publishing", "publish"),
    "worker": ("musnad.cli.worker", "worker"),
    "search": ("musnad.cli.search", "search"),
    "reindex": ("musnad.cli.search", "reindex"),
    "mirror": ("musnad.cli.mirroring", "mirror"),
    "verify": ("musnad.cli.verifying", "verify"),
    "bounces": ("musnad.cli.bounces", "bounces"),
    "subscriber": ("musnad.cli.subscriber", "subscriber"),
    "health": ("musnad.cli.health", "health"),
    "webserver": ("musnad.cli.webserver", "webserver"),
}

_EXAMPLE = """\b
Example:
  musnad serve --demo
  musnad import page.html --publish
"""


class Commands(click.Group):
    """Loads a command when it is needed, and tells what went wrong in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except Exception as error:
            if ctx.params["traceback"]:
                raise
            raise click.ClickException(told(error)) from error


@click.group(cls=Commands, epilog=_EXAMPLE, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--traceback", is_flag=True, help="Show where an error came from, not only what it is.")
@click.version_option(musnad.__version__, prog_name="musnad")
def main(traceback: bool) -> None:
    """A newsroom in which every claim carries its chain of sources.

    All data lies below the folder that MUSNAD_HOME names (var/ where it names none).
    """
