"""The public JSON addresses as OpenAPI 3.1, made by `python -m queue_server.web.openapi` from their values."""

import json
from pathlib import Path
from typing import Any

import msgspec

from queue_server.bookings.columns import COLUMNS
from queue_server.bookings.reading import MAX_BYTES
from queue_server.contract.bookings import MOST_AT_ONCE
from queue_server.web.bookings_intake import Mistakes, Taken
from queue_server.web.guide_page import GuidePage, MatterPage
from queue_server.web.pages import HallFacts
from queue_server.web.standing import WebStanding

FILE = Path(__file__).parents[2] / "assets" / "contract" / "openapi.json"

VALUES: tuple[type[msgspec.Struct], ...] = (Taken, Mistakes, WebStanding, HallFacts, GuidePage, MatterPage)


def document() -> dict[str, Any]:
    """The whole document, ready to be written as JSON."""
    _, schemas = msgspec.json.schema_components(VALUES, ref_template="#/components/schemas/{name}")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tinghao hall",
            "version": "1.0.0",
            "description": "What other programs may read of a service hall, and bring to it, over HTTP. Fields may be "
            "added; unknown ones are to be ignored.",
        },
        "paths": {
            "/api/bookings": {"post": _bookings()},
            "/api/guide": {"get": _reading("The guide: all matters by group.", GuidePage)},
            "/api/guide/{code}": {"get": _matter()},
            "/api/hall": {"get": _reading("The hall's services, matters, windows and words.", HallFacts)},
            "/health": {"get": _reading("Whether the web reaches the server, and what it shows.", WebStanding)},
        },
        "components": {
            "schemas": schemas | {"BookingRow": _booking_row()},
            "securitySchemes": {"bookings": {"type": "http", "scheme": "bearer"}},
        },
    }


def text() -> str:
    """The file's content."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


def _bookings() -> dict[str, Any]:
    headings = "、".join(f"{column.heading} ({column.field})" for column in COLUMNS)
    return {
        "summary": "Takes over bookings, all of them or none; bringing the same ones again changes nothing.",
        "description": f"CSV has a row of headings, in any order: {headings}. It is UTF-8 or GB18030. A column that "
        "tells who somebody is gets the whole file refused.",
        "security": [{"bookings": []}],
        "requestBody": {
            "required": True,
            "description": f"At most {MOST_AT_ONCE} bookings in at most {MAX_BYTES} bytes.",
            "content": {
                "application/json": {"schema": {"type": "array", "items": _reference("BookingRow")}},
                "text/csv": {"schema": {"type": "string"}},
            },
        },
        "responses": {
            "200": _answer("All are as brought.", Taken),
            "401": {"description": "No token, or not the one."},
            "413": {"description": "The body is too long."},
            "415": {"description": "Neither JSON nor CSV."},
            "422": _answer("Nothing was taken over; what is wrong, by row and column.", Mistakes),
            "503": {"description": "The server did not answer; nothing was taken over, bring them again later."},
        },
    }


def _booking_row() -> dict[str, Any]:
    kinds: dict[str, Any] = {"cancelled": {"type": ["boolean", "string", "null"]}}
    return {
        "title": "BookingRow",
        "type": "object",
        "properties": {
            column.field: {"type": "string" if column.required else ["string", "null"]}
            | kinds.get(column.field, {})
            | {"description": f"{column.heading}: {column.hint}"}
            for column in COLUMNS
        },
        "required": [column.field for column in COLUMNS if column.required],
        "additionalProperties": False,
    }


def _matter() -> dict[str, Any]:
    operation = _reading("One matter with its eight public facts in both languages.", MatterPage)
    operation["parameters"] = [{"name": "code", "in": "path", "required": True, "schema": {"type": "string"}}]
    operation["responses"]["404"] = {"description": "No such matter."}
    return operation


def _reading(summary: str, value: type[msgspec.Struct]) -> dict[str, Any]:
    return {"summary": summary, "responses": {"200": _answer("As it is now.", value)}}


def _answer(description: str, value: type[msgspec.Struct]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": _reference(value.__name__)}}}


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
