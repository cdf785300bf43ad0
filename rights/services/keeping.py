"""What the rules of keeping are asked about: the facts of one person, and who is due."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q

from cases.enums import CitizenKind
from cases.holdings import Person, holdings
from cases.models import Case, Citizen, Inquiry, RelativeCourse, TreatmentRequest
from rights.enums import RetentionKind
from rights.keeping import MONTHS_A_YEAR, Keeping, KeepingFacts, keeping
from rights.models import DestructionItem, LegalHold
from rights.person import person_of
from rights.retention_rules import retention_rules
from rusmiddel.calendar import add_months
from rusmiddel.danish_dates import day_of
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from visitation.models import Minutes


def keeping_of(citizen_id: int, *, today: date) -> Keeping:
    """Until when everything on the citizen is kept, with those linked as the same person."""
    return keeping(facts_of(person_of(citizen_id), today=today), retention_rules())


def keeping_of_inquiry(inquiry: Inquiry) -> Keeping:
    """Until when an inquiry is kept that belongs to no citizen and no case."""
    return keeping(
        KeepingFacts(
            kinds=frozenset({RetentionKind.COUNSELLING}), last_entry_on=day_of(inquiry.registered_at)
        ),
        retention_rules(),
    )


def keeping_of_minutes(minutes: Minutes) -> Keeping:
    """Until when the minutes of a meeting are kept."""
    return keeping(
        KeepingFacts(kinds=frozenset({RetentionKind.MINUTES}), last_entry_on=day_of(minutes.sealed_at)),
        retention_rules(),
    )


def facts_of(person: Person, *, today: date) -> KeepingFacts:
    cases = Case.objects.filter(pk__in=person.cases)
    open_kinds = Deadline.objects.open().filter(case__in=person.cases).values_list("kind", flat=True)
    return KeepingFacts(
        kinds=frozenset(_kinds(person)),
        last_entry_on=_last_entry_on(person),
        has_open_case=cases.filter(closed_on=None).exists(),
        open_deadlines=sorted({DeadlineKind(kind).label for kind in open_kinds}),
        holds=list(
            LegalHold.objects.standing().filter(case__in=person.cases).values_list("reason", flat=True)
        ),
        standing_minutes=sum(
            not keeping_of_minutes(minutes).is_due(today) for minutes in minutes_with(person)
        ),
    )


def minutes_with(person: Person) -> list[Minutes]:
    """The minutes of the meetings that the person was on the agenda of."""
    return list(
        Minutes.objects.filter(meeting__items__request__case__in=person.cases).defer("html", "pdf").distinct()
    )


def due_citizens(today: date) -> Iterator[tuple[Citizen, Keeping]]:
    """Those whose time has run out and that nothing keeps, the longest gone first; not those on a list."""
    latest = _years_before(today, retention_rules().shortest)
    listed = DestructionItem.objects.filter(
        citizen=OuterRef("pk"), destroyed_at=None, taken_off_at=None, list__closed_at=None
    )
    candidates = (
        Citizen.objects.filter(
            ~Exists(Case.objects.filter(citizen=OuterRef("pk"), closed_on=None)), ~Exists(listed)
        )
        .annotate(last_closed=Max("cases__closed_on"), last_inquiry=Max("inquiries__registered_at"))
        .filter(Q(last_closed__lt=latest) | Q(last_closed=None, last_inquiry__date__lt=latest))
        .order_by("last_closed", "pk")
    )
    for citizen in candidates.iterator(chunk_size=100):
        found = keeping_of(citizen.pk, today=today)
        if found.is_due(today):
            yield citizen, found


def due_inquiries(today: date) -> Iterator[tuple[Inquiry, Keeping]]:
    """Counselling of nobody that is known, whose time has run out."""
    latest = _years_before(today, retention_rules().of(RetentionKind.COUNSELLING).years)
    listed = DestructionItem.objects.filter(
        inquiry=OuterRef("pk"), destroyed_at=None, taken_off_at=None, list__closed_at=None
    )
    for inquiry in Inquiry.objects.filter(
        ~Exists(listed), case=None, citizen=None, registered_at__date__lt=latest
    ).order_by("registered_at", "pk"):
        found = keeping_of_inquiry(inquiry)
        if found.is_due(today):
            yield inquiry, found


def due_minutes(today: date) -> Iterator[tuple[Minutes, Keeping]]:
    """Minutes whose time has run out."""
    latest = _years_before(today, retention_rules().of(RetentionKind.MINUTES).years)
    listed = DestructionItem.objects.filter(
        minutes=OuterRef("pk"), destroyed_at=None, taken_off_at=None, list__closed_at=None
    )
    for minutes in (
        Minutes.objects.filter(~Exists(listed), sealed_at__date__lt=latest)
        .defer("html", "pdf")
        .order_by("sealed_at", "pk")
    ):
        found = keeping_of_minutes(minutes)
        if found.is_due(today):
            yield minutes, found


def _years_before(day: date, years: int) -> date:
    return add_months(day, -MONTHS_A_YEAR * years)


def _kinds(person: Person) -> Iterator[RetentionKind]:
    if TreatmentRequest.objects.filter(case__in=person.cases).exists():
        is_anonymous = Citizen.objects.filter(pk__in=person.citizens, kind=CitizenKind.ANONYMOUS).exists()
        yield RetentionKind.ANONYMOUS if is_anonymous else RetentionKind.JOURNAL
    if RelativeCourse.objects.filter(case__in=person.cases).exists():
        yield RetentionKind.RELATIVE
    yield RetentionKind.COUNSELLING


def _last_entry_on(person: Person) -> date | None:
    """The day of the latest entry in the journal, or of the latest closing of a case."""
    days = [Case.objects.filter(pk__in=person.cases).aggregate(last=Max("closed_on"))["last"]]
    for holding in holdings():
        if holding.entered:
            last = holding.rows(person).order_by().aggregate(last=Max(holding.entered))["last"]
            days.append(day_of(last) if last else None)
    return max((day for day in days if day is not None), default=None)
