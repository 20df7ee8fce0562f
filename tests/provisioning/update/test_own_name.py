"""Who decides an update runs by its own release's name, with that release's components."""

import subprocess
import sys
from pathlib import Path

GOES_ON = """
import sys
from provisioning.update.own_name import go_on_by_own_name
go_on_by_own_name(["-c", sys.argv[1], sys.argv[1]])
import msgspec
print(sys.prefix, msgspec.__file__)
"""


def test_a_program_that_was_started_through_a_link_goes_on_by_its_own_name(tmp_path: Path) -> None:
    link = tmp_path / "current"
    link.symlink_to(Path(sys.prefix).parent)
    python = link / Path(sys.prefix).name / "bin" / "python"
    said = subprocess.run(
        [python, "-c", GOES_ON, GOES_ON], cwd=link, capture_output=True, text=True, timeout=60, check=True
    )
    prefix, component = said.stdout.split()
    assert prefix == str(Path(sys.prefix).resolve())
    assert component.startswith(prefix)
