"""The goals of a plan in the order they are read: each with its sub-goals beneath it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from offers.models import PlanGoal


@dataclass(frozen=True)
class Arranged:
    """A goal and what stands under it."""

    goal: PlanGoal
    under: list[PlanGoal] = field(default_factory=list)


def arranged(goals: Iterable[PlanGoal]) -> list[Arranged]:
    """Each goal with its sub-goals; those that were taken out are left out."""
    listed = [goal for goal in goals if not goal.is_dropped]
    found = {goal.pk: Arranged(goal) for goal in listed if goal.under_id is None}
    for goal in listed:
        if goal.under_id in found:
            found[goal.under_id].under.append(goal)
    return list(found.values())


def in_reading_order(goals: Iterable[PlanGoal]) -> list[PlanGoal]:
    return [goal for each in arranged(goals) for goal in (each.goal, *each.under)]
