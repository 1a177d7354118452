"""nginx as Debian packs it, with one worker and none of its luxuries, serving a folder as plain files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.load import Server
from luz.running import ports
from luz.running.serving import UNTIL_READY, NotReady
from luz.running.supervise import Children

# It keeps its bodies and passings-on beside its settings, as the folders of the system are not ours.
SETTINGS = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
events {{ }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    gzip_static on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen {host}:{port};
        root {root};
    }}
}}
"""


def program() -> str | None:
    """Where nginx is; Debian puts it where only administrators look."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def serving(root: Path, folder: Path) -> Iterator[Server]:
    """Serve the files below `root`, with settings and all else in `folder`. Raises NotReady, ChildDied."""
    port = ports.hold(0)
    port.free()
    settings = folder / "nginx.conf"
    words = {"folder": folder, "host": ports.LOOPBACK, "port": port.number, "root": root}
    settings.write_text(SETTINGS.format(**words))
    with Children() as children:
        command = [program() or "nginx", "-e", "stderr", "-p", str(folder), "-c", str(settings)]
        process = children.start("nginx", command)
        if not children.wait_until(lambda: ports.listens(port.number), UNTIL_READY):
            raise NotReady
        yield Server(f"http://{ports.LOOPBACK}:{port.number}", process)
