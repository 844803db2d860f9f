"""The guard in conftest.py lets tests reach this machine and nothing else."""

import socket

import pytest

from conftest import NetworkUsed


def test_another_machine_cannot_be_reached() -> None:
    with socket.socket() as plug, pytest.raises(NetworkUsed):
        plug.connect(("192.0.2.1", 80))


def test_another_machine_cannot_be_looked_up() -> None:
    with pytest.raises(NetworkUsed):
        socket.getaddrinfo("example.org", 443)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as plug:
        plug.connect(server.getsockname())
