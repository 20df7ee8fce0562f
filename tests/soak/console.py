"""A window's console without a screen: follows the same stream and sends the same presses as the page."""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx
import msgspec

STREAM_TIMEOUT_S = 30.0


@dataclass
class Habits:
    """How clerks and visitors are; times in seconds of the hall's day, parts of all visits."""

    work_s: float = 150.0
    walk_s: float = 25.0
    no_show: float = 0.06
    park: float = 0.03
    transfer: float = 0.03
    back: float = 0.5


@dataclass
class Console:
    """One clerk at one window, until `over` is set and nobody waits there; `done` counts what was acknowledged."""

    client: httpx.Client
    window: int
    pace: float
    over: threading.Event
    habits: Habits
    rng: random.Random
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._ids = count()
        self._state: dict[str, Any] = {}

    def serve(self) -> None:
        """Opens the window, serves whoever comes, and closes it."""
        self._press("open")
        for state in self._states():
            self._state = state
            while self._step():
                pass
            if self.over.is_set() and not self._state["waiting"]:
                break
        self._press("close")

    def _step(self) -> bool:
        """Calls and serves one visitor, or brings somebody back; whether there was anybody."""
        missed = [one for one in self._state["missed"] if one["returns"] == 0 and one["window"] == self.window]
        if missed and self.rng.random() < self.habits.back:
            self._press("bring-back", number=missed[0]["ticket"]["number"])
        if not self._state["waiting"] or not self._press("next"):
            return False
        number = self._front()
        if self.rng.random() < self.habits.no_show:
            self._pass(3 * self.habits.walk_s)
            self._press("miss", number=number)
            return True
        self._pass(self.habits.walk_s)
        self._press("start", number=number)
        self._pass(self.rng.expovariate(1 / self.habits.work_s))
        fate, others = self.rng.random(), self._other_services()
        if fate < self.habits.park:
            self._press("park", number=number, note="去复印")
            self._pass(self.habits.walk_s)
            self._press("unpark", number=number)
            self._press("complete", number=number)
        elif fate < self.habits.park + self.habits.transfer and others:
            self._press("transfer", number=number, service=self.rng.choice(others), note="请接着办")
        else:
            self._press("complete", number=number)
        return True

    def _front(self) -> str:
        number: str = self._state["front"]["ticket"]["number"]
        return number

    def _other_services(self) -> list[str]:
        """Those that the window serves too, so that whoever is sent there is not left when the others have gone."""
        return [service for service in self._state["window"]["services"] if service != self._state["front"]["service"]]

    def _press(self, action: str, **said: str) -> bool:
        """Presses once, and a second time by accident now and then; whether the desk did it."""
        said |= {"request_id": f"soak-{self.window}-{next(self._ids):06}"}
        twice = self.rng.random() < 0.05
        for _ in range(2 if twice else 1):
            answer = self.client.post(f"/api/window/{self.window}/{action}", json=said)
        body = answer.json()
        assert answer.status_code in (200, 409), answer.text
        self._state = body["state"]
        if answer.status_code == 409:
            self.refused[f"{action}: {body['outcome']['code']}"] += 1
            return False
        self.done[action] += 1
        return True

    def _pass(self, seconds: float) -> None:
        time.sleep(seconds / self.pace)

    def _states(self) -> Iterator[dict[str, Any]]:
        """The states of the stream, as the page gets them; after a beat the last one again."""
        address = f"/api/window/{self.window}/events"
        with self.client.stream("GET", address, timeout=STREAM_TIMEOUT_S) as answer:
            for line in answer.iter_lines():
                if line.startswith("data: ") and line != "data: ":
                    self._state = msgspec.json.decode(line.removeprefix("data: "))
                    yield self._state
                elif line == "event: beat":
                    yield self._state
