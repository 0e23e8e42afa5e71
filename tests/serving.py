"""A web server on a free port for as long as a test needs it, closed in order."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from waitress.server import create_server

THREADS = 4
SECONDS = 10


@contextmanager
def serving(app: Callable[..., Any]) -> Iterator[int]:
    """Serve a WSGI application; yields its port.

    At the end the workers finish first; then the loop closes its own sockets, in its own thread.
    Closed from here, they would be gone while it still waits on them.
    """
    server = create_server(app, host="127.0.0.1", port=0, threads=THREADS)
    loop = threading.Thread(target=server.run, daemon=True)
    loop.start()
    try:
        yield server.effective_port
    finally:
        server.task_dispatcher.shutdown()
        server.trigger.pull_trigger(lambda: server.asyncore.close_all(server._map, True))
        loop.join(timeout=SECONDS)
        assert not loop.is_alive(), "the server does not stop"
