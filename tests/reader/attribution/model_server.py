"""A server that speaks the API of OpenAI's chat completions and says what a test tells it to."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class ModelServer:
    """`replies` are taken in order, the last one again and again; `requests` is what was asked, as (headers, JSON)."""

    def __init__(self, url):
        self.url = url
        self.replies = []
        self.requests = []
        self.promised_length = None

    def says(self, *attributions):
        self.writes(json.dumps({"attributions": attributions}, ensure_ascii=False))

    def writes(self, *texts):
        self.replies = [(200, completion(text)) for text in texts]

    def answers(self, *replies):
        """Each is (status, body); a body that is a list is sent in parts, with a pause for each number in it."""
        self.replies = list(replies)


def completion(text):
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]})


@contextmanager
def model_server():
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.requests.append((self.path, dict(self.headers), body))
            status, reply = server.replies.pop(0) if len(server.replies) > 1 else server.replies[0]
            self.send_response(status)
            if status in range(300, 400):
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            if server.promised_length:
                self.send_header("Content-Length", str(server.promised_length))
            self.end_headers()
            try:
                for part in reply if isinstance(reply, list) else [reply]:
                    self._send(part)
            except (BrokenPipeError, ConnectionResetError):
                pass  # The client has had enough, which is what the test is about.

        def _send(self, part):
            if isinstance(part, int | float):
                self.wfile.flush()
                time.sleep(part)
            else:
                self.wfile.write(part.encode() if isinstance(part, str) else part)

        def log_message(self, *arguments):
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    # A handler that is still dripping must not hold the test's end.
    httpd.daemon_threads = True
    httpd.block_on_close = False
    server = ModelServer(f"http://127.0.0.1:{httpd.server_port}/v1")
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()
