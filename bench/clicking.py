"""The publish click as an editor's browser makes it: the form is sent to `musnad serve`, the next page is fetched."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from django.conf import settings
from django.contrib.auth import get_user_model
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

PATIENCE = 600
NAME, PASSWORD = "editor-of-the-bench", "bench-only-4711"


def file_at(path):
    return settings.MUSNAD_PUBLIC / path.lstrip("/") / "index.html"


def stamp(file):
    return file.stat().st_mtime_ns if file.exists() else 0


def until_live(files, before, seconds=60.0):
    """Seconds until all of `files` are others than `before`."""
    begun = time.perf_counter()
    while any(stamp(file) == was for file, was in zip(files, before, strict=True)):
        if time.perf_counter() - begun > seconds:
            raise TimeoutError(f"{files} not live after {seconds} s")
        time.sleep(0.002)
    return time.perf_counter() - begun


class Newsroom:
    """`musnad serve` on the bench's home, and an editor who is signed in to it."""

    def __enter__(self):
        editor, _ = get_user_model().objects.get_or_create(username=NAME, is_superuser=True, is_staff=True)
        editor.set_password(PASSWORD)
        editor.save()
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            self.port = trial.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "musnad", "serve", "--port", str(self.port)]
        told = {**os.environ, "MUSNAD_SITE_URL": settings.MUSNAD_SITE_URL}
        self.process = subprocess.Popen(command, env=told, stdout=subprocess.DEVNULL)  # noqa: S603  (our own program)
        self.cookies = CookieJar()
        self.browser = build_opener(HTTPCookieProcessor(self.cookies))
        try:
            self._sign_in()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(PATIENCE)

    def _sign_in(self):
        end = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > end or self.process.poll() is not None:
                raise TimeoutError("musnad serve does not answer")
            time.sleep(0.2)
        self.get("/newsroom/login/")
        self.post("/newsroom/login/", {"username": NAME, "password": PASSWORD, "next": "/newsroom/"})

    def _answers(self):
        with socket.socket() as trial:
            return trial.connect_ex(("127.0.0.1", self.port)) == 0

    def get(self, path):
        return self.browser.open(self.url + path, timeout=PATIENCE).read().decode()

    def post(self, path, form):
        """Send `form`, and fetch the page that the newsroom sends on to; return its address."""
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        data = urlencode({**form, "csrfmiddlewaretoken": token}).encode()
        request = Request(self.url + path, data, {"Referer": self.url + path})  # noqa: S310  (our own server)
        with self.browser.open(request, timeout=PATIENCE) as answer:
            answer.read()
            return answer.url

    def click(self, draft, paragraphs, seconds=60.0):
        """Publish `draft` from its form; return seconds until it and the front are live, and until the next page."""
        path = f"/newsroom/pages/{draft.pk}/edit/"
        page = self.get(path)
        form = querydict_from_html(page, form_id=re.search(r'<form[^>]*id="(w-editor-form|page-edit-form)"', page)[1])
        body = streamfield([("paragraph", rich_text(each)) for each in paragraphs])
        sent = {**form.dict(), **nested_form_data({"body": body}), "action-publish": "action-publish"}
        files = [file_at(draft.url_path), file_at("/ar/")]
        before, live = [stamp(file) for file in files], []
        watching = threading.Thread(target=lambda: live.append(until_live(files, before, seconds)))
        begun = time.perf_counter()
        watching.start()
        next_page = self.post(path, sent)
        answered = time.perf_counter() - begun
        watching.join()
        if not live:
            raise TimeoutError(f"{draft.url_path} was not published; the newsroom sent on to {next_page}")
        return live[0], answered
