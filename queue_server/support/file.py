"""The file itself: a zip of the scrubbed parts, sealed for the support office where the hall knows its key."""

import base64
import binascii
import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from queue_server.contract.accounts import Account
from queue_server.contract.plan import Plan
from queue_server.sealing import KEY_BYTES, About, SealError, open_sealed, seal
from queue_server.support.collecting import parts
from queue_server.support.known import scrubber_of

KEY = "support.pub"
"""In the server's folder: the support office's X25519 public key, in base64 on one line."""


class SupportKeyError(ValueError):
    """The support office's key is none; says so in Chinese."""


def support_file(
    plan: Plan,
    state: Path,
    *,
    people: Iterable[Account] = (),
    logs: Iterable[Path] = (),
    more: Mapping[str, str] | None = None,
) -> tuple[bytes, str]:
    """The file's bytes and the ending of its name.

    Args:
        people: who works in the hall besides those of the plan.
        logs: log files, or folders of them, besides systemd's and the broker's.
        more: further parts by their names, which are scrubbed too.

    Raises:
        SupportKeyError: there is a key, and it is none.
        OSError: something cannot be read.
    """
    scrubber = scrubber_of(plan, state, people)
    found = parts(plan, state, scrubber, logs)
    found |= {name: scrubber.clean(text) for name, text in (more or {}).items()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(found.items()):
            archive.writestr(name, text)
    key = _key(state / KEY)
    if key is None:
        return made.getvalue(), ".zip"
    about = About(hall=plan.hall.id, owner="support", matter="", material="support")
    return seal(key, made.getvalue(), about), ".zip.sealed"


def opened(private_key: bytes, sealed: bytes) -> bytes:
    """The zip in a sealed support file.

    Raises:
        SealError: it was changed, or sealed for another office.
    """
    about, plain = open_sealed(private_key, sealed)
    if about.owner != "support":
        raise SealError("this is no support file")
    return plain


def _key(path: Path) -> bytes | None:
    try:
        key = base64.b64decode(path.read_text(encoding="ascii").strip(), validate=True)
    except FileNotFoundError:
        return None
    except (binascii.Error, UnicodeDecodeError) as error:
        raise SupportKeyError(f"{path} 不是支持人员的公钥") from error
    if len(key) != KEY_BYTES:
        raise SupportKeyError(f"{path} 不是支持人员的公钥")
    return key
