"""The 15th and the 18th birthday change whose consent is needed and by which law (U18-3, U18-10)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import Birthday, StoryKind
from cases.models import BirthdayAcknowledgement, Case
from cases.permissions import can_do_casework, require
from cases.seeing import require_sees
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.calendar import birthday_on
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.values import DeadlineValues, Step, due_milestones

KIND_OF = {Birthday.FIFTEEN: DeadlineKind.TURNS_15, Birthday.EIGHTEEN: DeadlineKind.TURNS_18}
WHAT_CHANGES = {
    Birthday.FIFTEEN: "Den unge fylder 15 år: også den unges eget samtykke kan kræves",
    Birthday.EIGHTEEN: (
        "Den unge fylder 18 år: serviceloven afløser barnets lov, forældrenes samtykke og indsigt ophører"
    ),
}
# Days of warning (section 25).
WARNING_DAYS_BEFORE = (30,)


def birthday_values(case: Case, acknowledged: dict[int, date]) -> Iterator[DeadlineValues]:
    """The birthdays still to come when the case opened; `acknowledged` holds the day per birthday."""
    born_on = case.citizen.birth_date
    if born_on is None:
        return
    for birthday, kind in KIND_OF.items():
        due_on = birthday_on(born_on, birthday)
        if due_on <= case.opened_on:
            continue
        done_on = acknowledged.get(birthday)
        if done_on is not None:
            status, closed_on = DeadlineStatus.MET, done_on
        elif case.closed_on is not None:
            status, closed_on = DeadlineStatus.LAPSED, case.closed_on
        else:
            status, closed_on = DeadlineStatus.OPEN, None
        yield DeadlineValues(
            case_id=case.pk,
            kind=kind,
            ref=case.birthday_ref,
            opened_on=case.opened_on,
            due_on=due_on,
            status=status,
            closed_on=closed_on,
            responsible_id=case.responsible_id,
            explanation=(Step(on=due_on, text=WHAT_CHANGES[birthday], rule="U18-10"),),
            milestones=due_milestones(due_on=due_on, days_before=WARNING_DAYS_BEFORE),
        )


def refresh_birthdays(case_id: int, *, by: User | None) -> None:
    """Keep the case's birthdays in the register in step with its facts."""
    case = Case.objects.select_related("citizen").get(pk=case_id)
    values = list(birthday_values(case, _acknowledged([case])[case.pk]))
    register.keep_many([*values, *_no_longer_awaited(case, values)], by=by)


def _no_longer_awaited(case: Case, values: list[DeadlineValues]) -> Iterator[DeadlineValues]:
    """The stored birthdays that a corrected date of birth has taken away."""
    stored = Deadline.objects.of_kind(*KIND_OF.values()).filter(ref=case.birthday_ref)
    for row in stored.exclude(status=DeadlineStatus.LAPSED).exclude(kind__in=[v.kind for v in values]):
        yield replace(
            row.values,
            status=DeadlineStatus.LAPSED,
            closed_on=row.opened_on,
            reason="Fødselsdatoen er rettet",
            milestones=(),
        )


def expected_birthdays(cases: Iterable[Case]) -> Iterator[DeadlineValues]:
    """The same computed for many cases, for the nightly reconciliation."""
    batch = list(cases)
    acknowledged = _acknowledged(batch)
    for case in batch:
        yield from birthday_values(case, acknowledged[case.pk])


@transaction.atomic
def acknowledge_birthday(*, case_id: int, birthday: Birthday, by: User, now: datetime) -> None:
    """Say that what the birthday asks for is done."""
    require(can_do_casework(by))
    require_sees(by, now, pk=case_id)
    case = Case.objects.select_related("citizen").get(pk=case_id)
    if KIND_OF[birthday] not in {values.kind for values in birthday_values(case, {})}:
        raise ValidationError("Sagen venter ikke på den fødselsdag.")
    _, new = BirthdayAcknowledgement.objects.get_or_create(
        case_id=case_id, birthday=birthday, defaults={"at": now, "by": by}
    )
    if new:
        refresh_birthdays(case_id, by=by)
        tell(
            case_id=case_id,
            kind=StoryKind.CLOCK,
            at=now,
            text=f"Der er taget hånd om, at den unge {birthday.label.lower()}",
            by=by,
        )


def _acknowledged(cases: list[Case]) -> dict[int, dict[int, date]]:
    found: dict[int, dict[int, date]] = {case.pk: {} for case in cases}
    for row in BirthdayAcknowledgement.objects.filter(case__in=list(found)):
        found[row.case_id][row.birthday] = timezone.localdate(row.at)
    return found
