"""Which plug or place a remedy is about, so that a drawing of it can stand beside the words."""

from queue_server.contract.selftest import Drawing

OF_THE_PRINTER: dict[str, Drawing] = {
    "paper_out": "printer_paper",
    "take_paper": "printer_paper",
    "cover_open": "printer_cover",
    "cutter": "printer_cover",
    "paper_jam": "printer_cover",
}
"""By what the printer says of itself."""


def plug_of(port: str) -> Drawing:
    """The plug of a machine whose `port` is as in the plan."""
    if "usb" in port.lower() or port.startswith("/dev/input/"):
        return "usb"
    if port.startswith("/") or not port:
        return "serial"
    return "network"
