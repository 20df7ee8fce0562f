"""Which page shows which step of a first start."""

from kiosk.screens.setup.choices import PurposePage, SourcePage, WhichPage
from kiosk.screens.setup.clock import ClockPage
from kiosk.screens.setup.code import CodePage
from kiosk.screens.setup.devices import DevicesPage
from kiosk.screens.setup.digits import AddressPage, PinPage
from kiosk.screens.setup.naming import NamingPage, PersonNamePage
from kiosk.screens.setup.offers import HallsPage, StickPage
from kiosk.screens.setup.page import Page
from kiosk.screens.setup.people import PeoplePage
from kiosk.screens.setup.rows import DonePage, NotLetInPage, OverviewPage, TestingPage, TroublePage
from kiosk.screens.setup.waiting import WaitingPage
from kiosk.setup import steps as s

PAGES: dict[type[s.Step], type[Page]] = {
    s.Devices: DevicesPage,
    s.Which: WhichPage,
    s.Source: SourcePage,
    s.Stick: StickPage,
    s.Naming: NamingPage,
    s.Overview: OverviewPage,
    s.Purpose: PurposePage,
    s.Halls: HallsPage,
    s.Address: AddressPage,
    s.Knocking: WaitingPage,
    s.Code: CodePage,
    s.NotLetIn: NotLetInPage,
    s.Clock: ClockPage,
    s.People: PeoplePage,
    s.PersonName: PersonNamePage,
    s.Pin: PinPage,
    s.Working: WaitingPage,
    s.Trouble: TroublePage,
    s.Testing: TestingPage,
    s.Done: DonePage,
}
