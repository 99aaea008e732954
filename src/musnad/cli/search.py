"""`musnad search` and `musnad reindex`: what the site's search finds, and its index made anew."""

from __future__ import annotations

import json
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from musnad.cli.home import open_home

_SEARCH_EXAMPLE = """\b
Example:
  musnad search 'وزارة الصحة -لقاح'
  musnad search '«مجلس الأمن»' --standing denied --from 2026-01-01 --json
"""
_REINDEX_EXAMPLE = """\b
Example:
  musnad reindex
"""


@click.command(epilog=_SEARCH_EXAMPLE, short_help="Search in stories, claims and sources, as the site does.")
@click.argument("query")
@click.option(
    "--edition", default="", metavar="LANGUAGE", help="Whose pages are searched; the first edition by itself."
)
@click.option("--kind", default="", help="story, claim or source.")
@click.option("--section", default="", help="A section by its title, number or name in its address.")
@click.option("--source", default="", help="Who speaks in it, by number or any of the names.")
@click.option(
    "--standing", default="", help="Where a claim stands: denied, disputed, confirmed … or a verdict: false …"
)
@click.option("--from", "since", default="", metavar="DAY", help="The first day, as 2026-11-29.")
@click.option("--to", "until", default="", metavar="DAY", help="The last day.")
@click.option("--page", default="1", help="Ten results are on each.")
@click.option("as_json", "--json", is_flag=True, help="Print JSON for programs.")
def search(query: str, edition: str, since: str, until: str, page: str, as_json: bool, **filters: str) -> None:
    """Print what the site's search finds for QUERY, in the same order.

    A phrase stands in quotation marks, a word to be left out behind a dash.
    Put "--" before a QUERY that begins with one.
    """
    open_home()
    told = found_for(edition, {"q": query, "from": since, "to": until, "page": page, **filters})
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for note in told["notes"]:
        click.echo(note, err=True)
    for number, result in enumerate(told["results"], (told["page"] - 1) * told["a_page"] + 1):
        click.echo(f"{number}. {result['headline']}\n   {result['kind']}  {result['day']}  {result['address']}")
        if result["snippet"]:
            click.echo(f"   {result['snippet']}")
    more = "more than " if told["more"] else ""
    click.echo(f"found {more}{told['total']}, page {told['page']} of {told['pages']}", err=True)


def found_for(lang: str, given: dict[str, str]) -> dict[str, Any]:
    """Return the answer as plain values. Raises click.BadParameter for an edition that there is not."""
    from musnad.newsstand.addresses import whole_address
    from musnad.newsstand.readings.editions import EditionReading
    from musnad.newsstand.readings.gathering import Gathering
    from musnad.newsstand.readings.search import Asked, answer
    from musnad.newsstand.routing import editions
    from musnad.search.finding import PAGE

    known = editions()
    if (lang := lang or next(iter(known), "")) not in known:
        raise click.BadParameter(f"there is no edition {lang!r}; there are {', '.join(known)}", param_hint="--edition")
    told = answer(Asked(given), EditionReading(lang, Gathering()))
    results = [
        {
            "kind": each.kind,
            "headline": "".join(run.text for run in each.headline),
            "address": whole_address(each.path),
            "path": each.path,
            "day": each.published.iso[:10] if each.published else "",
            "section": each.section.text if each.section else "",
            "standing": each.chip.code if each.chip else "",
            "snippet": "".join(run.text for run in each.snippet),
        }
        for each in told.results
    ]
    found = told.found
    pages = {"page": found.page, "pages": found.pages, "a_page": PAGE}
    return {
        "query": found.question.text, "edition": lang, "total": found.total, "more": found.more, **pages,
        "notes": list(told.notes), "results": results,
    }  # fmt: skip


@click.command(epilog=_REINDEX_EXAMPLE, short_help="Make the index of the search anew.")
def reindex() -> None:
    """Enter every public story, claim and source into the search anew, and the editors' search too.

    Search and edits go on meanwhile; one that was stopped can be run again.
    """
    open_home()
    from django.core.management import call_command

    from musnad.search.entering import reindex as enter_all
    from musnad.search.models import Entry

    columns = (TextColumn("Entering"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    done = 0
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        for count in enter_all():
            done += count
            bar.update(task, completed=done)
    from musnad.search.outbox import send_everything

    send_everything()
    # The editors' own search in pages, keywords, topics and authors.
    call_command("rebuild_modelsearch_index", verbosity=0)
    click.echo(f"entered {Entry.objects.count()} of {done}")
