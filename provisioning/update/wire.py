"""The hall as a client of its wire sees it: its board, who is there, and whether the server answers."""

import threading

from queue_server.client import HallClient, NoReplyError
from queue_server.contract.boards import HallBoard
from queue_server.contract.codec import MalformedError
from queue_server.contract.commands import GetBoard
from queue_server.contract.credential import Credential
from queue_server.contract.messages import Presence
from queue_server.contract.topics import BOOKINGS, SERVER

ASKER = BOOKINGS
"""As whom it asks: the client of the hall's own box that is there only while somebody gives a command."""
ANSWER_TIMEOUT_S = 3.0


class HallSeen:
    """Connects, and keeps connecting, until it is closed."""

    def __init__(self, credential: Credential) -> None:
        self._client = HallClient(credential)
        self._boards: list[HallBoard] = []
        self._presence: dict[str, Presence] = {}
        self._first_board = threading.Event()
        self._client.follow_presence(self._on_presence)
        self._client.follow_hall(self._on_board)
        self._client.start()

    def close(self) -> None:
        """Leaves."""
        self._client.close()

    def answers(self) -> bool:
        """Whether a question goes through broker and server and comes back; a refusal is an answer too."""
        try:
            self._client.ask(GetBoard(), timeout_s=ANSWER_TIMEOUT_S)
        except (NoReplyError, MalformedError):
            return False
        return True

    def board(self) -> HallBoard | None:
        """What the hall shows now; None where it does not answer."""
        if not self.answers() or not self._first_board.wait(ANSWER_TIMEOUT_S):
            return None
        return self._boards[-1]

    def server_is_there(self) -> bool:
        """Whether the server says that it is there."""
        return SERVER in self._here()

    def there(self) -> tuple[str, ...]:
        """The clients that are there now, but for the server."""
        return tuple(sorted(self._here() - {SERVER, ASKER}))

    def gone(self) -> tuple[str, ...]:
        """The clients that were there and are not now."""
        return tuple(client for client, presence in list(self._presence.items()) if presence.state == "gone")

    def _here(self) -> set[str]:
        return {client for client, presence in list(self._presence.items()) if presence.state == "here"}

    def _on_presence(self, presence: Presence) -> None:
        self._presence[presence.client] = presence

    def _on_board(self, board: HallBoard) -> None:
        self._boards[:] = [board]
        self._first_board.set()
