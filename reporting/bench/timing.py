"""Time a thing and its floor side by side, so that a busy machine slows both."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Medians, in milliseconds."""

    own_ms: float
    floor_ms: float

    @property
    def ratio(self) -> float:
        return self.own_ms / self.floor_ms


def side_by_side(
    own: Callable[[], float], floor: Callable[[], float], *, rounds: int, warm_up: int = 2
) -> Timing:
    """Take turns; the median of each. Both return the milliseconds they took."""
    for _ in range(warm_up):
        own()
        floor()
    own_times, floor_times = [], []
    for _ in range(rounds):
        own_times.append(own())
        floor_times.append(floor())
    return Timing(own_ms=median(own_times), floor_ms=median(floor_times))


def milliseconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000
