"""The public JSON addresses as OpenAPI 3.1, made by `python -m queue_server.web.openapi` from their values."""

import json
from pathlib import Path
from typing import Any

import msgspec

from queue_server.bookings.columns import COLUMNS
from queue_server.bookings.reading import MAX_BYTES
from queue_server.contract.bookings import MOST_AT_ONCE
from queue_server.web.any_command import Wanted
from queue_server.web.asking import Said
from queue_server.web.bookings_intake import Mistakes, Taken
from queue_server.web.guide_page import GuidePage, MatterPage
from queue_server.web.pages import HallFacts
from queue_server.web.places import START
from queue_server.web.sessions import cookie_name
from queue_server.web.standing import WebStanding

FILE = Path(__file__).parents[2] / "assets" / "contract" / "openapi.json"

VALUES: tuple[type[msgspec.Struct], ...] = (
    Taken,
    Mistakes,
    WebStanding,
    HallFacts,
    GuidePage,
    MatterPage,
    Wanted,
    Said,
)


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
            "/api/ask": {"post": _ask()},
            "/api/bookings": {"post": _bookings()},
            "/api/guide": {"get": _reading("The guide: all matters by group.", GuidePage)},
            "/api/guide/{code}": {"get": _matter()},
            "/api/hall": {"get": _reading("The hall's services, matters, windows and words.", HallFacts)},
            "/api/login": {"post": _login()},
            "/health": {"get": _reading("Whether the web reaches the server, and what it shows.", WebStanding)},
        },
        "components": {
            "schemas": schemas | {"BookingRow": _booking_row()},
            "securitySchemes": {
                "bookings": {"type": "http", "scheme": "bearer"},
                "account": {"type": "apiKey", "in": "cookie", "name": cookie_name(START)},
            },
        },
    }


def text() -> str:
    """The file's content."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


def _login() -> dict[str, Any]:
    text = {"type": "string"}
    return {
        "summary": "Signs in by name and PIN; the cookies of the answer are for what follows.",
        "requestBody": _body(
            {"type": "object", "properties": {"account": text, "pin": text}, "required": ["account", "pin"]}
        ),
        "responses": {
            "200": {"description": "Signed in, unless `must_change` says that the PIN has to be another one first."},
            "401": {"description": "The name or the PIN is wrong."},
            "429": {"description": "Too many wrong tries; the account is locked for a while."},
        },
    }


def _ask() -> dict[str, Any]:
    return {
        "summary": "Asks the desk for any command, in the name of the account that is signed in.",
        "description": "The account's roles say which commands it may ask for. The same command under the same "
        "`request_id` is done once, however often it is sent.",
        "security": [{"account": []}],
        "requestBody": _body(_reference("Wanted")),
        "responses": {
            "200": _answer("It is done; what came of it.", Said),
            "401": {"description": "Nobody is signed in."},
            "409": _answer("The desk refused; nothing has changed. `not_allowed`: the account may not.", Said),
            "422": {"description": "This is no command."},
            "503": {"description": "The server did not answer; send the same again."},
        },
    }


def _body(schema: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


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
