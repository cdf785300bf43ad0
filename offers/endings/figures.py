"""How many were reached after treatment (svarprocent), how they were, and who came back."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F
from django.utils import timezone

from cases.enums import CitizenKind
from cases.models import TreatmentRequest
from offers.endings.after import MONTHS_OF, End, follow_up_due, is_return
from offers.enums import FollowUpKind, FollowUpOutcome
from offers.models import CourseEnding
from rusmiddel.numbers import whole_number
from rusmiddel.standards.services import timeline

EARLIEST_YEAR = 2000


@dataclass(kw_only=True)
class Figure:
    """One kind of follow-up: of those that were due, how many were held, and how the citizens were."""

    kind: FollowUpKind
    due: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)

    @property
    def held(self) -> int:
        return self.outcomes[FollowUpOutcome.HELD]

    @property
    def declined(self) -> int:
        return self.outcomes[FollowUpOutcome.DECLINED]

    @property
    def not_reached(self) -> int:
        return self.outcomes[FollowUpOutcome.NOT_REACHED]

    @property
    def missing(self) -> int:
        return self.due - sum(self.outcomes.values())

    @property
    def found(self) -> list[tuple[str, int]]:
        """How the citizens were, and how many of each."""
        return sorted(self.statuses.items())

    @property
    def response_rate(self) -> int | None:
        """Of a hundred that were due, how many were held; None where none were."""
        return round(100 * self.held / self.due) if self.due else None


@dataclass(kw_only=True)
class Figures:
    ended: int
    returned: int
    kinds: list[Figure]


def period_of(year: str, *, today: date) -> tuple[date, date]:
    """The year that is asked for; this one where none is."""
    asked = whole_number(year, highest=today.year) or 0
    wanted = asked if asked >= EARLIEST_YEAR else today.year
    return date(wanted, 1, 1), date(wanted, 12, 31)


def figures(*, since: date, until: date, today: date) -> Figures:
    """Of the treatments that ended in the period: follow-ups that are due by today, and returns (FUP-1).

    No case is read, so that nobody is written down as having seen one.
    """
    standards = timeline()
    by_kind = {kind: Figure(kind=kind) for kind in MONTHS_OF}
    ended = list(
        CourseEnding.objects.filter(ends_treatment=True, ended_on__range=(since, until))
        .select_related("course__request__inquiry")
        .prefetch_related("follow_ups")
        .annotate(citizen_key=F("case__citizen"), citizen_kind=F("case__citizen__kind"))
    )
    for ending in ended:
        standard = standards.on(ending.course.request.requested_on)
        end = End(
            ended_on=ending.ended_on,
            reason=ending.reason,
            is_anonymous=ending.citizen_kind == CitizenKind.ANONYMOUS,
        )
        done = {each.kind: each for each in ending.follow_ups.all()}
        for kind, figure in by_kind.items():
            due = follow_up_due(kind, end, standard)
            if due is None or (due[0] > today and kind not in done):
                continue
            figure.due += 1
            if kind in done:
                figure.outcomes[done[kind].outcome] += 1
                if done[kind].status_label:
                    figure.statuses[done[kind].status_label] += 1
    asked: dict[int, list[date]] = {}
    for citizen, contacted_at in TreatmentRequest.objects.filter(
        case__citizen__in={ending.citizen_key for ending in ended}
    ).values_list("case__citizen", "inquiry__contacted_at"):
        asked.setdefault(citizen, []).append(timezone.localdate(contacted_at))
    returned = sum(
        any(is_return(ended_on=ending.ended_on, asked_on=day) for day in asked.get(ending.citizen_key, []))
        for ending in ended
    )
    return Figures(ended=len(ended), returned=returned, kinds=list(by_kind.values()))
