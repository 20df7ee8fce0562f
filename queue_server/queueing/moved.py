"""The plan as it is after services were moved."""

from collections.abc import Mapping

from msgspec.structs import replace

from queue_server.contract.plan import Plan


def moved_in(plan: Plan, moved: Mapping[str, tuple[int, ...]]) -> Plan:
    """The plan with the services in `moved` at these windows."""
    return replace(
        plan, service=tuple(replace(one, windows=moved.get(one.prefix, one.windows)) for one in plan.service)
    )
