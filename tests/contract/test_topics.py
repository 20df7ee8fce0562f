"""The topic table: addresses of one hall, no two alike, and only whole states are kept."""

import pytest

from queue_server.contract import topics
from queue_server.contract.asyncapi import PAYLOADS
from queue_server.contract.topics import TOPICS, Topic


def named(topic: Topic) -> str:
    """The name of a test's case."""
    return topic.name


@pytest.mark.parametrize("topic", TOPICS, ids=named)
def test_a_topic_fills_with_its_hall_and_subjects_in_order(topic: Topic) -> None:
    fields = topics.FIELD.findall(topic.pattern)
    subjects = [f"s{position}" for position in range(1, len(fields))]
    expected = topic.pattern
    for field, subject in zip(fields, ["puyang", *subjects], strict=True):
        expected = expected.replace(field, subject)
    assert topic.of("puyang", *subjects) == expected
    assert "{" not in expected


@pytest.mark.parametrize("topic", TOPICS, ids=named)
def test_a_topic_lies_below_its_hall_and_is_delivered_surely(topic: Topic) -> None:
    below = topics.EVERYTHING.format(hall="{hall}").removesuffix("#")
    assert topic.pattern.startswith(below)
    assert topic.qos == 1
    assert topic.message in {kind.__name__ for kind in PAYLOADS}


def test_names_and_addresses_are_each_used_once() -> None:
    assert len({topic.name for topic in TOPICS}) == len({topic.pattern for topic in TOPICS}) == len(TOPICS)


def test_states_are_kept_and_asks_orders_and_their_answers_are_not() -> None:
    assert {topic.name for topic in TOPICS if not topic.retained} == {"ask", "reply", "order", "picture"}
