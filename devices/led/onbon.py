"""Drives one Onbon BX-5K/6K font card: keeps the wanted text on the sign through breaks and power cuts."""

import threading
import time
from collections.abc import Callable

import structlog

from devices.errors import DeviceError, DeviceOfflineError, WrongAnswerError
from devices.led.onbon_areas import SignLayout, show_text
from devices.led.onbon_frame import ANY_SCREEN, Frame, FrameDecoder, encode_frame
from devices.led.onbon_messages import CardError, Message, Op, message_in, ping, to_data
from devices.led.sign import SignHealth
from devices.link import Link
from devices.transport import Transport

TRIES = 3
BUSY_PAUSE_S = 0.1
REFUSED_PAUSE_S = 2.0
"""How long `tick` leaves a card alone that has refused the same text three times."""

log = structlog.get_logger(__name__)


class OnbonSign:
    """One font card on one wire. Methods block their thread and may be called from several.

    Checked against published frames and a simulated card; not seen on hardware.

    The card forgets its text when the power goes and does not say so; therefore `tick` sends it again every
    `refresh_s` (showing the same still text again cannot be seen).
    """

    def __init__(
        self,
        transport: Transport,
        layout: SignLayout | None = None,
        *,
        screen: int = 1,
        name: str = "led",
        answer_timeout_s: float = 0.5,
        refresh_s: float = 10.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._layout = layout or SignLayout()
        self._screen = screen
        self._answer_timeout_s = answer_timeout_s
        self._refresh_s = refresh_s
        self._clock = clock
        self._link = Link(transport, name, clock)
        self._name = name
        self._lock = threading.Lock()
        self._target: tuple[str | None, Message] = (None, ping())
        self._shown: str | None = None
        self._heard_at = float("-inf")
        self._refused_at = float("-inf")
        self._why = ""

    @property
    def health(self) -> SignHealth:
        """The last known state; never blocks."""
        return SignHealth(self._link.state, self._target[0], self._shown, self._why or self._link.why)

    def want(self, text: str) -> None:
        """Set the wanted text without waiting; the next `tick` sends it.

        Raises:
            TextRefusedError: this sign cannot show the text; the one before stays.
        """
        self._target = (text, show_text(text, self._layout))
        self._shown = None
        self._refused_at = float("-inf")

    def show(self, text: str) -> None:
        """Set the wanted text and wait until the card has confirmed it.

        Raises:
            TextRefusedError: this sign cannot show the text; the one before stays.
            DeviceOfflineError: the card did not answer; the text is kept and `tick` sends it when the card is back.
            WrongAnswerError: the card refused three times; the text is kept, `tick` tries again.
        """
        self.want(text)
        with self._lock:
            self._send(insist=True)

    def tick(self) -> SignHealth:
        """Look after the sign; call it about once a second.

        Sends what is wanted and not yet confirmed, repeats it every `refresh_s`, pings when nothing is wanted, and
        reconnects after the back-off. Never raises for a broken device.
        """
        with self._lock:
            now = self._clock()
            due = self._shown != self._target[0] or now - self._heard_at >= self._refresh_s
            if due and now - self._refused_at >= REFUSED_PAUSE_S:
                try:
                    self._send(insist=False)
                except DeviceError:
                    return self.health
        return self.health

    def close(self) -> None:
        """Let go of the wire; the sign keeps showing what it shows."""
        with self._lock:
            self._link.close()

    def _send(self, *, insist: bool) -> None:
        text, message = self._target
        try:
            with self._link.exchange(insist=insist) as wire:
                self._ask(wire, message)
        except DeviceOfflineError:
            self._shown = None
            raise
        except WrongAnswerError as error:
            self._shown = None
            self._refused_at = self._clock()
            if str(error) != self._why:
                self._why = str(error)
                log.warning("sign refuses", device=self._name, why=self._why)
            raise
        if self._why:
            self._why = ""
            log.info("sign accepts again", device=self._name)
        self._heard_at = self._clock()
        self._shown = text

    def _ask(self, wire: Transport, message: Message) -> None:
        frame = encode_frame(Frame(to_data(message), to=self._screen))
        refusal: WrongAnswerError | None = None
        for _ in range(TRIES):
            wire.read(0)
            wire.write(frame)
            answer = self._answer(wire)
            if answer is None:
                continue
            if answer.op == Op.ACK:
                return
            refusal = WrongAnswerError(f"the card refused: {_error_name(answer.flag)}", code=answer.flag)
            if answer.flag not in (CardError.BUSY, CardError.CHECKSUM):
                break
            time.sleep(BUSY_PAUSE_S)
        if refusal is not None:
            raise refusal
        raise DeviceOfflineError(f"{wire.address} screen {self._screen} did not answer {TRIES} times")

    def _answer(self, wire: Transport) -> Message | None:
        decoder = FrameDecoder()
        deadline = time.monotonic() + self._answer_timeout_s
        while (left_s := deadline - time.monotonic()) > 0:
            for frame in decoder.feed(wire.read(left_s)):
                message = message_in(frame)
                if message is not None and message.is_answer and self._is_from_our_card(frame):
                    return message
        return None

    def _is_from_our_card(self, frame: Frame) -> bool:
        return ANY_SCREEN in (self._screen, frame.sender) or frame.sender == self._screen


def _error_name(code: int) -> str:
    return CardError(code).name.lower() if code in CardError.__members__.values() else f"error {code}"
