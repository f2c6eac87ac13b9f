"""How the server listens: what is sent to a browser is sent at once."""

from __future__ import annotations

import socket

from civharm.web.serving import listen


def test_nothing_sent_waits_for_more_to_send():
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        connection, _ = listening.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
