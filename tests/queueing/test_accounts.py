"""Who works in the hall: added, changed and retired by managers, the plan's people too, over days."""

import pytest

from queue_server.contract.accounts import Account
from queue_server.contract.commands import (
    AddAccount,
    ChangeAccount,
    GetPeople,
    OpenWindow,
    PauseWindow,
    RetireAccount,
)
from queue_server.contract.plan import Role
from queue_server.contract.replies import PeopleAre
from queue_server.queueing.everybody import may_sit
from tests.queueing.sample import Practice

FAY = AddAccount(id="fay", name="Fay", roles=("clerk",), windows=(2,))


@pytest.fixture
def hall() -> Practice:
    """A new day."""
    return Practice()


def person(hall: Practice, id: str) -> Account:
    """The account as the hall tells it."""
    people = hall.do(GetPeople())
    assert isinstance(people, PeopleAre)
    return next(account for account in people.people if account.id == id)


def test_the_plans_people_sit_where_the_plan_says(hall: Practice) -> None:
    assert person(hall, "ann") == Account(id="ann", name="Ann", roles=("clerk",), windows=(1, 3))
    assert person(hall, "gil").windows == ()


def test_somebody_new_may_open_a_window(hall: Practice) -> None:
    hall.done(FAY)
    hall.open(2, "fay")
    assert hall.refusal(OpenWindow(window=1, clerk="fay")) == "wrong_clerk"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (AddAccount(id="Fay", name="Fay", roles=("clerk",)), "account_id"),
        (AddAccount(id="ann", name="Fay", roles=("clerk",)), "account_known"),
        (AddAccount(id="fay", name=" ", roles=("clerk",)), "account_name"),
        (AddAccount(id="fay", name="F" * 41, roles=("clerk",)), "account_name"),
        (AddAccount(id="fay", name="F\ny", roles=("clerk",)), "account_name"),
        (AddAccount(id="fay", name="Fay", roles=()), "account_roles"),
        (AddAccount(id="fay", name="Fay", roles=("supervisor", "guide")), "account_roles"),
        (AddAccount(id="fay", name="Fay", roles=("guide",), windows=(1,)), "account_windows"),
        (AddAccount(id="fay", name="Fay", roles=("clerk",), windows=(9,)), "unknown_window"),
        (ChangeAccount(id="fay", name="Fay", roles=("clerk",)), "unknown_account"),
        (ChangeAccount(id="ann", name="", roles=("clerk",)), "account_name"),
        (RetireAccount(id="fay"), "unknown_account"),
    ],
)
def test_what_no_account_may_be_is_refused(hall: Practice, command: AddAccount, code: str) -> None:
    assert hall.refusal(command) == code


def test_the_plans_people_are_changed_and_retired_too_and_nobody_gets_their_id(hall: Practice) -> None:
    hall.done(ChangeAccount(id="ann", name="Ann B", roles=("clerk",), windows=(2,)))
    assert person(hall, "ann").name == "Ann B"
    hall.open(2, "ann")
    hall.done(RetireAccount(id="ben", reason="moved"))
    assert hall.refusal(OpenWindow(window=1, clerk="ben")) == "unknown_clerk"
    assert person(hall, "ben").retired
    assert hall.refusal(AddAccount(id="ben", name="Other Ben", roles=("clerk",))) == "account_known"


def test_nobody_falls_off_an_open_window(hall: Practice) -> None:
    hall.open(1, "ann")
    hall.done(PauseWindow(window=1, clerk="ann"))
    assert hall.refusal(RetireAccount(id="ann")) == "account_at_window"
    assert hall.refusal(ChangeAccount(id="ann", name="Ann", roles=("clerk",), windows=(3,))) == "account_at_window"
    hall.done(ChangeAccount(id="ann", name="Ann", roles=("head",), windows=(3,)))  # whose head answers for window 1


def test_somebody_always_manages(hall: Practice) -> None:
    assert hall.refusal(RetireAccount(id="max")) == "last_manager"
    assert hall.refusal(ChangeAccount(id="max", name="Max", roles=("guide",))) == "last_manager"
    hall.done(AddAccount(id="mia", name="Mia", roles=("manager",)))
    hall.done(RetireAccount(id="max"))
    assert hall.refusal(RetireAccount(id="mia")) == "last_manager"


def test_changes_live_over_days(hall: Practice) -> None:
    hall.done(FAY)
    hall.done(RetireAccount(id="ben"))
    hall.wait(days=1)
    hall.open(2, "fay")
    assert hall.refusal(OpenWindow(window=1, clerk="ben")) == "unknown_clerk"


@pytest.mark.parametrize(
    ("roles", "window", "sits"),
    [
        (("clerk",), 2, True),
        (("clerk",), 1, False),
        (("head",), 1, True),
        (("guide",), 2, False),
        (("cashier",), 2, False),
        (("manager", "clerk"), 2, True),
    ],
)
def test_clerks_sit_at_their_windows_and_heads_where_their_services_are(
    hall: Practice, roles: tuple[Role, ...], window: int, sits: bool
) -> None:
    assert may_sit(hall.plan, Account(id="fay", name="Fay", roles=roles, windows=(2,)), window) is sits
