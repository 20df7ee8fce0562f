"""The public JSON addresses as OpenAPI 3.1, made by `python -m queue_server.web.openapi` from their values."""

import json
from pathlib import Path
from typing import Any

import msgspec

from queue_server.bookings import columns as bookings
from queue_server.bulletin import reading as results
from queue_server.bulletin.kept import Counts
from queue_server.contract.bookings import MOST_AT_ONCE
from queue_server.rows import MAX_BYTES, Column
from queue_server.web.any_command import Wanted
from queue_server.web.asking import Said
from queue_server.web.bookings_intake import Taken
from queue_server.web.guide_page import GuidePage, MatterPage
from queue_server.web.intake import Mistakes
from queue_server.web.pages import HallFacts
from queue_server.web.places import START
from queue_server.web.sessions import cookie_name
from queue_server.web.standing import WebStanding

FILE = Path(__file__).parents[2] / "assets" / "contract" / "openapi.json"

VALUES: tuple[type[msgspec.Struct], ...] = (
    Taken,
    Counts,
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
            "/api/results": {"post": _results()},
            "/health": {"get": _reading("Whether the web reaches the server, and what it shows.", WebStanding)},
            "/metrics": {"get": _metrics()},
        },
        "components": {
            "schemas": schemas
            | {
                "BookingRow": _row("BookingRow", bookings.COLUMNS, "cancelled"),
                "ResultRow": _row("ResultRow", results.COLUMNS, "withdrawn"),
            },
            "securitySchemes": {kind: {"type": "http", "scheme": "bearer"} for kind in ("bookings", "results")}
            | {"account": {"type": "apiKey", "in": "cookie", "name": cookie_name(START)}},
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


def _metrics() -> dict[str, Any]:
    return {
        "summary": "Queues, waits, windows, devices and alerts of this moment for Prometheus; nothing about anybody.",
        "responses": {
            "200": {"description": "As it is now.", "content": {"text/plain": {"schema": {"type": "string"}}}}
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
    intake = _intake("bookings", bookings.COLUMNS, "BookingRow", MOST_AT_ONCE, _answer("All are as brought.", Taken))
    intake["responses"]["503"] = {
        "description": "The server did not answer; nothing was taken over, bring them again later."
    }
    return intake | {
        "summary": "Takes over bookings, all of them or none; bringing the same ones again changes nothing.",
        "description": f"{intake['description']} A column that tells who somebody is gets the whole file refused.",
    }


def _results() -> dict[str, Any]:
    done = _answer("All are public as brought.", Counts)
    intake = _intake("results", results.COLUMNS, "ResultRow", results.MOST_AT_ONCE, done)
    intake["responses"]["503"] = {"description": "They cannot be kept now; nothing became public."}
    return intake | {
        "summary": "Makes results public on the hall's displays, all of them or none; known by their receipt numbers.",
        "description": f"{intake['description']} Of a name only the family name is kept.",
    }


def _intake(kind: str, columns: tuple[Column, ...], row: str, most: int, done: dict[str, Any]) -> dict[str, Any]:
    headings = "、".join(f"{column.heading} ({column.field})" for column in columns)
    return {
        "description": f"CSV has a row of headings, in any order: {headings}. It is UTF-8 or GB18030.",
        "security": [{kind: []}],
        "requestBody": {
            "required": True,
            "description": f"At most {most} {kind} in at most {MAX_BYTES} bytes.",
            "content": {
                "application/json": {"schema": {"type": "array", "items": _reference(row)}},
                "text/csv": {"schema": {"type": "string"}},
            },
        },
        "responses": {
            "200": done,
            "401": {"description": "No token, or not the one."},
            "413": {"description": "The body is too long."},
            "415": {"description": "Neither JSON nor CSV."},
            "422": _answer("Nothing was taken over; what is wrong, by row and column.", Mistakes),
        },
    }


def _row(title: str, columns: tuple[Column, ...], flag: str) -> dict[str, Any]:
    """A row as an object; the column `flag` may be a truth value."""
    kinds: dict[str, Any] = {flag: {"type": ["boolean", "string", "null"]}}
    return {
        "title": title,
        "type": "object",
        "properties": {
            column.field: {"type": "string" if column.required else ["string", "null"]}
            | kinds.get(column.field, {})
            | {"description": f"{column.heading}: {column.hint}"}
            for column in columns
        },
        "required": [column.field for column in columns if column.required],
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
