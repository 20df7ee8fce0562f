"""A person at a window or at the manager's desk: their browser reaches the hall's pages over the cable."""

from uuid import uuid4

import httpx

from tests.booted.box import Box, BoxError

FIRST_PIN, PIN = "8642", "2468"
PLAN, STATE = "/var/lib/tinghao/plan/hall.toml", "/var/lib/tinghao"
PATIENCE_S = 30.0


class Person:
    """Somebody of the hall's plan, signed in at `place` (`window-1`, `manager`, …)."""

    def __init__(self, hall: Box, account: str, place: str) -> None:
        self.account, self._place = account, place
        self._pages = httpx.Client(base_url=f"http://{hall.address}:8080", timeout=PATIENCE_S)

    def enter(self, hall: Box) -> None:
        """Gets a PIN from the technician, and changes it at the first login."""
        give = ["/opt/tinghao/current/software/.venv/bin/python", "-m", "queue_server", "pin", self.account]
        as_hall = ["setpriv", "--reuid=tinghao", "--regid=tinghao", "--clear-groups"]
        inside = ["sh", "-c", f'cd /opt/tinghao/current/software && exec "$@" --plan {PLAN} --state {STATE}', "sh"]
        hall.run(*inside, *as_hall, *give, said=f"{FIRST_PIN}\n{FIRST_PIN}\n")
        entry = {"account": self.account, "pin": FIRST_PIN, "place": self._place}
        changed = self.asks("/api/pin", **entry, fresh=PIN)
        assert changed.status_code == 204, changed.text
        self.come_in()

    def come_in(self) -> None:
        """Signs in again, as after a restart."""
        entry = {"account": self.account, "pin": PIN, "place": self._place}
        answer = self.asks("/api/login", **entry)
        assert answer.json() == {"must_change": False}, answer.text

    def presses(self, window: int, action: str, **body: str) -> dict[str, object]:
        """One press at a window's console, and the state after it.

        Raises:
            BoxError: the hall refuses it.
        """
        answer = self.asks(f"/api/window/{window}/{action}", request_id=uuid4().hex, **body)
        if answer.status_code != 200:
            raise BoxError(f"{self.account} at window {window}, {action}: {answer.text}")
        state: dict[str, object] = answer.json()["state"]
        return state

    def asks(self, path: str, **body: str) -> httpx.Response:
        """Sends JSON to one of the pages' addresses.

        Raises:
            BoxError: the hall does not answer.
        """
        try:
            return self._pages.post(path, json=body)
        except httpx.TransportError as error:
            raise BoxError(f"{self.account}: no answer to {path}: {error}") from error
