"""The proof itself, run where mounts, network and processes are its own: see `tests.booted`."""

import argparse
import json
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.booted import cable
from tests.booted.box import Box
from tests.booted.equipment import BOX
from tests.booted.glass import LYING, UPRIGHT, Glass
from tests.booted.machines import Machines
from tests.booted.proof import Proof
from tests.booted.roots import BARE, SEEN_AND_REACHED, root_file_system
from tests.booted.steps.equipping import Equipping
from tests.booted.steps.joining import Joining
from tests.booted.steps.leaving import Leaving
from tests.booted.steps.overseeing import Overseeing
from tests.booted.steps.serving import Serving
from tests.booted.steps.unpacking import Unpacking
from tests.booted.steps.updating import Updating
from tests.booted.stick import PLAN, County
from tests.booted.story import Step, tell

VERSION = "2026.12.1"


def main() -> int:
    """Exit code 0 where every step went well, else 1."""
    parser = argparse.ArgumentParser(prog="tests.booted.inside")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--go-on", action="store_true")
    parser.add_argument("--until", default="")
    parser.add_argument("--stay", action="store_true")
    parser.add_argument("--by-hand", action="store_true")
    arguments = parser.parse_args()
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run/systemd"], check=True)  # where nspawn notes what runs
    cable.lay()
    proof = _proof(arguments.folder, arguments.out)
    try:
        story = tell(_steps(proof, arguments), lambda told: print(told, flush=True), go_on=arguments.go_on)
        if arguments.stay:
            _stay(proof)
    finally:
        for box in (proof.hall, proof.other):
            box.keep_journal(arguments.out / f"{box.name}.log")
            box.discard()
    print(json.dumps(proof.figures), flush=True)
    return 0 if all(told.well for told in story) else 1


def _proof(folder: Path, out: Path) -> Proof:
    county = County(folder, PLAN)
    stick = county.stick(county.bundle(VERSION, bare=True))
    base = root_file_system((*BARE, *SEEN_AND_REACHED))
    hall, other = (Box(name, number, base, folder, stick) for number, name in enumerate(("hall", "window"), 1))
    glasses = Glass(hall, UPRIGHT), Glass(other, LYING)
    machines = Machines(hall, "kiosk-1", "agent"), Machines(other, BOX)
    return Proof(county, hall, other, *glasses, *machines, out, stick)


def _stay(proof: Proof) -> None:
    """Leaves the boxes on for somebody who wants to look around in them."""
    for box in (proof.hall, proof.other):
        print(f"{box.name}: from the proof's own namespaces, {' '.join(box.inside)} sh", flush=True)
    with suppress(KeyboardInterrupt):
        signal.pause()


def _steps(proof: Proof, wanted: argparse.Namespace) -> list[Step]:
    unpacking, serving, leaving = Unpacking(proof), Serving(proof), Leaving(proof)
    equipping, joining, updating = Equipping(proof), Joining(proof, serving), Updating(proof, serving)
    overseeing = Overseeing(proof, wanted.folder)
    steps: list[Step] = [
        unpacking.boxes_boot,
        unpacking.a_bundle_by_a_stranger_is_refused,
        unpacking.the_first_box_is_installed,
        *([unpacking.the_other_box_is_made_by_hand] if wanted.by_hand else []),
        unpacking.installing_again_changes_nothing,
        unpacking.the_first_screen_is_up,
        serving.the_first_start_makes_a_hall,
        equipping.the_plan_is_changed_while_the_hall_is_open,
        equipping.the_hall_tests_itself,
        equipping.a_pulled_printer_is_told,
        serving.a_number_is_taken_at_the_glass,
        serving.it_is_called_at_a_window,
        serving.a_hung_server_comes_back,
        serving.a_hung_kiosk_comes_back,
        serving.a_power_cut_loses_nothing,
        unpacking.the_other_box_is_installed,
        joining.the_other_box_joins_by_its_code,
        joining.the_next_number_is_called_by_its_keypad,
        overseeing.the_county_sees_its_boxes,
        updating.an_update_is_switched_to_and_kept,
        overseeing.the_county_updates_the_rest,
        joining.a_revoked_box_is_out_within_a_minute,
        joining.the_revoked_box_becomes_the_display,
        updating.a_release_whose_server_dies_is_taken_back,
        updating.a_release_that_never_gets_well_is_taken_back,
        leaving.uninstalling_leaves_nothing,
    ]
    names = [step.__name__ for step in steps]
    return steps[: names.index(wanted.until) + 1] if wanted.until else steps


if __name__ == "__main__":
    sys.exit(main())
