"""A cold story page on a slow phone line: what arrives, and when its text is first seen."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import sync_playwright

from bench.serving import SERVER, free_port, started

KBITS, LATENCY, ROUNDS = 400, 400, 3
TITLE = f"A cold story page in Chromium at {KBITS} kbit/s, {LATENCY} ms (demo, median of {ROUNDS}; to reach: 1.8 s)"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
# A cheap phone's processor beside this machine's.
SLOWER = 4
SEEN = """() => new Promise(found => new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (entry.name == "first-contentful-paint") found(entry.startTime)
}).observe({type: "paint", buffered: true}))"""
LARGEST = """() => new Promise(found => new PerformanceObserver(list => {
  found(list.getEntries().at(-1).startTime)
}).observe({type: "largest-contentful-paint", buffered: true}))"""


def stories(public):
    """Return the addresses of the largest story with pictures, and of a middling one."""
    pages = [page for page in public.glob("ar/*/*/index.html") if "<figure" in page.read_text()]
    pages.sort(key=lambda page: page.stat().st_size)
    found = {"the longest story": pages[-1], "a middling story": pages[len(pages) // 2]}
    return {name: "/" + quote(page.parent.relative_to(public).as_posix()) + "/" for name, page in found.items()}


def cold(browser, address, slower=1):
    """Return first and largest contentful paint in ms, and the bytes that came until all was loaded."""
    context = browser.new_context(viewport={"width": 412, "height": 915}, device_scale_factor=2.6, is_mobile=True)
    page = context.new_page()
    line = context.new_cdp_session(page)
    arrived = []
    line.on("Network.loadingFinished", lambda event: arrived.append(event["encodedDataLength"]))
    line.send("Network.enable")
    rate = KBITS * 1000 / 8
    conditions = {"offline": False, "latency": LATENCY, "downloadThroughput": rate, "uploadThroughput": rate}
    line.send("Network.emulateNetworkConditions", conditions)
    line.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(address, wait_until="load", timeout=120_000)
    figures = page.evaluate(SEEN), page.evaluate(LARGEST), sum(arrived)
    context.close()
    return figures


def run():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        yield "needs chromium (apt-get install chromium)", "skipped"
        return
    with tempfile.TemporaryDirectory() as home:
        demo = [sys.executable, "-m", "musnad", "demo"]
        subprocess.run(demo, env={**os.environ, "MUSNAD_HOME": home}, capture_output=True, check=True)  # noqa: S603  (our own program)
        public, port = Path(home) / "public", free_port()
        with started([sys.executable, "-c", SERVER, str(public), str(port)], port), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            yield from measured(browser, f"http://127.0.0.1:{port}", public)
            browser.close()


def measured(browser, origin, public):
    for name, path in stories(public).items():
        seen, largest, size = medians(browser, origin + path)
        yield f"{name}: bytes in all", f"{size:,.0f}"
        yield f"{name}: first contentful paint", f"{seen / 1000:.2f} s"
        yield f"{name}: largest contentful paint", f"{largest / 1000:.2f} s"
        seen, *_ = medians(browser, origin + path, SLOWER)
        yield f"{name}: the first on a processor {SLOWER} times slower", f"{seen / 1000:.2f} s"


def medians(browser, address, slower=1):
    rounds = [cold(browser, address, slower) for _ in range(ROUNDS)]
    return [statistics.median(figures) for figures in zip(*rounds, strict=True)]
