"""Serving the pages: gunicorn with a bounded number of threads, started in this very process."""

from __future__ import annotations

import errno
import hashlib
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections
from gunicorn.app.base import BaseApplication

MEMORY = Path("/dev/shm")  # noqa: S108 - the heartbeat files gunicorn makes there have random names
KIB = 1024


class CannotListen(Exception):
    """The address cannot be served; the message says why and what to do."""


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our limits.

    Args:
        ready: called once, when requests are answered.
        ended: called once, when no more are.
    """

    def __init__(
        self,
        *,
        host: str,
        port: int,
        workers: int,
        threads: int,
        ready: Callable[[], None],
        ended: Callable[[], None],
    ) -> None:
        self.options = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            # Loaded once and shared; each worker opens its own database connections.
            "preload_app": True,
            "when_ready": lambda server: ready(),
            "on_exit": lambda server: ended(),
            # A slow or hostile client may hold a thread only so long and send only so much.
            "timeout": 60,
            "graceful_timeout": 15,
            "keepalive": 5,
            "backlog": 128,
            "worker_connections": 200,
            "limit_request_line": 4094,
            "limit_request_fields": 60,
            "limit_request_field_size": 8 * KIB,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            # Kernel sendfile goes wrong on some network file systems, and static files here are small.
            "sendfile": False,
            "control_socket_disable": True,
            "worker_tmp_dir": str(MEMORY) if os.access(MEMORY, os.W_OK) else None,
            "loglevel": "warning",
            "proc_name": "alongside",
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand our options to gunicorn; nothing is read from its own command line or files."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The WSGI application; a route without a policy stops the start here."""
        from alongside.config.wsgi import application

        connections.close_all()
        return application


def require_free(host: str, port: int) -> None:
    """See whether the address can be listened on.

    Raises:
        CannotListen: another program has the port, the address is not this machine's, or it is not allowed.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror as error:
        raise CannotListen(f"HOST={host} is not an address of this machine ({error.strerror}).") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotListen(
                f"Another program uses port {port} on {host}; perhaps Alongside is already running. "
                f"Stop it, or choose another port: PORT={port + 1}"
            ) from error
        if error.errno == errno.EACCES:
            raise CannotListen(
                f"Port {port} needs rights this user does not have. Choose one from 1024 up."
            ) from error
        raise CannotListen(f"{host}:{port} cannot be served ({error.strerror}).") from error


def pages_are_built() -> bool:
    """Whether the stylesheets and scripts were built when the package was made."""
    return (settings.PACKAGE / "web/static/alongside/app.css").exists()


def collect_static_files() -> None:
    """Bring the compressed, hashed copies under `var/static` up to date; quick when nothing changed."""
    stamp = settings.STATIC_ROOT / ".collected-from"
    state = _fingerprint()
    if stamp.exists() and stamp.read_text() == state:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(state)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = os.stat(storage.path(name))
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
