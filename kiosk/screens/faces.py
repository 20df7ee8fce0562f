"""Which screen shows which step of a visit."""

from kiosk import visit as v
from kiosk.screens.confirm import ConfirmScreen
from kiosk.screens.door import ChecksScreen, DoorScreen
from kiosk.screens.facts import FactsScreen
from kiosk.screens.home import HomeScreen
from kiosk.screens.matters import MattersScreen
from kiosk.screens.my_ticket import MyTicketScreen
from kiosk.screens.number import NumberScreen
from kiosk.screens.online import OnlineScreen
from kiosk.screens.screen import Screen
from kiosk.screens.search import SearchScreen
from kiosk.screens.sorry import SorryScreen

FACES: dict[type[v.Step], type[Screen]] = {
    v.Idle: HomeScreen,
    v.Matters: MattersScreen,
    v.Search: SearchScreen,
    v.Confirm: ConfirmScreen,
    v.Asking: ConfirmScreen,
    v.Facts: FactsScreen,
    v.Online: OnlineScreen,
    v.Number: NumberScreen,
    v.Sorry: SorryScreen,
    v.MyTicket: MyTicketScreen,
    v.Door: DoorScreen,
    v.Checks: ChecksScreen,
}
