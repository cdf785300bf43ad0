"""Fill the database with a made-up municipality."""

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby, islice
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Max, Model
from tqdm import tqdm

from cases.enums import Children, ContactedBy, NextStep, Substance, Wish
from cases.models import (
    AddressProtection,
    AnonymityCheck,
    Assessment,
    AssessmentSession,
    BirthdayAcknowledgement,
    Case,
    CaseNumberSeries,
    Citizen,
    ClockEvent,
    Inquiry,
    MissReason,
    Note,
    StoryEntry,
    TreatmentRequest,
)
from cases.protection import usual_expiry
from cases.services.birthdays import expected_birthdays
from cases.services.protection import all_protections, expected_expiries
from offers.models import Course, Reservation, Session
from offers.services.lengths import courses_with_talks, expected_lengths
from reporting.demo import inquiry_texts, people
from reporting.demo.access import open_and_close_some
from reporting.demo.bulk import Ids, Row, load
from reporting.demo.casework import Play
from reporting.demo.colleagues import work_together
from reporting.demo.contacts import contact_moment, some_uuid
from reporting.demo.letters import decide_all, plan_next_meetings, seal_last_minutes
from reporting.demo.letters_out import letters_out
from reporting.demo.meetings import Meetings
from reporting.demo.paths import Arrival, Path, Who, arrivals
from reporting.demo.scene import Scene
from reporting.demo.screenings import screen_some
from reporting.demo.sharing import share
from reporting.demo.staff import ensure_staff
from reporting.demo.world import World
from rusmiddel.deadlines import register
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.values import DeadlineValues
from rusmiddel.standards.services import timeline
from visitation.models import AgendaItem, Decision, Meeting

T = TypeVar("T")

BATCH_SIZE = 1000
LOAD_ORDER: tuple[type[Model], ...] = (
    Citizen,
    AddressProtection,
    Case,
    Inquiry,
    TreatmentRequest,
    ClockEvent,
    AnonymityCheck,
    Assessment,
    AssessmentSession,
    Note,
    Course,
    Session,
    Meeting,
    Meeting.attendees.through,
    AgendaItem,
    Decision,
    StoryEntry,
    MissReason,
    BirthdayAcknowledgement,
)
YOUNG = {Who.MINOR, Who.MINOR_NOT_SERIOUS}
ANONYMOUS = {Who.ANONYMOUS_DRUGS, Who.ANONYMOUS_ALCOHOL}
BIRTHDAYS = {Who.NEARLY_15: 15, Who.NEARLY_18: 18}
COUNSELLED = (
    ContactedBy.SELF,
    ContactedBy.RELATIVE,
    ContactedBy.RELATIVE,
    ContactedBy.SCHOOL,
    ContactedBy.JOB_CENTRE,
    ContactedBy.SSP,
)


