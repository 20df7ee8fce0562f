"""What the box is to become, as a wish for root: a hall's first box, or one more of a hall that is there."""

from collections.abc import Mapping

from kiosk.setup.state import Setup
from provisioning.first_start.drafting import PLAN
from provisioning.first_start.keeping import Files
from provisioning.township import with_names
from provisioning.wishes import FirstBox, JoinedBox
from queue_server.contract.credential import Credential
from queue_server.contract.plan import parse

SERVER = "server"


def first_box(id: str, setup: Setup, files: Files) -> FirstBox:
    """The drafted plan with the people's names, on a box with the hall and its first kiosk.

    Raises:
        PlanError, UnicodeDecodeError: the draft is no plan.
    """
    text = with_names(files[PLAN].decode(), {person.id: person.name for person in setup.people})
    kiosk = parse(text).kiosk[0].id
    return FirstBox(
        id=id,
        plan={**files, PLAN: text.encode()},
        parts={"hall": SERVER, "kiosk": kiosk},
        pins={person.id: person.pin for person in setup.people},
        door_pin=setup.door_pin,
    )


def joined_box(id: str, setup: Setup, credential: Credential, files: Mapping[str, bytes]) -> JoinedBox:
    """The client that the hall made of this box."""
    return JoinedBox(
        id=id,
        client=setup.client,
        part=setup.part,
        credential=credential,
        plan=dict(files),
        door_pin=setup.door_pin if setup.part == "kiosk" else "",
    )
