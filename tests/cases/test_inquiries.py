from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection

from cases.enums import ClockEventKind, ContactedBy, Substance, Wish
from cases.models import Case, Citizen, ClockEvent, Inquiry, StoryEntry, TreatmentRequest
from cases.services.inquiries import Person, register_inquiry
from rusmiddel.access.enums import Role
from rusmiddel.cpr import parse
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from tests.access.factories import make_staff
from tests.cases.factories import (
    ADULT_CPR,
    ANONYMOUS,
    DANISH,
    DUE_ON,
    INQUIRY_ON,
    KARSTEN,
    NOW,
    CitizenFactory,
    danish,
    inquire,
    load_preset,
    march,
    request_of,
    values,
)

pytestmark = pytest.mark.usefixtures("standard")


@pytest.fixture(scope="module")
def begun_once():
    return False


def guarantee_of(inquiry: Inquiry) -> Deadline:
    return Deadline.objects.get(kind=DeadlineKind.GUARANTEE, case=inquiry.case)


def test_a_wish_for_treatment_opens_a_case_and_starts_the_guarantee(caseworker):
    inquiry = inquire(caseworker)

    assert (inquiry.case.number, inquiry.case.opened_on) == ("2026-0001", INQUIRY_ON)
    assert inquiry.case.responsible == caseworker
    assert guarantee_of(inquiry).due_on == DUE_ON


def test_counselling_opens_no_case_and_starts_nothing(caseworker):
    inquiry = inquire(caseworker, wish=Wish.COUNSELLING)

    assert inquiry.case is None
    assert not TreatmentRequest.objects.exists()
    assert not Deadline.objects.exists()


def test_counselling_of_somebody_who_has_a_case_stands_in_its_story(caseworker):
    case = inquire(caseworker).case

    inquiry = inquire(caseworker, wish=Wish.COUNSELLING, contacted_at=march(4))

    assert inquiry.case == case
    assert TreatmentRequest.objects.count() == 1


def test_counselling_may_be_about_nobody_in_particular(caseworker):
    inquiry = inquire(caseworker, Person(), wish=Wish.COUNSELLING)

    assert inquiry.citizen is None


def test_a_wish_for_treatment_is_about_somebody(caseworker):
    with pytest.raises(ValidationError, match="navn, eller vælg anonym"):
        inquire(caseworker, Person())


def test_the_same_form_sent_twice_is_one_inquiry(caseworker):
    told = values(submission=uuid4())
    first, second = (register_inquiry(values=told, person=KARSTEN, by=caseworker, now=NOW) for _ in range(2))

    assert first == second
    assert (Inquiry.objects.count(), Case.objects.count(), StoryEntry.objects.count()) == (1, 1, 1)


def test_a_known_cpr_number_brings_up_the_citizen(caseworker):
    first = inquire(caseworker)

    second = inquire(caseworker, Person(cpr=f"{ADULT_CPR[:6]}-{ADULT_CPR[6:]}"), contacted_at=march(5))

    assert second.citizen == first.citizen
    assert second.case == first.case
    assert Citizen.objects.get().name == "Karsten Holmgaard"


def test_an_unknown_cpr_number_needs_a_name(caseworker):
    with pytest.raises(ValidationError, match="Vi kender ikke CPR-nummeret"):
        inquire(caseworker, Person(cpr=ADULT_CPR))


def test_the_cpr_number_tells_date_of_birth_and_sex_and_is_stored_encrypted(caseworker):
    citizen = inquire(caseworker).citizen

    assert (citizen.birth_date, citizen.sex) == (date(1985, 7, 7), "male")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_citizen::text FROM cases_citizen")
        assert ADULT_CPR not in cursor.fetchone()[0]


def test_two_people_of_the_same_name_without_a_number_are_two(caseworker):
    for _ in range(2):
        inquire(caseworker, Person(name="Karsten Holmgaard"))

    assert Citizen.objects.count() == Case.objects.count() == 2


def test_an_anonymous_citizen_gets_a_fictitious_number_and_has_no_name(caseworker):
    citizen = inquire(caseworker, ANONYMOUS).citizen

    assert parse(citizen.fictitious_number).is_replacement
    assert (citizen.name, citizen.cpr, citizen.birth_date) == ("", None, None)
    assert citizen.display_name == "Anonym (Bo)"


def test_two_anonymous_contacts_are_two_citizens(caseworker):
    for _ in range(2):
        inquire(caseworker, ANONYMOUS)

    assert Citizen.objects.values("fictitious_number").distinct().count() == 2


@pytest.mark.parametrize(
    "told",
    [
        {"name": "Karsten"},
        {"cpr": ADULT_CPR, "cpr_hash": "x"},
        {"address_line": "Vej 1"},
        {"email": "k@example.dk"},
        {"birth_date": date(1985, 7, 7)},
        {"fictitious_number": None},
    ],
)
def test_the_database_refuses_that_an_anonymous_citizen_is_somebody(told):
    with pytest.raises(IntegrityError, match="citizen_anonymous_is_nobody"):
        CitizenFactory(anonymous=True, **told)


def test_a_relatives_call_opens_a_case_whose_clock_waits(caseworker):
    inquiry = inquire(caseworker, contacted_by=ContactedBy.RELATIVE)

    assert guarantee_of(inquiry).status == DeadlineStatus.LAPSED
    assert not ClockEvent.objects.exists()


