"""Keeps the plan of a terminal on a box of its own as the hall's is: asks at the hall's door, puts another in force."""

import ssl
from collections.abc import Mapping
from pathlib import Path

import httpx
import msgspec

from provisioning.joining.joining import is_beside_the_plan
from queue_server.contract.credential import Credential
from queue_server.contract.plan import PlanError, load, parse
from queue_server.pairing.messages import PlanNow
from queue_server.plan_files import PLAN, digest_of, plan_files
from queue_server.state_dir import write_private

TIMEOUT_S = 20.0


class FollowingError(Exception):
    """The plan was not renewed and is as it was; the text says why in Chinese."""


class Following:
    """For the terminal of `credential`, whose plan lies at `plan` with its files beside it."""

    def __init__(self, credential: Credential, plan: Path) -> None:
        self._credential = credential
        self._plan = plan

    def look(self) -> bool:
        """Whether there was another plan, which is in force now: its files first, the plan itself last and whole.

        Raises:
            FollowingError: the hall was not reached, does not let this terminal in any more, or sent what is no plan of
                this hall; or the disk refuses.
        """
        try:
            held = plan_files(self._plan)
            now = self._asked(digest_of(held))
            if now.files:
                self._check(now.files)
                self._put(now.files, held)
        except PlanError as error:
            raise FollowingError(f"大厅配置有错：{error}") from error
        except OSError as error:
            raise FollowingError(f"大厅配置读写不了（{error.strerror}）") from error
        return bool(now.files)

    def _asked(self, digest: str) -> PlanNow:
        own, plan = self._credential, load(self._plan)
        trusted = own.papers.certificate if own.papers else own.tls.authority if own.tls else ""
        try:
            answer = httpx.get(
                f"https://{own.host}:{plan.papers.port}/plan",
                params={"digest": digest},
                auth=(own.client, own.password),
                verify=ssl.create_default_context(cadata=trusted),
                timeout=TIMEOUT_S,
                trust_env=False,
            )
            if answer.status_code == httpx.codes.UNAUTHORIZED:
                raise FollowingError("大厅不认这台终端了，它可能已经停用或者被换掉")
            return msgspec.json.decode(answer.raise_for_status().content, type=PlanNow)
        except (httpx.HTTPError, msgspec.MsgspecError) as error:
            raise FollowingError(f"没有从大厅拿到配置（{error}）") from error

    def _check(self, files: Mapping[str, bytes]) -> None:
        try:
            fresh = parse(files[PLAN].decode())
        except (KeyError, UnicodeDecodeError) as error:
            raise FollowingError("大厅给的不是大厅配置") from error
        if fresh.hall.id != self._credential.hall or not all(map(is_beside_the_plan, files)):
            raise FollowingError("大厅给的不是这个大厅的配置")

    def _put(self, files: Mapping[str, bytes], held: Mapping[str, bytes]) -> None:
        for name in sorted(files, key=lambda name: name == PLAN):
            if files[name] != held.get(name):
                place = self._plan if name == PLAN else self._plan.parent / name
                place.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
                write_private(place, files[name])
                place.chmod(0o644)
        for name in held.keys() - files.keys():
            (self._plan.parent / name).unlink()
