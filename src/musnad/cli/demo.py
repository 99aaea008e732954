"""`musnad demo`: a newsroom to try things in."""

from __future__ import annotations

import click
from rich.console import Console
from rich.progress import Progress

from musnad.cli.home import open_home
from musnad.cli.publishing import print_site

_EXAMPLE = """\b
Example:
  musnad demo
  MUSNAD_HOME=/tmp/trial musnad demo
"""


@click.command(epilog=_EXAMPLE, short_help="Load the demo newsroom.")
def demo() -> None:
    """Load the demo: a country that does not exist, its sections, authors, stories and pictures, and print them.

    What was loaded before is left as it is, also where an editor changed or deleted it.
    """
    open_home()
    loaded = load_demo()
    click.echo(f"loaded {loaded} stories" if loaded else "the demo is loaded already")
    print_site()


def load_demo() -> int:
    """Load what is missing of the demo; return how many stories that was."""
    from musnad.wire.demo.loading import DemoContent, load

    content = DemoContent.read()
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Loading the demo", total=content.steps)
        return load(content, lambda: bar.advance(task))