def test_the_citizens_own_call_afterwards_lets_the_clock_run(caseworker):
    inquire(caseworker, contacted_by=ContactedBy.RELATIVE)

    second = inquire(caseworker, contacted_at=march(5))

    row = guarantee_of(second)
    assert (row.status, row.opened_on, row.due_on) == (
        DeadlineStatus.OPEN,
        date(2026, 3, 5),
        date(2026, 3, 19),
    )
    assert TreatmentRequest.objects.count() == 1


def test_a_relative_who_calls_with_the_citizen_beside_them_starts_the_clock(caseworker):
    inquiry = inquire(caseworker, contacted_by=ContactedBy.RELATIVE, citizen_confirms=True)

    assert guarantee_of(inquiry).status == DeadlineStatus.OPEN
    assert ClockEvent.objects.get().kind == ClockEventKind.PERSONAL_CONFIRMATION


def test_a_second_wish_does_not_start_the_clock_anew(caseworker):
    inquire(caseworker)

    second = inquire(caseworker, contacted_at=march(9))

    assert guarantee_of(second).due_on == DUE_ON
    assert not ClockEvent.objects.exists()


def test_a_contact_written_down_later_counts_from_when_it_was_made(caseworker):
    inquire(caseworker, contacted_at=march(5))

    earlier = inquire(caseworker, contacted_at=march(3), now=march(6))

    assert guarantee_of(earlier).opened_on == date(2026, 3, 3)


def test_a_relatives_earlier_call_written_down_later_does_not_move_the_start(caseworker):
    inquire(caseworker, contacted_at=march(5))

    earlier = inquire(caseworker, contacted_at=march(3), now=march(6), contacted_by=ContactedBy.RELATIVE)

    assert request_of(earlier).inquiry == earlier
    assert guarantee_of(earlier).opened_on == date(2026, 3, 5)


def test_a_wish_after_the_first_was_closed_has_its_own_clock(request_, caseworker):
    request_.stage = "ended"
    request_.save()

    second = inquire(caseworker, contacted_at=march(20))

    assert second.case == request_.case
    assert request_of(second) != request_
    assert Deadline.objects.of_kind(DeadlineKind.GUARANTEE).count() == 2


@pytest.mark.parametrize(
    ("moment", "opened_on"),
    [
        (danish(date(2026, 3, 2), 23, 30), date(2026, 3, 2)),
        (danish(date(2026, 3, 3), 0, 30), date(2026, 3, 3)),
        # Danish summer time begins on 29 March: the same hour is another hour in UTC.
        (danish(date(2026, 3, 28), 23, 30), date(2026, 3, 28)),
        (danish(date(2026, 3, 29), 0, 30), date(2026, 3, 29)),
        (danish(date(2026, 3, 29), 23, 30), date(2026, 3, 29)),
        (danish(date(2026, 3, 30), 0, 30), date(2026, 3, 30)),
    ],
)
def test_the_day_of_the_inquiry_is_the_danish_day(caseworker, moment, opened_on):
    row = guarantee_of(inquire(caseworker, contacted_at=moment))

    assert (row.opened_on, row.due_on) == (opened_on, opened_on + timedelta(days=14))


def test_the_case_number_is_of_the_year_of_the_contact(caseworker):
    new_year = danish(date(2025, 12, 31), 23, 59)

    assert inquire(caseworker, contacted_at=new_year, now=NOW).case.number == "2025-0001"


def test_a_contact_in_the_future_is_refused(caseworker):
    with pytest.raises(ValidationError, match="fremtiden"):
        inquire(caseworker, contacted_at=NOW + timedelta(minutes=1), now=NOW)


def test_a_contact_from_before_any_standard_is_refused_at_its_time(caseworker):
    with pytest.raises(ValidationError, match="Ingen kvalitetsstandard gælder") as refused:
        inquire(caseworker, contacted_at=danish(date(2019, 12, 31)), now=NOW)
    assert list(refused.value.error_dict) == ["contacted_at"]


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.CASEWORKER, True),
        (Role.VISITATOR, True),
        (Role.TEAM_LEAD, True),
        (Role.DOCTOR, True),
        (Role.PSYCHOLOGIST, True),
        (Role.SECRETARY, True),
        (Role.ADMINISTRATOR, False),
    ],
)
def test_everybody_who_works_with_cases_may_take_a_call(role, may):
    if may:
        assert inquire(make_staff(role)).pk
    else:
        with pytest.raises(PermissionDenied):
            inquire(make_staff(role))


def test_a_secretary_who_takes_the_call_does_not_get_the_case(db):
    assert inquire(make_staff(Role.SECRETARY)).case.responsible is None


def test_the_standard_of_the_day_of_the_contact_governs(caseworker, clock):
    load_preset_from(date(2026, 3, 10))

    before = inquire(caseworker, Person(name="Før"), contacted_at=danish(date(2026, 3, 9)), **doctor())
    after = inquire(caseworker, Person(name="Efter"), contacted_at=danish(date(2026, 3, 10)), **doctor())

    assert guarantee_of(before).status == DeadlineStatus.LAPSED
    assert guarantee_of(after).status == DeadlineStatus.OPEN


def doctor() -> dict:
    return {"contacted_by": ContactedBy.DOCTOR, "substance": Substance.ALCOHOL}


def load_preset_from(day: date) -> None:
    """A standard under which a referral starts the clock takes over."""
    load_preset("norddjurs", valid_from=day)


def test_the_story_begins_with_the_call(caseworker):
    inquiry = inquire(caseworker, contact_name="Egon", contacted_by=ContactedBy.DOCTOR, note="Ringer igen.")

    assert inquiry.case.story.get().text == (
        "Egen læge (Egon) – ønsker behandling: alkohol (telefon). Ringer igen."
    )
    assert inquiry.contacted_at.astimezone(DANISH).hour == 10