@transaction.atomic
def build(
    *,
    citizens: int,
    months: int,
    seed: int,
    today: date,
    cases_per_citizen: float = 1.2,
    most_talks: int = 50,
    shows_progress: bool = True,
) -> int:
    """Load so many made-up citizens and what has happened to them; return how many deadlines they have.

    All or nothing. The same arguments tell the same stories.
    """
    # Added to what is there already, the same seed must not tell of the same people again.
    rng = random.Random(f"{seed}, {Citizen.objects.count()}")  # noqa: S311 - no secrets
    with connection.cursor() as cursor:
        # A million references are cheaper to check as they come than to remember until the end.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    last_case = _last(Case)
    world = World(
        today=today,
        standards=timeline(),
        staff=ensure_staff(rng, citizens=citizens),
        ids=Ids(),
        register=people.Register(taken=_numbers_in_use()),
        most_talks=most_talks,
    )
    for employee, taken in Reservation.objects.exclude(employee=None).values_list("employee", "during"):
        world.book(employee, taken.lower, until=taken.upper)
    coming = list(
        arrivals(rng, citizens=citizens, months=months, cases_per_citizen=cases_per_citizen, today=today)
    )
    meetings = Meetings(world=world)
    kept = 0
    visits = zip(coming, _case_numbers(coming), strict=True)
    households = [list(own) for _, own in groupby(visits, key=lambda visit: visit[0].citizen)]
    with tqdm(total=len(coming), desc="Sager", unit=" sager", disable=not shows_progress) as bar:
        for batch in _batches(households):
            rows: list[Row] = []
            clocks: list[DeadlineValues] = []
            for visits_of_one in batch:
                _household(rng, world, meetings, visits_of_one, rows, clocks)
            load(rows, order=LOAD_ORDER)
            kept += register.keep_many(clocks, by=None)
            bar.update(sum(map(len, batch)))
    load(_counselling(rng, world, number=max(citizens // 4, 8), months=months), order=LOAD_ORDER)
    _analyze(*LOAD_ORDER)
    grown_up = min(arrival.on for arrival in coming) - timedelta(days=366 * 18)
    kept += _keep_birthdays(after_case=last_case, born_after=grown_up)
    kept += register.keep_many(expected_expiries(all_protections()), by=None)
    kept += register.keep_many(
        expected_lengths(courses_with_talks().iterator(chunk_size=BATCH_SIZE)), by=None
    )
    _analyze(Deadline)
    decide_all(rng, world, meetings.undecided)
    letters_out(world)
    seal_last_minutes(world)
    plan_next_meetings(world)
    screen_some(rng, world)
    open_and_close_some(world)
    share(rng, world)
    work_together(world)
    return kept


def _last(model: type[Model]) -> int:
    return model._default_manager.aggregate(last=Max("pk"))["last"] or 0


def _numbers_in_use() -> set[str]:
    numbers = Citizen.objects.values_list("fictitious_number", "cpr_hash")
    return {number for pair in numbers.iterator() for number in pair if number}


def _case_numbers(coming: list[Arrival]) -> list[str]:
    """The number of each case, in the order they were opened."""
    numbers = [""] * len(coming)
    in_order = sorted(range(len(coming)), key=lambda index: coming[index].on)
    for year, indexes in groupby(in_order, key=lambda index: coming[index].on.year):
        of_year = list(indexes)
        for index, number in zip(of_year, CaseNumberSeries.take(year, len(of_year)), strict=True):
            numbers[index] = number
    return numbers


def _household(
    rng: random.Random,
    world: World,
    meetings: Meetings,
    visits: list[tuple[Arrival, str]],
    rows: list[Row],
    clocks: list[DeadlineValues],
) -> None:
    """A citizen, and everything that happened each time they came."""
    # Who somebody is shows in how the last visit goes; the earlier ones went as most do.
    citizen = _citizen(rng, world, path=visits[-1][0].path, first_on=visits[0][0].on)
    rows.append(Row.of(citizen))
    if citizen.is_protected:
        rows.append(_protection(rng, world, citizen))
    for arrival, number in visits:
        scene = Scene(world=world, rng=rng, citizen=citizen, arrival=arrival, number=number)
        own_rows, own_clocks = Play(scene=scene, meetings=meetings).run()
        rows += own_rows
        clocks += own_clocks


def _protection(rng: random.Random, world: World, citizen: Citizen) -> Row:
    """Protected since less than a year, or for so little longer that nobody has renewed it yet."""
    registered_on = world.today - timedelta(days=rng.randrange(20, 372))
    return world.row(
        AddressProtection,
        citizen_id=citizen.pk,
        registered_on=registered_on,
        expires_on=usual_expiry(registered_on),
    )


def _citizen(rng: random.Random, world: World, *, path: Path, first_on: date) -> Citizen:
    who = path.who
    pk = world.ids(Citizen)
    if who in ANONYMOUS:
        return people.anonymous(rng, world.register, pk=pk)
    own_code = world.standard(first_on).organisation.municipality_code.value
    is_from_elsewhere = who == Who.OTHER_MUNICIPALITY
    return people.identified(
        rng,
        world.register,
        pk=pk,
        born_on=_born_on(rng, who, first_on, world.today),
        municipality_code=rng.choice(people.OTHER_MUNICIPALITIES) if is_from_elsewhere else own_code,
        has_told_number=(who in YOUNG or who in BIRTHDAYS or path.needs_letter or rng.random() > 0.04),
    )


def _born_on(rng: random.Random, who: Who, on: date, today: date) -> date:
    if who in BIRTHDAYS:
        soon = today + timedelta(days=rng.randrange(8, 26))
        return date(soon.year - BIRTHDAYS[who], soon.month, min(soon.day, 28))
    if who in YOUNG:
        return people.birth_date(rng, age=rng.choice([15, 16, 16, 17]), on=on)
    return people.birth_date(rng, age=int(rng.triangular(18, 78, 36)), on=on)


def _counselling(rng: random.Random, world: World, *, number: int, months: int) -> Iterator[Row]:
    """Calls for advice that became no case."""
    staff = (*world.staff.caseworkers[:20], world.staff.secretary)
    for _ in range(number):
        day = world.today - timedelta(days=rng.randrange(1, months * 30 + 1))
        at, channel = contact_moment(rng, world, day)
        yield world.row(
            Inquiry,
            submission=some_uuid(rng),
            contacted_at=at,
            registered_at=at + timedelta(minutes=rng.randrange(2, 30)),
            registered_by_id=rng.choice(staff).pk,
            channel=channel,
            contacted_by=rng.choice(COUNSELLED),
            wish=Wish.COUNSELLING,
            substance=rng.choice(list(Substance)),
            municipality_code=world.standard(day).organisation.municipality_code.value,
            children=rng.choice(list(Children)),
            next_step=rng.choice([NextStep.GUIDED_ON, NextStep.CITIZEN_CALLS, NextStep.NOTHING]),
            note=rng.choice(inquiry_texts.COUNSELLING),
        )


def _keep_birthdays(*, after_case: int, born_after: date) -> int:
    """The birthdays to come of those who were not of age."""
    cases = Case.objects.select_related("citizen").order_by("pk")
    cases = cases.filter(pk__gt=after_case, citizen__birth_date__gt=born_after)
    return register.keep_many(expected_birthdays(cases), by=None)


def _analyze(*models: type[Model]) -> None:
    """Tell the planner what was loaded; it would learn by itself only minutes later."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH_SIZE)):
        yield batch
