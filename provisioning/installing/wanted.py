"""The list of what must be, from a release's units, the key and what the box is; pure."""

from collections.abc import Mapping
from typing import Literal

from provisioning.box import Box, Part
from provisioning.installing.things import File, Link, Thing
from provisioning.places import CREDENTIALS, KEY, SOFTWARE, STATE

UNITS = "/etc/systemd/system"
COMMAND = "/usr/local/bin/tinghao"
CREDENTIAL = "hall.json"
"""Under this name a part finds its credential in `%d`."""

OWN = (
    "etc/tinghao/bundle.pub*",
    *(f"etc/systemd/system/tinghao*.{kind}" for kind in ("service", "path", "timer", "target", "new")),
    "etc/systemd/system/tinghao*.d/[123]0-*.conf*",
    "etc/systemd/system/*.wants/tinghao*",
    "etc/systemd/*.conf.d/tinghao*",
    "etc/sysusers.d/tinghao*",
    "etc/tmpfiles.d/tinghao*",
    "etc/sysctl.d/tinghao*",
    "etc/udev/rules.d/70-tinghao*",
    "usr/local/bin/tinghao",
    "usr/local/bin/tinghao.new",
)
"""Patterns of all files that are put down; what else fits one is a leftover. A technician's own drop-ins fit none."""

MASKED = ("autovt@.service", "ctrl-alt-del.target", "getty@.service", "mosquitto.service", "seatd.service")
"""Consoles, the key that reboots, and what packages bring that the hall has itself: a broker, a keeper of seats."""

_SETTLED_AS = {
    "tinghao.sysusers": "/etc/sysusers.d/tinghao.conf",
    "tinghao.tmpfiles": "/etc/tmpfiles.d/tinghao.conf",
    "tinghao.sysctl": "/etc/sysctl.d/tinghao.conf",
    "tinghao.journald": "/etc/systemd/journald.conf.d/tinghao.conf",
    "tinghao.timesyncd": "/etc/systemd/timesyncd.conf.d/tinghao.conf",
    "tinghao.logind": "/etc/systemd/logind.conf.d/tinghao.conf",
    "tinghao.manager": "/etc/systemd/system.conf.d/tinghao.conf",
    "tinghao.rules": "/etc/udev/rules.d/70-tinghao.rules",
}

_EVERYWHERE = (
    "tinghao-first-start.service",
    "tinghao-apply.path",
    "tinghao-update.path",
    "tinghao-update-check.service",
    "tinghao-backup.timer",
)
"""Where the release has them; each finds out by itself whether there is something to do."""
HALL = (
    "tinghao-broker.service",
    "tinghao-server.service",
    "tinghao-web.service",
    "tinghao-forecaster.service",
    "tinghao-agent.service",
)
_WRAPPER = f"""#!/bin/sh
# The technician's command; written by the installation.
cd {SOFTWARE}/current/software && exec .venv/bin/python -m provisioning "$@"
"""


def masks() -> tuple[Link, ...]:
    """What the machine must not start; made before any package could start it."""
    return tuple(Link(f"{UNITS}/{name}", "/dev/null") for name in MASKED)


def wanted(units: Mapping[str, bytes], key: str, box: Box | None) -> tuple[Thing, ...]:
    """Everything, in the order in which it is made: what starts something comes last.

    Args:
        units: the release's unit files by their path below `provisioning/units`.
        key: the text of the public key that bundles are checked with.
        box: what the box is; None while it is new.
    """
    enabled = [*(name for name in _EVERYWHERE if name in units), *units_of(box)]
    return (
        *masks(),
        File(str(KEY), f"{key.strip()}\n".encode()),
        *(File(_SETTLED_AS.get(path, f"{UNITS}/{path}"), content) for path, content in sorted(units.items())),
        *_credentials(box),
        File(COMMAND, _WRAPPER.encode(), 0o755),
        *(Link(f"{UNITS}/tinghao.target.wants/{name}", f"{UNITS}/{_template(name)}") for name in enabled),
        Link(f"{UNITS}/multi-user.target.wants/tinghao.target", f"{UNITS}/tinghao.target"),
    )


def units_of(box: Box | None) -> tuple[str, ...]:
    """The units that run the parts of the box."""
    if box is None:
        return ()
    found: list[str] = []
    for part, client in box.parts.items():
        found += HALL if part == "hall" else [_instance(part, client)]
    return (*found, *(_instance("plan", client) for client in _followers(box)))


def screens_of(box: Box) -> tuple[str, ...]:
    """Those of them that want the machine's screen for themselves."""
    return tuple(_instance(part, client) for part, client in box.parts.items() if part in ("kiosk", "display"))


def _followers(box: Box) -> tuple[str, ...]:
    """As which client a box that joined a hall asks for its plan: one is enough."""
    return () if "hall" in box.parts else tuple(box.parts.values())[:1]


def _instance(part: Part | Literal["plan"], client: str) -> str:
    return f"tinghao-{part}@{client}.service"


def _template(name: str) -> str:
    before, at, _ = name.partition("@")
    return f"{before}@.service" if at else name


def _credentials(box: Box | None) -> tuple[File, ...]:
    """From where each part gets its credential: from the hall's folder on its own box, else from what is sealed."""
    if box is None:
        return ()
    clients: list[tuple[Part | Literal["plan"], str]] = [
        (part, client) for part, client in box.parts.items() if part != "hall"
    ]
    clients += [("plan", client) for client in _followers(box)]
    here = "hall" in box.parts
    return tuple(
        File(f"{UNITS}/{_instance(part, client)}.d/30-credential.conf", _credential(client, here).encode())
        for part, client in clients
    )


def _credential(client: str, here: bool) -> str:
    if here:
        return f"[Service]\nLoadCredential={CREDENTIAL}:{STATE}/clients/{client}.json\n"
    return f"[Service]\nLoadCredentialEncrypted={CREDENTIAL}:{CREDENTIALS}/{client}.cred\n"
