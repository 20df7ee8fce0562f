"""What a simulated hall is really like: the figures that a forecast has to find out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Truth:
    """Times are seconds; service times are lognormal.

    Attributes:
        mean_s: mean time at the window by service, from the visitor's coming to the end.
        sigma: standard deviation of the logarithm of that time, by service.
        speed: factor on the time by clerk (above 1 is slower); 1 for others.
        visitors: expected visitors of a day, by service.
        day_sigma: standard deviation of the logarithm of a whole day's factor on service times.
        crowd_sigma: the same for the number of visitors.
        no_show: part of the called who do not come.
        walk_s: mean time from call to coming; `patience_s` is how long a clerk waits for somebody who does not.
        handover_s: mean time from an end to the next call.
        pauses: expected unplanned pauses of a window in a day, of `pause_s` mean length.
        priority: part of the visitors in a priority class; `booked` those with a slot.
        returns: part of the missed who come back.
        picks: part of the calls in which a clerk takes somebody else than the rule says.
    """

    mean_s: dict[str, float]
    sigma: dict[str, float]
    speed: dict[str, float]
    visitors: dict[str, float]
    day_sigma: float = 0.10
    crowd_sigma: float = 0.12
    no_show: float = 0.05
    walk_s: float = 25.0
    patience_s: float = 75.0
    handover_s: float = 12.0
    pauses: float = 0.8
    pause_s: float = 420.0
    priority: float = 0.06
    booked: float = 0.05
    returns: float = 0.4
    picks: float = 0.0
