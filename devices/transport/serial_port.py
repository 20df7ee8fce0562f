"""A serial line through pyserial, opened exclusively; also works on pseudo terminals."""

import contextlib
import termios

import msgspec
import serial
from serial.rs485 import RS485Settings

from devices.errors import DeviceOfflineError
from devices.transport.descriptor import read_some, write_all


class Rs485(msgspec.Struct, frozen=True):
    """How the computer's own RS-485 driver switches between sending and listening (Linux `serial_rs485`).

    Most converters switch by themselves and need none of this.
    """

    rts_on_send: bool = True
    before_send_s: float = 0.0
    after_send_s: float = 0.0


class Serial:
    """A serial line.

    The path may be a symbolic link (`/dev/serial/by-id/…`); it is followed anew at each open, so a replugged machine
    is found again. Writing goes to the descriptor directly because pyserial does not tell how much of a broken write
    got out.
    """

    def __init__(
        self,
        path: str,
        *,
        baud: int = 115200,
        data_bits: int = serial.EIGHTBITS,
        parity: str = serial.PARITY_NONE,
        rs485: Rs485 | None = None,
        rts_cts: bool = False,
        xon_xoff: bool = False,
        stall_timeout_s: float = 2.0,
    ) -> None:
        self._path = path
        self._baud = baud
        self._data_bits = data_bits
        self._parity = parity
        self._rs485 = rs485
        self._rts_cts = rts_cts
        self._xon_xoff = xon_xoff
        self._stall_timeout_s = stall_timeout_s
        self._port: serial.Serial | None = None
        self._stuck = False

    @property
    def address(self) -> str:
        return self._path

    @property
    def descriptor(self) -> int | None:
        return None if self._port is None else self._fileno()

    def open(self) -> None:
        if self._port is not None:
            return
        try:
            port = serial.Serial(
                self._path,
                baudrate=self._baud,
                bytesize=self._data_bits,
                parity=self._parity,
                rtscts=self._rts_cts,
                xonxoff=self._xon_xoff,
                timeout=0,
                write_timeout=self._stall_timeout_s,
                exclusive=True,
            )
            if self._rs485 is not None:
                self._switch_to_rs485(port, self._rs485)
            self._port = port
        except (OSError, termios.error, ValueError) as error:
            raise DeviceOfflineError(f"{self._path} cannot be opened: {error}") from error

    def close(self) -> None:
        port, self._port = self._port, None
        if port is None:
            return
        with contextlib.suppress(OSError, termios.error):
            if self._stuck:
                # Bytes nobody takes would make the kernel wait up to 30 s in close().
                port.reset_output_buffer()
        with contextlib.suppress(OSError, termios.error):
            port.close()
        self._stuck = False

    def write(self, content: bytes) -> None:
        try:
            write_all(self._fileno(), content, stall_timeout_s=self._stall_timeout_s, address=self._path)
        except DeviceOfflineError:
            self._stuck = True
            raise

    def read(self, timeout_s: float) -> bytes:
        return read_some(self._fileno(), timeout_s=timeout_s, address=self._path)

    @staticmethod
    def _switch_to_rs485(port: serial.Serial, rs485: Rs485) -> None:
        try:
            port.rs485_mode = RS485Settings(
                rts_level_for_tx=rs485.rts_on_send,
                rts_level_for_rx=not rs485.rts_on_send,
                delay_before_tx=rs485.before_send_s,
                delay_before_rx=rs485.after_send_s,
            )
        except (OSError, ValueError):
            port.close()
            raise

    def _fileno(self) -> int:
        if self._port is None:
            raise DeviceOfflineError(f"{self._path} is not open")
        fd: int = self._port.fileno()
        return fd
