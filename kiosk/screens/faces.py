"""Which screen shows which step of a visit."""

from kiosk import visit as v
from kiosk.screens.booked import BookedScreen
from kiosk.screens.confirm import ConfirmScreen
from kiosk.screens.door import ChecksScreen, DoorScreen
from kiosk.screens.facts import FactsScreen
from kiosk.screens.home import HomeScreen
from kiosk.screens.matters import MattersScreen
from kiosk.screens.my_ticket import MyTicketScreen
from kiosk.screens.number import NumberScreen
from kiosk.screens.online import OnlineScreen
from kiosk.screens.opinion import OpinionScreen
from kiosk.screens.papers import PapersScreen
from kiosk.screens.priority import PriorityScreen
from kiosk.screens.scan import ScanScreen
from kiosk.screens.screen import Screen
from kiosk.screens.search import SearchScreen
from kiosk.screens.selftest import SelfTestScreen
from kiosk.screens.sorry import SorryScreen
from kiosk.screens.sure import SureScreen

FACES: dict[type[v.Step], type[Screen]] = {
    v.Idle: HomeScreen,
    v.Matters: MattersScreen,
    v.Search: SearchScreen,
    v.Confirm: ConfirmScreen,
    v.Asking: ConfirmScreen,
    v.Priority: PriorityScreen,
    v.Papers: PapersScreen,
    v.Scan: ScanScreen,
    v.Facts: FactsScreen,
    v.Online: OnlineScreen,
    v.Number: NumberScreen,
    v.Sorry: SorryScreen,
    v.MyTicket: MyTicketScreen,
    v.Sure: SureScreen,
    v.Rating: OpinionScreen,
    v.Complaint: OpinionScreen,
    v.Booked: BookedScreen,
    v.Door: DoorScreen,
    v.Checks: ChecksScreen,
    v.SelfTesting: SelfTestScreen,
}
