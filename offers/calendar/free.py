"""Whether those who are wanted are free: held while the act lasts, and told in Danish where they are not."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError

from cases.models import Talk
from offers.calendar.bookings import clash
from offers.models import Room
from rusmiddel.access.models import User
from rusmiddel.danish_dates import clock
from rusmiddel.locks import hold


def hold_calendars(*, employees: Iterable[User | int], rooms: Iterable[Room | int | None] = ()) -> None:
    """Let nobody else book these until the transaction ends; rooms first, and each in order."""
    for kind, wanted in (("room", rooms), ("user", employees)):
        for key in sorted({_key(each) for each in wanted if each is not None}):
            hold(f"calendar of {kind}:{key}")


def require_free(
    *,
    starts_at: datetime,
    minutes: int,
    employees: Iterable[User],
    room: Room | None = None,
    field: str = "planned_at",
    but: str = "",
) -> None:
    """Raise ValidationError at the field where one of them, or the room, is taken by anything at all.

    The database refuses it too. `but` is what is being moved.
    """
    ends_at = starts_at + timedelta(minutes=minutes)
    for employee in employees:
        taken = clash(employee_id=employee.pk, starts_at=starts_at, ends_at=ends_at, but=but)
        if taken is not None:
            hours = f"kl. {clock(taken.starts_at)}–{clock(taken.ends_at)}"
            raise ValidationError(
                {field: f"{employee.name} har allerede {_in_sentence(taken.what)} {hours}."}
            )
    if room is None:
        return
    taken = clash(room_id=room.pk, starts_at=starts_at, ends_at=ends_at, but=but)
    if taken is not None:
        hours = f"kl. {clock(taken.starts_at)}–{clock(taken.ends_at)}"
        raise ValidationError({field: f"Lokalet {room.name} er optaget {hours}."})


def require_free_for_talk(talk: Talk) -> None:
    """Refuse a talk of the cases, of whatever kind, while its employee is booked for something else."""
    hold_calendars(employees=[talk.employee])
    require_free(starts_at=talk.planned_at, minutes=talk.minutes, employees=[talk.employee])


def _in_sentence(what: str) -> str:
    """Small first letter inside a sentence, but not of NADA or MOVE."""
    return what if what[:2].isupper() else what[:1].lower() + what[1:]


def _key(each: User | Room | int) -> int:
    return each if isinstance(each, int) else each.pk
