"""What axe finds on a page that is open in the browser."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

RUN = """async ({ place, options }) => {
  const { violations } = await axe.run(place || document, { resultTypes: ["violations"], ...options });
  return { violations };
}"""


def faults(page: Page, place: str | None = None, **options: Any) -> str:
    """Return axe's report on `place` (a selector; the whole page if none is given), "" where nothing is wrong.

    The script is half a megabyte: a page is given it once, however often it is asked.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = AxeResults(page.evaluate(RUN, {"place": place, "options": options}))
    return found.generate_report() if found.violations_count else ""
