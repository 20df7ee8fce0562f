"""The wire as an AsyncAPI 3 document, made by `python -m queue_server.contract.asyncapi` from topics and messages.

AsyncAPI 3.0.0 and its MQTT bindings 0.2.0; payloads are described by msgspec's JSON Schema.
"""

import json
from pathlib import Path
from typing import Any

import msgspec

from queue_server.contract import topics
from queue_server.contract.boards import HallBoard, WindowBoard
from queue_server.contract.boxes import BoxFacts
from queue_server.contract.bulletin import Bulletin
from queue_server.contract.forecasts import Forecast
from queue_server.contract.messages import Ask, Health, Presence, Reply
from queue_server.contract.orders import Order, Picture
from queue_server.contract.selftest import SelfTest
from queue_server.contract.topics import TOPICS, Topic, Writer

FILE = Path(__file__).parents[2] / "assets" / "contract" / "asyncapi.json"

PAYLOADS: tuple[type[msgspec.Struct], ...] = (
    Ask,
    Reply,
    HallBoard,
    WindowBoard,
    Presence,
    Health,
    Forecast,
    Bulletin,
    SelfTest,
    BoxFacts,
    Order,
    Picture,
)
"""What the topics carry, by the class names that the topic table uses."""

FIELDS = {
    "hall": "The hall's id, as in its plan.",
    "client": "The client's name: kiosk-1, display-1, window-1, agent, web, forecaster, bookings or server.",
    "session": "The client's present session, new at every start of its process.",
    "window": "The window's number.",
}
ANSWERED = {"Ask": "request_id", "Reply": "request_id"}
"""The messages that belong together, by the field that tells so."""

MQTT = {"bindingVersion": "0.2.0"}


def document() -> dict[str, Any]:
    """The whole document, ready to be written as JSON."""
    _, schemas = msgspec.json.schema_components(PAYLOADS, ref_template="#/components/schemas/{name}")
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Tinghao hall",
            "version": "1.0.0",
            "description": "Everything that travels on a service hall's wire. Unknown fields of a message are ignored. "
            "An ask may be sent again: the same request id is decided once and answered alike.",
        },
        "defaultContentType": "application/json",
        "servers": {
            "hall": {
                "host": "127.0.0.1:18830",
                "protocol": "mqtt",
                "protocolVersion": "5",
                "description": "The hall's own broker; every client has a name and a password and may use its own "
                "topics only.",
                "security": [{"$ref": "#/components/securitySchemes/credential"}],
            }
        },
        "channels": {topic.name: _channel(topic) for topic in TOPICS},
        "operations": dict(operation for topic in TOPICS for operation in _operations(topic)),
        "components": {
            "messages": {kind.__name__: _message(kind) for kind in PAYLOADS},
            "schemas": _as_asyncapi(schemas),
            "securitySchemes": {"credential": {"type": "userPassword"}},
        },
    }


def text() -> str:
    """The file's content."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


def _channel(topic: Topic) -> dict[str, Any]:
    fields = [field.strip("{}") for field in topics.FIELD.findall(topic.pattern)]
    return {
        "address": topic.pattern,
        "description": topic.about,
        "parameters": {field: {"description": FIELDS[field]} for field in fields},
        "messages": {topic.message: {"$ref": f"#/components/messages/{topic.message}"}},
    }


def _operations(topic: Topic) -> list[tuple[str, dict[str, Any]]]:
    """Who sends and who receives: asks go to the server, everything else is there for the clients."""
    sender = topic.writer
    receiver = Writer.SERVER if topic is topics.ASK else Writer.CLIENT
    return [
        (f"{sender}_sends_{topic.name}", _operation(topic, "send")),
        (f"{receiver}_receives_{topic.name}", _operation(topic, "receive")),
    ]


def _operation(topic: Topic, action: str) -> dict[str, Any]:
    retain = {"retain": topic.retained} if action == "send" else {}
    operation: dict[str, Any] = {
        "action": action,
        "channel": {"$ref": f"#/channels/{topic.name}"},
        "summary": topic.about,
        "messages": [_message_on(topic)],
        "bindings": {"mqtt": {"qos": topic.qos, **retain, **MQTT}},
    }
    if topic is topics.ASK:
        operation["description"] = (
            "The answer comes on the topic that the ask names in `reply_to`, which must be one of the asking client's "
            "own; with MQTT 5 it is the response topic too, and the request id the correlation data."
        )
        operation["reply"] = {
            "channel": {"$ref": f"#/channels/{topics.REPLY.name}"},
            "messages": [_message_on(topics.REPLY)],
        }
    return operation


def _message_on(topic: Topic) -> dict[str, str]:
    return {"$ref": f"#/channels/{topic.name}/messages/{topic.message}"}


def _message(kind: type[msgspec.Struct]) -> dict[str, Any]:
    name = kind.__name__
    message: dict[str, Any] = {"name": name, "payload": {"$ref": f"#/components/schemas/{name}"}}
    if name in ANSWERED:
        message["correlationId"] = {"location": f"$message.payload#/{ANSWERED[name]}"}
    return message


def _as_asyncapi(schema: Any) -> Any:
    """JSON Schema as AsyncAPI wants it: a discriminator is the bare name of the telling field."""
    match schema:
        case {"discriminator": {"propertyName": field}}:
            return _as_asyncapi({**schema, "discriminator": field})
        case dict():
            return {key: _as_asyncapi(value) for key, value in schema.items()}
        case list():
            return [_as_asyncapi(value) for value in schema]
        case _:
            return schema


if __name__ == "__main__":
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(text(), encoding="utf-8")
