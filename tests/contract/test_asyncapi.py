"""The wire's document says what the code does, and others' tools can read it."""

import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from asyncapi3.models.asyncapi import AsyncAPI3  # type: ignore[import-untyped]
from pydantic import ValidationError

from queue_server.contract import asyncapi
from queue_server.contract.topics import FIELD, TOPICS
from tests.contract.samples import SAMPLES

Document = dict[str, Any]


def references(part: Any) -> list[str]:
    """Every `$ref` below `part`."""
    if isinstance(part, dict):
        here = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return here + [found for value in part.values() for found in references(value)]
    return [found for value in part for found in references(value)] if isinstance(part, list) else []


def test_the_committed_document_is_the_generated_one() -> None:
    assert asyncapi.FILE.read_text(encoding="utf-8") == asyncapi.text(), "python -m queue_server.contract.asyncapi"


def test_a_foreign_validator_accepts_the_document() -> None:
    AsyncAPI3.model_validate_json(asyncapi.FILE.read_bytes())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.pop("info"),
        lambda document: document["operations"]["client_sends_ask"].update(action="shout"),
        lambda document: document["operations"]["client_sends_ask"]["bindings"]["mqtt"].update(qos=7),
        lambda document: document["channels"]["ask"].update(adress="misspelt"),
    ],
)
def test_the_foreign_validator_would_notice_a_mistake(spoil: Callable[[Document], object]) -> None:
    document = asyncapi.document()
    spoil(document)
    with pytest.raises(ValidationError):
        AsyncAPI3.model_validate_json(json.dumps(document))


def test_every_reference_leads_somewhere() -> None:
    document = asyncapi.document()
    for reference in set(references(document)):
        part = document
        for step in reference.removeprefix("#/").split("/"):
            part = part[step]
        assert part


def test_every_topic_is_a_channel_that_one_side_sends_and_the_other_receives() -> None:
    document = asyncapi.document()
    for topic in TOPICS:
        channel = document["channels"][topic.name]
        assert channel["address"] == topic.pattern
        assert {f"{{{name}}}" for name in channel["parameters"]} == set(FIELD.findall(topic.pattern))
        uses = [use for use in document["operations"].values() if use["channel"]["$ref"] == f"#/channels/{topic.name}"]
        assert sorted(use["action"] for use in uses) == ["receive", "send"]
        sent = next(use for use in uses if use["action"] == "send")
        assert sent["bindings"]["mqtt"] == {"qos": topic.qos, "retain": topic.retained, "bindingVersion": "0.2.0"}


def test_the_server_receives_asks_and_replies_on_the_reply_channel() -> None:
    ask = asyncapi.document()["operations"]["server_receives_ask"]
    assert ask["action"] == "receive"
    assert ask["reply"]["channel"] == {"$ref": "#/channels/reply"}


def test_every_field_of_every_message_is_described() -> None:
    schemas = asyncapi.document()["components"]["schemas"]
    for sample in SAMPLES:
        kind = type(sample)
        if kind.__name__ in schemas:
            told = schemas[kind.__name__]["properties"]
            assert {field.encode_name for field in msgspec.structs.fields(kind)} <= told.keys()
    assert {"CallNext", "TicketIssued", "Refused", "HallBoard", "Health"} <= schemas.keys()
