from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from cases.enums import Birthday, CitizenKind, ClockEventKind, Substance
from cases.models import BirthdayAcknowledgement, Citizen
from cases.services.birthdays import acknowledge_birthday
from cases.services.clocks import record_event
from cases.services.inquiries import Person
from cases.services.people import describe_citizen, reveal_cpr
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from tests.access.factories import make_staff
from tests.cases.factories import (
    ADULT_CPR,
    ANONYMOUS,
    CHILD_CPR,
    CitizenFactory,
    co_worker,
    inquire,
    load_preset,
    march,
    request_of,
)

IDA = Person(name="Ida Åkjær", cpr=CHILD_CPR)


@pytest.fixture(scope="module")
def begun_once():
    return False


def describe(case, by, cpr="", **facts):
    return describe_citizen(case_id=case.pk, facts=facts, cpr=cpr, by=by, now=march(5))


def turns(case, kind=DeadlineKind.TURNS_18) -> Deadline:
    return Deadline.objects.get(kind=kind, case=case)


def test_a_cpr_number_told_later_brings_date_of_birth_and_sex(standard, caseworker):
    case = inquire(caseworker, Person(name="Karsten Holmgaard")).case

    citizen = describe(case, caseworker, cpr=ADULT_CPR)

    assert (citizen.birth_date, citizen.sex) == (date(1985, 7, 7), "male")


def test_two_citizens_never_have_the_same_cpr_number(standard, caseworker):
    inquire(caseworker)
    other = inquire(caseworker, Person(name="En anden")).case

    with pytest.raises(ValidationError, match="En anden borger") as refused:
        describe(other, caseworker, cpr=ADULT_CPR)
    assert list(refused.value.error_dict) == ["cpr"]


def test_a_citizen_known_by_name_keeps_one(case, caseworker):
    with pytest.raises(ValidationError, match="Skriv borgerens navn"):
        describe(case, caseworker, name="")


def test_the_correction_is_kept_with_who_made_it(case, caseworker):
    describe(case, caseworker, phone="12 34 56 78")

    version = Citizen.objects.get().history.latest()
    assert (version.history_user, version.phone) == (caseworker, "12 34 56 78")


def test_whoever_moves_keeps_the_clock_they_had(db, clock, caseworker):
    load_preset("rebild")
    request = request_of(inquire(caseworker, substance=Substance.DRUGS))

    describe(request.case, caseworker, municipality_code="0851")

    row = Deadline.objects.get(kind=DeadlineKind.GUARANTEE, ref=request.deadline_ref)
    assert row.status == DeadlineStatus.OPEN


def test_a_corrected_date_of_birth_changes_also_what_was_closed(db, clock, caseworker):
    load_preset("rebild")
    request = request_of(inquire(caseworker, IDA, substance=Substance.DRUGS))
    record_event(
        request_id=request.pk,
        kind=ClockEventKind.WITHDRAWN,
        occurred_at=march(30),
        by=caseworker,
        now=march(30),
    )
    row = Deadline.objects.get(kind=DeadlineKind.GUARANTEE, ref=request.deadline_ref)
    assert row.status == DeadlineStatus.LAPSED

    describe(request.case, caseworker, cpr=ADULT_CPR)

    row.refresh_from_db()
    assert row.status == DeadlineStatus.BREACHED


def test_only_caseworkers_correct_a_citizen(case):
    with pytest.raises(PermissionDenied):
        describe(case, make_staff(Role.SECRETARY), phone="1")


@pytest.mark.parametrize("role", Role)
def test_those_who_work_with_cases_may_see_the_whole_number(case, role):
    if role == Role.ADMINISTRATOR:
        with pytest.raises(PermissionDenied):
            reveal_cpr(case=case, by=make_staff(role), now=march(5))
    else:
        assert reveal_cpr(case=case, by=co_worker(case, role), now=march(5)) == "670785-0123"


def test_a_young_citizens_birthdays_to_come_are_awaited(standard, caseworker):
    case = inquire(caseworker, IDA).case

    row = turns(case)
    assert (row.due_on, row.status, row.responsible) == (date(2028, 5, 1), DeadlineStatus.OPEN, caseworker)
    assert row.next_warning_on == date(2028, 4, 1)
    assert not Deadline.objects.of_kind(DeadlineKind.TURNS_15).exists()


@pytest.mark.parametrize("person", [Person(name="Uden nummer"), ANONYMOUS])
def test_no_birthday_is_awaited_of_whom_none_is_known(standard, caseworker, person):
    inquire(caseworker, person)

    assert not Deadline.objects.of_kind(DeadlineKind.TURNS_15, DeadlineKind.TURNS_18).exists()


def test_a_birthday_that_was_seen_to_is_met(standard, caseworker):
    case = inquire(caseworker, IDA).case

    for _ in range(2):
        acknowledge_birthday(case_id=case.pk, birthday=Birthday.EIGHTEEN, by=caseworker, now=march(9))

    row = turns(case)
    assert (row.status, row.closed_on) == (DeadlineStatus.MET, date(2026, 3, 9))
    assert case.story.filter(text__contains="fylder 18 år").count() == 1


def test_a_birthday_the_case_does_not_await_is_not_seen_to(case, caseworker):
    with pytest.raises(ValidationError, match="venter ikke"):
        acknowledge_birthday(case_id=case.pk, birthday=Birthday.FIFTEEN, by=caseworker, now=march(9))
    assert not BirthdayAcknowledgement.objects.exists()


def test_a_birthday_that_was_a_mistake_lapses(standard, caseworker):
    case = inquire(caseworker, IDA).case

    describe(case, caseworker, cpr=ADULT_CPR)

    row = turns(case)
    assert (row.status, row.reason) == (DeadlineStatus.LAPSED, "Fødselsdatoen er rettet")


def test_born_on_a_leap_day_one_comes_of_age_on_the_first_of_march(standard, caseworker):
    case = inquire(caseworker, Person(name="Lea", cpr="8902124120")).case

    assert turns(case).due_on == date(2030, 3, 1)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"sex": "noget"}, "citizen_sex_valid"),
        ({"name": ""}, "citizen_identified_has_name"),
        ({"fictitious_number": "6101011234"}, "citizen_fictitious_is_anonymous"),
        ({"cpr": ADULT_CPR}, "citizen_cpr_hash_with_cpr"),
        ({"cpr_hash": "0" * 64}, "citizen_cpr_hash_with_cpr"),
    ],
)
def test_the_database_refuses_a_citizen_that_cannot_be(db, facts, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        CitizenFactory(**{"kind": CitizenKind.IDENTIFIED, **facts})
