"""Who may ask the page's server: this machine's browser, with the address that the command printed.

Another page that is open in the browser can send requests to this machine too. The secret part of the address stops
it; Host and Origin are checked besides, so that no name of another site leads here.
"""

import secrets
from email.message import Message

from creditdsl.base.node import node

HOST = "127.0.0.1"


def new_secret() -> str:
    """Return the secret part of an address."""
    return secrets.token_urlsafe(24)


@node
class Access:
    """secret: the first part of every path. port: where the server listens."""

    secret: str
    port: int

    @property
    def address(self) -> str:
        """The address to open."""
        return f"http://{HOST}:{self.port}/{self.secret}/"

    def place(self, path: str, headers: "Message[str, str]") -> str | None:
        """Return what a request is for, without the secret; None where it is not allowed."""
        origins = (f"http://{HOST}:{self.port}", f"http://localhost:{self.port}")
        hosts = [origin.removeprefix("http://") for origin in origins]
        if headers.get("Host") not in hosts or headers.get("Origin", origins[0]) not in origins:
            return None
        start, slash, rest = path.partition("?")[0].removeprefix("/").partition("/")
        return rest if slash and secrets.compare_digest(start.encode(), self.secret.encode()) else None
