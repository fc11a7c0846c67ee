"""A mail server on this machine for one test: it takes what it is told, and remembers it."""

import socket
import ssl
import threading
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field

from tests.mail.certifying import certificate_files


@dataclass
class PostOffice:
    """What the server answers, and what came in."""

    replies: dict = field(default_factory=dict)
    context: object = None
    starttls: bool = False
    heard: list = field(default_factory=list)
    messages: list = field(default_factory=list)
    port: int = 0

    def serve(self, listening):
        """Take one connection after another until the socket is closed."""
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with ExitStack() as opened, suppress(ssl.SSLError, ConnectionError):
                self._talk(opened, opened.enter_context(connection))

    def _talk(self, opened, connection):
        if self.context and not self.starttls:
            connection = opened.enter_context(self._secured(connection))
        stream = opened.enter_context(connection.makefile("rwb"))
        self._say(stream, "220 localhost")
        while line := stream.readline().decode().strip():
            self.heard.append(line)
            verb = line.split(":")[0].split()[0].upper()
            if verb == "STARTTLS":
                self._say(stream, "220 go on")
                connection = opened.enter_context(self._secured(connection))
                stream = opened.enter_context(connection.makefile("rwb"))
                continue
            self._say(stream, *self._answer(verb))
            if verb == "DATA" and "DATA" not in self.replies:
                self.messages.append(_message(stream))
                self._say(stream, "250 taken")
            if verb == "QUIT":
                return

    def _secured(self, connection):
        return self.context.wrap_socket(connection, server_side=True)

    def _answer(self, verb):
        if verb in self.replies:
            return (self.replies[verb],)
        if verb == "EHLO":
            more = ["250-STARTTLS"] if self.starttls else []
            return ("250-localhost", "250-AUTH PLAIN", *more, "250 8BITMIME")
        known = {"DATA": "354 go on", "QUIT": "221 bye", "AUTH": "235 known"}
        return (known.get(verb, "250 fine"),)

    def _say(self, stream, *lines):
        stream.write("".join(f"{line}\r\n" for line in lines).encode())
        stream.flush()


def _message(stream):
    lines = []
    while (line := stream.readline()) != b".\r\n":
        lines.append(line)
    return b"".join(lines)


@contextmanager
def open_office(**named):
    """Run a server as long as the block lasts."""
    office = PostOffice(**named)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        office.port = listening.getsockname()[1]
        thread = threading.Thread(target=office.serve, args=(listening,))
        thread.start()
        try:
            yield office
        finally:
            listening.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def certified(folder):
    """Give the contexts of a server and of whoever trusts it, by a certificate made now."""
    certificate, key = certificate_files(folder)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    return server, ssl.create_default_context(cafile=certificate)
