"""The plan's shape for editors, which then complete and check `hall.toml` while it is written.

A JSON Schema (2020-12) made by `python -m queue_server.contract.plan.json_schema` from the plan's own tables. It knows
the shape; what must fit together is told by `python -m provisioning check`.
"""

import json
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec

from queue_server.contract.plan.schema import Plan

FILE = Path(__file__).parents[3] / "assets" / "contract" / "plan.schema.json"


def document() -> dict[str, Any]:
    """The whole schema, ready to be written as JSON."""
    (plan,), tables = msgspec.json.schema_components((Plan,), ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "大厅配置 hall.toml",
        **plan,
        "$defs": {name: table | {"description": cleandoc(table["description"])} for name, table in tables.items()},
    }


def text() -> str:
    """The schema as it is committed."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
    print(FILE)
