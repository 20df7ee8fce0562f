"""Updates: one that is good, and two that are not and take themselves back."""

import json
import shutil
from typing import Any

from tests.booted.proof import Proof
from tests.booted.steps.serving import Serving

NEW, DIES, HANGS = "2026.12.2", "2026.12.3", "2026.12.4"
SERVER = "queue_server/__main__.py"
STAGING_TIMEOUT_S, DECIDING_TIMEOUT_S = 900.0, 600.0


class Updating:
    """The steps of three updates."""

    def __init__(self, proof: Proof, serving: Serving) -> None:
        self._proof, self._serving = proof, serving

    def an_update_is_switched_to_and_kept(self) -> str:
        """An update from a stick is put beside, switched to, looked at for a minute, and kept."""
        told = self._updated(NEW, {})
        assert told["version"] == NEW, told
        return f"{NEW}, {told['light']}"

    def a_release_whose_server_dies_is_taken_back(self) -> str:
        """A release whose server dies takes itself back, and the record is whole."""
        return self._taken_back(DIES, 'raise SystemExit("a release that is broken")\n')

    def a_release_that_never_gets_well_is_taken_back(self) -> str:
        """A release that starts and never answers takes itself back, and the record is whole."""
        return self._taken_back(HANGS, "import time\n\ntime.sleep(86400)\n")

    def _taken_back(self, version: str, server: str) -> str:
        before = self._serving.numbers_recorded()
        told = self._updated(version, {SERVER: server})
        assert told["version"] == NEW, told
        assert self._serving.numbers_recorded() == before
        self._serving.a_number_is_taken_at_the_glass()
        (told_so,) = [str(trouble["what"]) for trouble in told["troubles"] if version in trouble["what"]]
        return told_so

    def _updated(self, version: str, changed: dict[str, str]) -> dict[str, Any]:
        proof, name = self._proof, f"hall-{version}.bundle"
        shutil.copy(proof.county.bundle(version, changed=changed), proof.stick / name)
        proof.hall.run("tinghao", "update", f"/media/stick/{name}", "--now", timeout_s=STAGING_TIMEOUT_S)
        (proof.stick / name).unlink()
        told: dict[str, Any] = {}

        def decided() -> bool:
            told.update(json.loads(proof.hall.tries("tinghao", "status", "--json").stdout or "{}"))
            return "update" in told and told["update"] is None

        proof.hall.wait_for(f"a decision about {version}", decided, DECIDING_TIMEOUT_S)
        return told
