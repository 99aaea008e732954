"""A newsroom as its people meet it: the command, the server, the editor's screen and the public site."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote, unquote

from playwright.sync_api import expect
from tests.cli.commands import environment, musnad
from tests.cli.test_serving import answers, fetch, free_port

PATIENCE = 60
"""Seconds for the first start, which makes the database, and for what the press is to print."""

WAY_IN = re.compile(r"name: +(?P<name>\S+).*password: +(?P<password>\S+)", re.DOTALL)


class Newsroom:
    """`musnad serve` on a home of its own, from `with` to its end. editor: a page of the browser."""

    def __init__(self, home):
        self.home = Path(home)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.editor = None

    def __enter__(self):
        self.log = self.home.with_name("serve.log")
        command = [sys.executable, "-u", "-m", "musnad", "serve", "--port", str(self.port)]
        with self.log.open("w") as log:
            settings = environment(self.home, MUSNAD_SITE_URL=self.url)
            self.process = subprocess.Popen(command, env=settings, stdout=log, stderr=subprocess.STDOUT)
        wait_until(lambda: answers(self.port) or self.process.poll() is not None)
        assert self.process.poll() is None, self.log.read_text()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(PATIENCE)

    def bring_in(self, section, page):
        """Import and publish `page`; return the path of its story."""
        done = musnad(self.home, "import", "--publish", "--section", section, page, MUSNAD_SITE_URL=self.url)
        assert done.returncode == 0, done.stderr
        return done.stdout.split()[1].removeprefix(self.url)

    # --- the editor ---

    def enter(self):
        way = WAY_IN.search(self.log.read_text())
        self.editor.goto(f"{self.url}/newsroom/")
        self.editor.fill("[name=username]", way["name"])
        self.editor.fill("[name=password]", way["password"])
        self.editor.keyboard.press("Enter")
        expect(self.editor).to_have_url(f"{self.url}/newsroom/")

    def open_section(self, title):
        """Make and publish a section of the Arabic edition, by its form."""
        page = self.editor
        page.goto(f"{self.url}/newsroom/pages/")
        page.get_by_role("link", name="مُسنَد", exact=True).first.click()
        edition = re.search(r"/pages/(\d+)/", page.url)[1]
        page.goto(f"{self.url}/newsroom/pages/add/newsroom/section/{edition}/")
        page.fill("[name=title]", title)
        page.locator("footer [data-w-dropdown-target=toggle]").click()
        page.get_by_role("button", name="نشر", exact=True).click()
        expect(page.locator(".messages")).to_contain_text(title)

    def edit(self, headline):
        """Open a story by its headline, and the panel of statements beside it."""
        page = self.editor
        page.goto(f"{self.url}/newsroom/pages/search/?q={headline}")
        page.get_by_role("link", name=headline, exact=True).first.click()
        page.wait_for_load_state("networkidle")
        if "/edit/" not in page.url:
            page.goto(f"{page.url.rstrip('/')}/edit/")
            page.wait_for_load_state("networkidle")
        panel = page.locator("[data-side-panel='statements']")
        if not panel.is_visible():
            page.keyboard.press("Alt+Shift+S")
        page.locator("[data-suggestion]").first.wait_for()

    def suggestion(self, who, words):
        return self.editor.locator(f'[data-suggestion][data-words="{words}"]').filter(has_text=who)

    def accept(self, who, words):
        """Accept what the story puts into somebody's mouth, by the one key."""
        self.suggestion(who, words).focus()
        self.editor.keyboard.press("Enter")
        expect(self.editor.locator("[data-said]")).to_contain_text("سُجّل")

    def undo(self, who):
        """Withdraw what was recorded of `who` from the story that is open, as recorded in error."""
        recorded = self.editor.locator(".statement-recorded").filter(has_text=who)
        recorded.locator("summary").click()
        recorded.locator("[name=reason]").fill("سُجّل خطأً")
        recorded.get_by_role("button", name="اسحب", exact=True).click()
        expect(self.editor.locator("[data-said]")).to_contain_text("سُحب")

    # --- readers ---

    def read(self, path):
        """Return the public page at `path` as the server sends it."""
        status, _, body = fetch(self.url + quote(path))
        return body.decode() if status == 200 else ""

    def printed(self, path, words):
        """Wait until the press has printed the page at `path` with `words`; return it."""
        wait_until(lambda: words in self.read(path))
        assert words in self.read(path), (path, words)
        return self.read(path)

    def gone(self, path, words):
        """Wait until the press has printed the page at `path` without `words`."""
        wait_until(lambda: words not in self.read(path))
        assert words not in self.read(path), (path, words)

    def path_of_claim(self, number):
        """Where the claim's short address leads."""
        wait_until(lambda: "/claim/" in self.read(f"/c/{number}/"))
        return unquote(re.search(r"(/ar/claim/[^\"'<>;]+/)", self.read(f"/c/{number}/"))[1])


def wait_until(true):
    deadline = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < deadline:
        time.sleep(0.05)


def links(place):
    """Where the links inside `place` lead, as a person would write it down; those of the site as paths."""
    found = place.locator("a[href]").evaluate_all("links => links.map(link => [decodeURI(link.href), location.origin])")
    return {address.removeprefix(origin) for address, origin in found}


def structured(page):
    """What search engines are told on a page, by type."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    each = [json.loads(one) for one in found]
    return {thing["@type"]: thing for thing in each}
