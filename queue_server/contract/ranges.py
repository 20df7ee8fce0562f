"""Numbers that each kiosk may give by itself: blocks at the top of every service's numbers, apart by construction."""

from queue_server.contract.plan import Plan


def own_range(plan: Plan, kiosk: str) -> range:
    """The running digits that `kiosk` gives while the desk is away; empty for a stranger or where it gives none.

    The k-th kiosk of the plan (from 0) owns the k-th block of `offline_numbers` from the top: 950..999, 900..949, …
    """
    size = plan.policy.offline_numbers
    place = next((place for place, known in enumerate(plan.kiosk) if known.id == kiosk), None)
    if place is None:
        return range(0)
    end = 10**plan.policy.number_digits - place * size
    return range(end - size, end)


def last_of_desk(plan: Plan) -> int:
    """The highest running digits that the desk gives by itself, below the blocks of all kiosks."""
    last: int = 10**plan.policy.number_digits - 1
    return last - len(plan.kiosk) * plan.policy.offline_numbers


def number_of(plan: Plan, prefix: str, count: int) -> str:
    """`A012`: the prefix and the digits, padded as the plan says."""
    return f"{prefix}{count:0{plan.policy.number_digits}d}"


def count_in(plan: Plan, kiosk: str, matter: str, number: str) -> int | None:
    """The running digits of `number`, or None unless it is the kiosk's own for the service of `matter`."""
    known = plan.matters.get(matter)
    if known is None:
        return None
    own = own_range(plan, kiosk)
    return next((count for count in own if number_of(plan, known.service, count) == number), None)
