"""All machines of the agent at work: started from a plan, changed by the next one, each line on a thread of its own."""

import threading
from collections.abc import Callable, Mapping

from devices.agent.binding import AGENT, bound, bus_for, machine_for
from devices.agent.evaluator_at_window import EvaluatorAtWindow
from devices.agent.keypad_at_window import Ask
from devices.agent.machine import Condition, Machine, Watched
from devices.agent.sign_at_window import SignAtWindow
from devices.agent.speaker import Speaker
from devices.bus import Bus
from queue_server.contract.boards import HallBoard, WindowBoard
from queue_server.contract.messages import DeviceHealth
from queue_server.contract.plan import Device, Plan


class Floor:
    """The machines by id and the lines by port. `apply` and `close` are called by one thread.

    A dead machine delays no other: those on other lines have other threads, those on its own line wait at most for
    the answer it does not give, ever more seldom.

    Args:
        ask: sends a command of a keypad or evaluator to the hall and returns at once.
        terminal: where in the plan the machines are bound.
    """

    def __init__(self, ask: Ask, terminal: str = AGENT) -> None:
        self._ask = ask
        self._terminal = terminal
        self._lock = threading.Lock()
        self._machines: dict[str, Machine] = {}
        self._watched: dict[str, Watched] = {}
        self._lines: dict[str, Bus] = {}
        self._boards: dict[int, WindowBoard] = {}
        self._hall: HallBoard | None = None
        self._other_machines = False

    @property
    def devices(self) -> Mapping[str, Device]:
        """What is at work now."""
        return {name: machine.device for name, machine in self._machines.items()}

    def apply(self, plan: Plan, changed: Callable[[Device], bool] = lambda device: False) -> None:
        """Work as `plan` says from now on; lines on which nothing changed go on undisturbed.

        Args:
            changed: says for a device that stays whether it must be bound anew all the same.
        """
        wanted = {device.id: device for device in bound(plan, self._terminal)}
        present = self.devices
        touched = {
            device.port
            for name in wanted.keys() | present.keys()
            for device in (wanted.get(name), present.get(name))
            if device is not None and (wanted.get(name) != present.get(name) or changed(device))
        }
        for port in touched & self._lines.keys():
            self._lines.pop(port).close()
        kept = {name: machine for name, machine in self._machines.items() if machine.device.port not in touched}
        for name in self._machines.keys() - kept.keys():
            self._machines[name].close()
        new = {
            name: machine_for(device, plan, self._ask, self._evaluate)
            for name, device in wanted.items()
            if name not in kept
        }
        with self._lock:
            self._machines = {name: kept.get(name) or new[name] for name in wanted}
            self._watched = {
                name: self._watched[name] if name in kept else Watched(machine)
                for name, machine in self._machines.items()
            }
            self._other_machines = True
            boards, hall = tuple(self._boards.values()), self._hall
        for port in touched:
            line = bus_for(machine for machine in new.values() if machine.device.port == port)
            if line is not None:
                self._lines[port] = line
                line.start()
        for machine in new.values():
            for board in boards:
                if machine.device.window == board.window:
                    machine.show(board)
            if hall is not None:
                machine.show_hall(hall)

    def show(self, board: WindowBoard) -> None:
        """A window's newest board; returns at once."""
        with self._lock:
            self._boards[board.window] = board
            machines = [machine for machine in self._machines.values() if machine.device.window == board.window]
        for machine in machines:
            machine.show(board)

    def show_hall(self, board: HallBoard) -> None:
        """The hall's newest board; returns at once."""
        with self._lock:
            self._hall = board
            machines = tuple(self._machines.values())
        for machine in machines:
            machine.show_hall(board)

    def show_pattern(self) -> None:
        """Boards show all their segments and modules speak; `show_again` ends it, and so does a new board."""
        for machine in self._machines.values():
            match machine:
                case SignAtWindow():
                    machine.show_pattern()
                case Speaker():
                    machine.speak_test()

    def show_again(self) -> None:
        """Boards show again what their windows do."""
        with self._lock:
            boards = tuple(self._boards.values())
        for board in boards:
            self.show(board)

    def conditions(self) -> tuple[tuple[Device, Condition], ...]:
        """How each device is now."""
        return tuple((machine.device, machine.condition()) for machine in self._machines.values())

    def health(self) -> tuple[DeviceHealth, ...] | None:
        """How all devices are, when that has changed since the last time; else None."""
        with self._lock:
            watched = tuple(self._watched.values())
            others, self._other_machines = self._other_machines, False
        news = [machine.changed() for machine in watched]
        return tuple(machine.health for machine in watched) if others or any(news) else None

    def _evaluate(self, window: int) -> bool:
        with self._lock:
            at_window = [machine for machine in self._machines.values() if machine.device.window == window]
        evaluators = [machine for machine in at_window if isinstance(machine, EvaluatorAtWindow)]
        for evaluator in evaluators:
            evaluator.start()
        return bool(evaluators)

    def close(self) -> None:
        """Ends every line."""
        for line in self._lines.values():
            line.close()
        for machine in self._machines.values():
            machine.close()
