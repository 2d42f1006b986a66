"""The language service of each page that is open: one session a page, the oldest is dropped when there are many."""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock

from creditdsl.server.rpc_messages import Message
from creditdsl.server.session import Session

MAX_PAGES = 8


class Sessions:
    """Sessions by the name that a page gave itself. Messages of all pages are handled one after another."""

    def __init__(self) -> None:
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._lock = Lock()
        self._asking = 0

    def exchange(self, page: str, message: Mapping[str, object]) -> list[Message]:
        """Hand a message to the session of a page; return its messages."""
        self._asking += 1
        try:
            with self._lock:
                return self._session(page).handle(message)
        finally:
            self._asking -= 1

    def idle(self, page: str) -> tuple[list[Message], bool]:
        """Let the session of a page do what can wait, until a message comes; return its messages and whether it waits.

        A message that comes meanwhile is not kept waiting.
        """
        with self._lock:
            session = self._session(page)
            return list(session.idle(lambda: self._asking > 0)), session.waiting

    def _session(self, page: str) -> Session:
        session = self._sessions.pop(page, None) or Session()
        self._sessions[page] = session
        while len(self._sessions) > MAX_PAGES:
            self._sessions.popitem(last=False)
        return session
