"""The document of the public JSON addresses says what the web does, and others' tools can read it."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import msgspec
import pytest
from fastapi.openapi.models import OpenAPI, PathItem, Response
from pydantic import ValidationError

from queue_server.web import openapi
from queue_server.web.bookings_intake import Taken
from queue_server.web.guide_page import GuidePage, MatterPage
from queue_server.web.intake import Mistakes
from queue_server.web.pages import HallFacts
from queue_server.web.standing import WebStanding
from tests.contract.test_asyncapi import references
from tests.running_hall import RunningHall


def test_the_committed_document_is_the_generated_one() -> None:
    assert openapi.FILE.read_text(encoding="utf-8") == openapi.text(), "python -m queue_server.web.openapi"


def read(document: dict[str, Any]) -> None:
    """As FastAPI's own models read it; those of the whole pass over what is inside the paths."""
    OpenAPI.model_validate(document)
    for item in document["paths"].values():
        PathItem.model_validate(item)
        for operation in item.values():
            for answer in operation["responses"].values():
                Response.model_validate(answer)


def test_a_foreign_reader_accepts_the_document() -> None:
    read(json.loads(openapi.FILE.read_bytes()))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.pop("info"),
        lambda document: document["paths"]["/api/guide/{code}"]["get"]["parameters"][0].pop("in"),
        lambda document: document["paths"]["/health"]["get"]["responses"]["200"].pop("description"),
        lambda document: document["components"].update(securitySchemes={"bookings": {"type": "magic"}}),
    ],
)
def test_the_foreign_reader_would_notice_a_mistake(spoil: Callable[[dict[str, Any]], object]) -> None:
    document = openapi.document()
    spoil(document)
    with pytest.raises(ValidationError):
        read(document)


def test_every_reference_leads_somewhere() -> None:
    document: dict[str, Any] = json.loads(openapi.text())
    for reference in set(references(document)):
        part = document
        for step in reference.removeprefix("#/").split("/"):
            part = part[step]
        assert part


def test_every_address_answers_as_the_document_says(shared_hall: RunningHall) -> None:
    kinds = {"Taken": Taken, "Mistakes": Mistakes, "WebStanding": WebStanding, "HallFacts": HallFacts}
    kinds |= {"GuidePage": GuidePage, "MatterPage": MatterPage}
    answered = 0
    for path, operations in openapi.document()["paths"].items():
        if "get" not in operations:
            stranger = {"account": "nobody", "pin": "0000"}
            assert httpx.post(f"{shared_hall.address}{path}", json=stranger).status_code == 401
            continue
        answer = httpx.get(f"{shared_hall.address}{path.replace('{code}', 'A01')}")
        content = operations["get"]["responses"]["200"]["content"]
        assert answer.headers["content-type"].partition(";")[0] in content
        if "application/json" not in content:
            continue
        schema = content["application/json"]["schema"]["$ref"]
        msgspec.json.decode(answer.content, type=kinds[schema.rpartition("/")[2]])
        answered += 1
    assert answered == 4
    assert httpx.get(f"{shared_hall.address}/api/guide/none").status_code == 404
