"""The pages with one form for one act: what is refused keeps what was typed and says why at the field."""

import pytest
from django.urls import reverse

from cases.enums import ClockEventKind, RequestStage, SessionOutcome
from cases.models import Assessment, AssessmentSession, Citizen, ClockEvent
from cases.models.assessment import TOPICS
from cases.services.assessments import write_assessment
from cases.services.clocks import record_event
from cases.services.inquiries import Person
from cases.services.requests import withdraw_request
from rusmiddel.access.enums import Role
from tests.access.factories import UserFactory, make_staff
from tests.cases.factories import (
    ADULT_CPR,
    ANONYMOUS,
    CaseFactory,
    TreatmentRequestFactory,
    assess,
    co_worker,
    inquire,
    march,
    request_of,
)
from tests.cases.test_case_page import at, body

WHEN = {"occurred_at_0": "04-03-2026", "occurred_at_1": "10.15"}
TALK = {"planned_at_0": "06-03-2026", "planned_at_1": "9.00", "minutes": "60", "place": "centre"}


@pytest.fixture(scope="module")
def begun_once():
    return False


@pytest.fixture
def signed_in(client, caseworker):
    client.force_login(caseworker)
    return client


def test_a_fact_is_recorded_and_the_case_shown(signed_in, case):
    response = signed_in.post(at("event_new", case, "plan_created"), {**WHEN, "note": "Underskrevet"})

    assert (response.status_code, response["Location"]) == (302, case.get_absolute_url())
    assert ClockEvent.objects.get().note == "Underskrevet"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"occurred_at_0": ""}, "Skriv"),
        ({"occurred_at_0": "32-13-2026"}, "dag-måned-år"),
        ({"occurred_at_0": "\x00"}, "dag-måned-år"),
        ({"occurred_at_0": "00-00-0000"}, "dag-måned-år"),
        ({"occurred_at_0": "01-01-0001"}, "Årstallet"),
        ({"occurred_at_0": "31-12-9999"}, "Årstallet"),
        ({"occurred_at_0": "1" * 9000}, "dag-måned-år"),
        ({"occurred_at_1": "25.61"}, "klokkeslættet"),
        ({"occurred_at_0": "01-03-2026"}, "før henvendelsen"),
        ({"occurred_at_0": "02-04-2026"}, "fremtiden"),
        ({"note": "ja\x00nej"}, "Null"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_stays_typed(signed_in, case, typed, words):
    sent = {**WHEN, "note": "Et langt notat", **typed}

    response = signed_in.post(at("event_new", case, "plan_created"), sent)

    assert response.status_code == 422
    page = body(response)
    assert words in page
    assert "form-error-message" in page
    assert sent["note"].replace("\x00", "") in page.replace("\x00", "")
    assert not ClockEvent.objects.exists()


@pytest.mark.parametrize("kind", ["noget", "treatment_started", "rejected", "decided", "first_talk"])
def test_what_follows_from_something_else_has_no_page(signed_in, case, kind):
    assert signed_in.get(at("event_new", case, kind)).status_code == 404


def test_only_the_grounds_the_standard_knows_can_be_chosen(signed_in, case):
    page = at("event_new", case, "deviation")

    assert "no_show" not in body(signed_in.get(page))
    assert signed_in.post(page, {**WHEN, "reason": "no_show"}).status_code == 422
    assert signed_in.post(page, {**WHEN, "reason": "free_choice"}).status_code == 302


def test_a_withdrawn_wish_ends_the_request(signed_in, case, request_):
    signed_in.post(at("event_new", case, "withdrawn"), WHEN)

    request_.refresh_from_db()
    assert request_.stage == RequestStage.WITHDRAWN


def test_a_closed_request_takes_no_more_facts(signed_in, case, request_, caseworker):
    withdraw_request(request_id=request_.pk, occurred_at=march(4), by=caseworker, now=march(4), note="")

    response = signed_in.get(at("event_new", case, "plan_created"), follow=True)

    assert "ingen åben anmodning" in body(response)


def test_a_case_without_a_wish_takes_no_facts(signed_in, standard):
    case = CaseFactory()

    assert signed_in.get(at("event_new", case, "plan_created")).status_code == 302
    assert signed_in.get(at("request_edit", case)).status_code == 302
    for page in ("assessment", "session_new"):
        assert signed_in.get(at(page, case)).status_code == 404


def plan_created(request, by):
    return record_event(
        request_id=request.pk,
        kind=ClockEventKind.PLAN_CREATED,
        occurred_at=march(4),
        by=by,
        now=march(5),
    )


def test_a_fact_is_taken_back_from_the_page(signed_in, case, request_, caseworker):
    event = plan_created(request_, caseworker)
    assert at("event_take_back", case, event.pk) in body(signed_in.get(case.get_absolute_url()))

    response = signed_in.post(at("event_take_back", case, event.pk), {"reason": "Forkert borger"})

    event.refresh_from_db()
    assert (response.status_code, event.cancelled_reason) == (302, "Forkert borger")


def test_a_fact_of_another_case_is_not_found(signed_in, case, caseworker):
    other = request_of(inquire(caseworker, ANONYMOUS))
    event = plan_created(other, caseworker)

    response = signed_in.post(at("event_take_back", case, event.pk), {"reason": "Fejl"})

    event.refresh_from_db()
    assert (response.status_code, event.cancelled_at) == (404, None)


@pytest.mark.parametrize("event", [0, 10**30])
def test_a_fact_that_is_not_there_is_not_found(signed_in, case, event):
    assert signed_in.get(at("event_take_back", case, event)).status_code == 404


def test_the_doctor_records_the_medical_talk_and_nothing_else(client, standard, caseworker):
    case = inquire(caseworker, substance="drugs").case
    client.force_login(make_staff(Role.DOCTOR))

    assert client.post(at("event_new", case, "medical_held"), WHEN).status_code == 302
    assert client.post(at("event_new", case, "plan_created"), WHEN).status_code == 403


def test_a_talk_is_booked(signed_in, case, caseworker):
    response = signed_in.post(at("session_new", case), {**TALK, "employee": caseworker.pk})

    assert response.status_code == 302
    assert AssessmentSession.objects.get().planned_at == march(6)


@pytest.mark.parametrize(
    "typed",
    [
        {"minutes": "0"},
        {"minutes": "99999999999999999999"},
        {"minutes": "tres"},
        {"place": "månen"},
        {"employee": ""},
        {"employee": "99999999999999999999999"},
        {"employee": "\x00"},
        {"planned_at_0": "01-03-2026"},
        {"planned_at_0": "01-01-0001"},
        {"planned_at_1": ""},
    ],
)
def test_a_talk_that_cannot_be_is_refused(signed_in, case, caseworker, typed):
    response = signed_in.post(at("session_new", case), {**TALK, "employee": caseworker.pk, **typed})

    assert response.status_code == 422
    assert not AssessmentSession.objects.exists()


def test_an_administrator_holds_no_talks(signed_in, case):
    administrator = make_staff(Role.ADMINISTRATOR)

    response = signed_in.post(at("session_new", case), {**TALK, "employee": administrator.pk})

    assert response.status_code == 422


def test_it_is_said_how_a_talk_went(signed_in, case, caseworker):
    signed_in.post(at("session_new", case), {**TALK, "employee": caseworker.pk})
    session = AssessmentSession.objects.get()

    response = signed_in.post(at("session_close", case, session.pk), {"outcome": "held", "note": "Godt"})

    session.refresh_from_db()
    assert (response.status_code, session.outcome) == (302, SessionOutcome.HELD)


def test_a_talk_of_another_case_is_not_found(signed_in, case, standard, caseworker):
    other = TreatmentRequestFactory()
    session = AssessmentSession.objects.create(
        assessment=Assessment.objects.create(request=other),
        planned_at=march(6),
        minutes=60,
        employee=caseworker,
    )

    assert signed_in.get(at("session_close", case, session.pk)).status_code == 404
    assert signed_in.get(at("session_close", other.case, session.pk)).status_code == 200


WRITTEN = {
    **dict.fromkeys(TOPICS, "Beskrevet."),
    "children": "none",
    "pregnancy": "no",
    "conclusion": "Ambulant.",
}


def test_an_assessment_is_saved_as_far_as_it_is_written(signed_in, case):
    response = signed_in.post(at("assessment", case), {"health": "Sover dårligt."})

    assert (response.status_code, response["Location"]) == (302, at("assessment", case))
    assert Assessment.objects.get().health == "Sover dårligt."


def test_an_assessment_closed_too_soon_says_what_is_missing_and_keeps_the_rest(signed_in, case):
    response = signed_in.post(
        at("assessment", case),
        {**WRITTEN, "housing": "", "wished_offer": "individual", "complete": "1"},
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["housing"]
    assert Assessment.objects.get().conclusion == "Ambulant."


def test_a_whole_assessment_is_closed(signed_in, case, request_):
    response = signed_in.post(
        at("assessment", case), {**WRITTEN, "wished_offer": "individual", "complete": "1"}
    )

    request_.refresh_from_db()
    assert (response.status_code, request_.stage) == (302, RequestStage.READY)


def test_a_closed_assessment_is_read_and_can_be_opened_again(signed_in, case, request_, caseworker):
    assess(request_, caseworker, now=march(9))

    page = body(signed_in.get(at("assessment", case)))
    assert "Ambulant behandling er nok." in page
    assert "<textarea" not in page

    response = signed_in.post(at("assessment_reopen", case), {"reason": "Bolig mangler"})
    assert response["Location"] == at("assessment", case)


def test_what_was_typed_is_not_lost_when_a_colleague_has_just_closed_it(
    signed_in, case, request_, caseworker
):
    assess(request_, caseworker, now=march(9))

    response = signed_in.post(at("assessment", case), {**WRITTEN, "health": "Mit lange notat"})

    assert response.status_code == 422
    assert "Mit lange notat" in body(response)
    assert "Afdækningen er afsluttet" in body(response)


def test_two_who_write_at_once_are_shown_each_others_words(signed_in, client, case, request_):
    page = at("assessment", case)
    began = signed_in.get(page).context["form"]["seen"].value()
    write_assessment(
        request_id=request_.pk,
        written={"health": "Kollegaens."},
        wished_offer="",
        by=co_worker(case, Role.CASEWORKER),
        now=march(4),
    )

    refused = signed_in.post(page, {**WRITTEN, "health": "Min.", "seen": began})

    assert refused.status_code == 422
    assert "har imens skrevet: Kollegaens." in body(refused)
    assert "Min.</textarea>" in body(refused)

    now_seen = refused.context["form"]["seen"].value()
    assert signed_in.post(page, {**WRITTEN, "health": "Begges.", "seen": now_seen}).status_code == 302
    assert Assessment.objects.get().health == "Begges."


def test_closing_too_soon_and_trying_again_is_no_quarrel_with_oneself(signed_in, case):
    page = at("assessment", case)
    half = {**WRITTEN, "housing": "", "wished_offer": "individual", "complete": "1", "seen": "0"}

    seen = signed_in.post(page, half).context["form"]["seen"].value()

    assert signed_in.post(page, {**half, "housing": "Lejlighed", "seen": seen}).status_code == 302


@pytest.mark.parametrize(
    "typed", [{"children": "mange"}, {"wished_offer": "rumrejse"}, {"health": "a\x00b"}, {"seen": "noget"}]
)
def test_an_answer_that_is_no_answer_is_refused(signed_in, case, typed):
    assert signed_in.post(at("assessment", case), {**WRITTEN, **typed}).status_code == 422


CITIZEN = {"name": "Karsten Holmgaard", "sex": "male", "municipality_code": "0849"}


def test_a_citizen_is_corrected(signed_in, case):
    response = signed_in.post(at("citizen_edit", case), {**CITIZEN, "address_line": "Ny Vej 2"})

    assert response.status_code == 302
    assert Citizen.objects.get().address_line == "Ny Vej 2"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"cpr": "321285-0123"}, "cpr"),
        ({"cpr": "6707"}, "cpr"),
        ({"cpr": "610136-4123"}, "cpr"),
        ({"postcode": "12345"}, "postcode"),
        ({"email": "ikke en adresse"}, "email"),
        ({"municipality_code": "9999"}, "municipality_code"),
        ({"sex": "noget"}, "sex"),
        ({"city": "\x00"}, "city"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_at_its_field(signed_in, case, typed, field):
    response = signed_in.post(at("citizen_edit", case), {**CITIZEN, "phone": "87654321", **typed})

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "87654321" in body(response)


def test_another_citizens_cpr_number_is_refused_at_its_field(signed_in, case, caseworker):
    other = inquire(caseworker, Person(name="Bo")).case

    response = signed_in.post(at("citizen_edit", other), {**CITIZEN, "name": "Bo", "cpr": ADULT_CPR})

    assert response.status_code == 422
    assert "cpr" in response.context["form"].errors


def test_an_anonymous_citizen_cannot_be_given_a_name(signed_in, standard, caseworker):
    case = inquire(caseworker, ANONYMOUS).case

    assert "name" not in signed_in.get(at("citizen_edit", case)).context["form"].fields
    assert signed_in.post(at("citizen_edit", case), {**CITIZEN, "cpr": ADULT_CPR}).status_code == 302
    case.citizen.refresh_from_db()
    assert (case.citizen.name, case.citizen.cpr) == ("", None)


def test_a_request_is_described(signed_in, case, request_):
    sent = {"substance": "drugs", "serious_problems": "true", "municipality_code": "0851"}

    assert signed_in.post(at("request_edit", case), sent).status_code == 302

    request_.refresh_from_db()
    assert (request_.substance, request_.serious_problems) == ("drugs", True)
    assert request_.inquiry.municipality_code == "0851"


def test_a_case_is_given_to_another(client, case, team_lead):
    successor = UserFactory()
    client.force_login(team_lead)

    client.post(at("case_assign", case), {"responsible": successor.pk})

    case.refresh_from_db()
    assert case.responsible == successor


def test_a_case_with_an_open_wish_says_why_it_cannot_be_closed(signed_in, case):
    response = signed_in.post(at("case_close", case), {"reason": "Færdig"})

    assert response.status_code == 422
    assert "åben anmodning" in body(response)


def test_a_case_is_closed(signed_in, case, request_, caseworker):
    withdraw_request(request_id=request_.pk, occurred_at=march(4), by=caseworker, now=march(4), note="")

    signed_in.post(at("case_close", case), {"reason": "Færdig"})

    case.refresh_from_db()
    assert not case.is_open


def test_nothing_happens_without_a_token_against_forgery(caseworker, case):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(caseworker)

    assert client.post(at("event_new", case, "plan_created"), WHEN).status_code == 403


def test_searching_and_acting_are_done_by_posting(signed_in, case):
    for path in (reverse("cases:search"), at("show_cpr", case), at("birthday_acknowledge", case, 18)):
        assert signed_in.get(path).status_code == 405
