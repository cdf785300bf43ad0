"""Who sees a case: those whose work it is, and for as long as it is."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.enums import ClockEventKind, Place, Substance
from cases.models import Case, CoWorker
from cases.services.assessments import book_session
from cases.services.clocks import record_event
from cases.services.inquiries import Person
from rusmiddel.access.enums import CASE_ROLES, ReadKind, Role
from rusmiddel.access.models import Absence, ReadLog
from tests.access.factories import make_staff
from tests.authorisation.table import CASES
from tests.cases.factories import NOW, assess, inquire, march, request_of

LIST = reverse("cases:case_list")
SEARCH = reverse("cases:search")
OTHERS = CASE_ROLES - {Role.TEAM_LEAD}


@pytest.fixture(scope="module")
def begun_once():
    return False


def sees(user):
    return list(Case.objects.visible_to(user))


def book(request_, employee, by, at=None):
    return book_session(
        request_id=request_.pk,
        planned_at=at or march(3),
        minutes=60,
        place=Place.CENTRE,
        employee=employee,
        by=by,
        now=NOW,
    )


def test_the_responsible_and_the_team_lead_see_the_case(case, caseworker, team_lead):
    assert sees(caseworker) == [case]
    assert sees(team_lead) == [case]


@pytest.mark.parametrize("role", sorted(OTHERS - {Role.SECRETARY}))
def test_a_colleague_whose_work_it_is_not_sees_nothing(case, role):
    assert sees(make_staff(role)) == []


def test_the_administrator_sees_nothing_even_with_a_hand_in_the_case(case, caseworker):
    administrator = make_staff(Role.ADMINISTRATOR)
    CoWorker.objects.create(case=case, user=administrator, added_at=NOW, added_by=caseworker)

    assert sees(administrator) == []
    assert not Case.objects.elsewhere_for(administrator).exists()


def test_a_co_worker_sees_the_case_until_it_ends(case, caseworker):
    colleague = make_staff(Role.CASEWORKER)
    work = CoWorker.objects.create(case=case, user=colleague, added_at=NOW, added_by=caseworker)
    assert sees(colleague) == [case]

    work.ended_at, work.ended_by = NOW, caseworker
    work.save()

    assert sees(colleague) == []


def test_a_stand_in_sees_the_open_cases_of_the_absent_in_those_days_only(case, caseworker, clock):
    stand_in = make_staff(Role.CASEWORKER)
    Absence.objects.create(
        employee=caseworker,
        stand_in=stand_in,
        first_on=march(9).date(),
        last_on=march(10).date(),
        recorded_at=NOW,
        recorded_by=caseworker,
    )
    seen = {}
    for day in (8, 9, 10, 11):
        clock.move_to(march(day))
        seen[day] = sees(stand_in)

    assert seen == {8: [], 9: [case], 10: [case], 11: []}


@pytest.mark.parametrize("role", [Role.PSYCHOLOGIST, Role.CASEWORKER, Role.DOCTOR])
def test_whoever_has_a_talk_sees_the_case_for_a_while_after(request_, caseworker, clock, role):
    employee = make_staff(role)
    book(request_, employee, caseworker)

    clock.move_to(march(4))
    assert sees(employee) == [request_.case]
    clock.move_to(march(3) + timedelta(days=31))
    assert sees(employee) == []


def test_the_secretary_sees_a_case_until_its_talks_are_over(request_, caseworker, clock):
    secretary = make_staff(Role.SECRETARY)
    assert sees(secretary) == [request_.case]
    assess(request_, caseworker, now=march(31))

    assert sees(secretary) == []


def test_a_case_that_nobody_has_is_seen_by_those_who_take_calls(standard):
    case = inquire(make_staff(Role.PSYCHOLOGIST)).case

    seeing = {role for role in CASE_ROLES if sees(make_staff(role)) == [case]}

    assert seeing == {Role.CASEWORKER, Role.VISITATOR, Role.TEAM_LEAD, Role.SECRETARY}


def test_whoever_took_the_call_sees_the_case_until_somebody_has_it(standard, caseworker, clock):
    clock.move_to(march(2))
    psychologist = make_staff(Role.PSYCHOLOGIST)
    case = inquire(psychologist).case
    assert sees(psychologist) == [case]

    case.responsible = caseworker
    case.save()

    assert sees(psychologist) == []


def test_the_visitator_sees_the_case_while_it_is_ready_for_visitation(request_, caseworker):
    visitator = make_staff(Role.VISITATOR)
    assert sees(visitator) == []

    assess(request_, caseworker, now=march(6))

    assert sees(visitator) == [request_.case]


def test_the_doctor_sees_the_case_while_the_medical_talk_is_to_be_held_and_a_while_after(
    standard, caseworker, clock
):
    request_ = request_of(inquire(caseworker, Person(name="Åse Lund"), substance=Substance.DRUGS))
    clock.move_to(march(5))
    doctor, another = make_staff(Role.DOCTOR), make_staff(Role.DOCTOR)
    assert sees(doctor) == sees(another) == [request_.case]

    record_event(
        request_id=request_.pk,
        kind=ClockEventKind.MEDICAL_HELD,
        occurred_at=march(4),
        by=doctor,
        now=march(5),
    )

    assert (sees(doctor), sees(another)) == ([request_.case], [])


CASE_PAGES = [row for row in CASES if row.args.split()[:1] == ["case"] and len(row.args.split()) == 1]


@pytest.mark.parametrize("row", CASE_PAGES, ids=lambda row: row.name)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_address_of_anothers_case_tells_only_who_has_it(client, case, caseworker, row, method):
    client.force_login(make_staff(Role.CASEWORKER))

    response = getattr(client, method)(reverse(row.name, args=[case.number]))

    assert response.status_code in {403, 405}
    page = response.content.decode()
    assert case.citizen.name not in page
    if response.status_code == 403:
        assert caseworker.name in page


def test_opening_anothers_case_is_written_down_as_found(client, case):
    colleague = make_staff(Role.CASEWORKER)
    client.force_login(colleague)

    client.get(case.get_absolute_url())

    assert list(ReadLog.objects.values_list("user", "case", "kind")) == [
        (colleague.pk, case.pk, ReadKind.FOUND)
    ]


@pytest.mark.parametrize("text", ["number", "cpr", "name"])
def test_a_search_tells_that_the_case_is_there_and_who_has_it(client, case, caseworker, text):
    colleague = make_staff(Role.CASEWORKER)
    client.force_login(colleague)
    asked = {"number": case.number, "cpr": case.citizen.cpr, "name": "Karsten Holmgaard"}[text]

    page = client.post(SEARCH, {"q": asked}).content.decode()

    assert "Sager hos andre" in page
    assert case.number in page
    assert caseworker.name in page
    assert case.get_absolute_url() + '"' not in page
    assert ReadLog.objects.get(user=colleague).kind == ReadKind.FOUND


def test_half_a_name_finds_nobody_elses_case(client, case):
    client.force_login(make_staff(Role.CASEWORKER))

    page = client.post(SEARCH, {"q": "Holmgaard"}).content.decode()

    assert case.number not in page


def test_a_protected_name_is_found_elsewhere_by_number_only(client, case):
    case.citizen.is_protected = True
    case.citizen.save()
    client.force_login(make_staff(Role.CASEWORKER))

    assert case.number not in client.post(SEARCH, {"q": "Karsten Holmgaard"}).content.decode()
    assert case.number in client.post(SEARCH, {"q": case.citizen.cpr}).content.decode()


def test_a_call_about_anothers_case_can_be_taken_down_and_seen_in_the_list(client, case, clock):
    colleague = make_staff(Role.CASEWORKER)
    inquiry = inquire(colleague, Person(name="Karsten Holmgaard", cpr=case.citizen.cpr), contacted_at=NOW)
    assert inquiry.case == case
    client.force_login(colleague)

    page = client.get(reverse("cases:inquiry_list")).content.decode()

    assert case.number in page
    assert client.get(case.get_absolute_url()).status_code == 403


def test_the_list_shows_ones_own(client, case, caseworker):
    other = inquire(make_staff(Role.CASEWORKER), Person(name="Åse Lund"))
    client.force_login(caseworker)

    page = client.get(LIST).content.decode()

    assert case.number in page
    assert other.case.number not in page


@pytest.mark.parametrize("role", sorted(CASE_ROLES))
def test_asking_who_may_see_costs_one_query_however_many_cases(standard, count_queries, role):
    user = make_staff(role)
    with count_queries() as none:
        sees(user)
    for name in ("Åse Lund", "Bo Krag", "Ida Holm"):
        inquire(user, Person(name=name))
    with count_queries() as three:
        sees(user)

    assert len(none) == len(three) == 1
