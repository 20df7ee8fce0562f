"""What a technician writes into the hall's plan when its machines come: four machines, and a box at a window."""

from tests.booted.machine_room import FOLDER

SLIPS, READER, BOARD, KEYPAD = "slip-1", "reader-1", "led-2", "keypad-2"
WINDOW, BOX = 2, "window-2"
TABLES = f"""
[[window_box]]
id = "{BOX}"
windows = [{WINDOW}]
place = "二号窗口"

[[device]]
id = "{SLIPS}"
kind = "slip_printer"
driver = "escpos"
terminal = "kiosk-1"
port = "{FOLDER}/{SLIPS}"
width_mm = 80

[[device]]
id = "{READER}"
kind = "barcode_reader"
driver = "serial_line"
terminal = "kiosk-1"
port = "{FOLDER}/{READER}"

[[device]]
id = "{BOARD}"
kind = "led_board"
driver = "onbon"
terminal = "agent"
window = {WINDOW}
port = "{FOLDER}/{BOARD}"

[[device]]
id = "{KEYPAD}"
kind = "keypad"
driver = "ff68"
terminal = "{BOX}"
window = {WINDOW}
address = 1
port = "{FOLDER}/{KEYPAD}"
"""
