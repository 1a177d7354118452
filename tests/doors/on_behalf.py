"""A door beside the door: hands requests on with somebody's cookie, for programs that cannot sign in."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.feedback_app.served import Served

OF_THE_CONNECTION = {"connection", "content-length", "transfer-encoding", "date", "server"}

TLS_HELLO = b"\x16"


@contextmanager
def on_behalf(reader: Served) -> Iterator[int]:
    """A port at which everybody is that reader, until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def handle(self) -> None:
            # Whoever tries TLS is told at once that there is none.
            if self.connection.recv(1, socket.MSG_PEEK) != TLS_HELLO:
                super().handle()

        def do_GET(self) -> None:
            self._hand_on()

        def do_OPTIONS(self) -> None:
            self._hand_on()

        def _hand_on(self) -> None:
            connection = http.client.HTTPConnection("127.0.0.1", reader.port, timeout=10)
            try:
                connection.request(self.command, self.path, headers={**self.headers, "Cookie": reader.cookie})
                answer = connection.getresponse()
                body = answer.read()
            finally:
                connection.close()
            self.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in OF_THE_CONNECTION:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *told: object) -> None:
            """Nobody reads along."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()
