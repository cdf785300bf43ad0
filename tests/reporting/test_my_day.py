"""Min dag: what is due first, then today's talks, then what is new."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import ClockEventKind, ContactedBy, RequestStage, SessionOutcome
from cases.models import Assessment, AssessmentSession
from cases.services.clocks import record_event
from offers.models import Course, Session
from reporting.my_day import day_of
from reporting.my_tasks import SHOWN
from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.access.models import ReadLog
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.standards.models import StandardVersion
from tests.access.factories import UserFactory, make_staff
from tests.cases.factories import CaseFactory, inquire, request_of
from tests.reporting.scenes import NOW, TODAY, promise, wish
from tests.visitation import scenes as visitation
from visitation.enums import DecisionKind
from visitation.models import Meeting
from visitation.services.letters import post_letter

PAGE = reverse("reporting:my_day")

pytestmark = pytest.mark.usefixtures("standard")


def talk(employee, *, at=NOW, request=None, outcome=SessionOutcome.PLANNED):
    """A talk of the assessment."""
    request = request or wish(responsible=employee, stage=RequestStage.ASSESSING)
    assessment, _ = Assessment.objects.get_or_create(request=request)
    return AssessmentSession.objects.create(
        assessment=assessment, planned_at=at, minutes=60, employee=employee, outcome=outcome
    )


def treatment(employee, *, at=NOW):
    """A talk of a course that has been granted."""
    request = wish(responsible=employee, stage=RequestStage.GRANTED)
    course = Course.objects.create(
        case=request.case,
        request=request,
        offer_key="individual",
        offer_name="Individuelle samtaler",
        standard=StandardVersion.objects.get(),
        granted_on=TODAY,
    )
    return Session.objects.create(course=course, planned_at=at, minutes=60, employee=employee)


def read(user):
    return day_of(user, now=timezone.now())


def test_overdue_today_and_soon_are_apart_and_in_order(caseworker):
    for days in (3, -1, 0, -5, 9):
        promise(TODAY + timedelta(days=days), responsible=caseworker)

    day = read(caseworker)

    assert [(task.due_on - TODAY).days for task in day.overdue] == [-5, -1]
    assert [(task.due_on - TODAY).days for task in day.due_today] == [0]
    assert [(task.due_on - TODAY).days for task in day.soon] == [3]


def test_the_page_shows_its_parts_in_the_order_they_should_be_done(client, caseworker):
    promise(TODAY - timedelta(days=1), responsible=caseworker)
    promise(TODAY, responsible=caseworker)
    talk(caseworker, at=NOW - timedelta(days=2))
    talk(caseworker)
    inquire(caseworker, now=NOW, contacted_at=NOW)
    client.force_login(caseworker)

    page = client.get(PAGE).content.decode()

    headings = [
        "Overskredet (1)",
        "Frist i dag (1)",
        "mangler et udfald (1)",
        "Aftaler i dag (1)",
        "Nye henvendelser (1)",
    ]
    places = [page.index(heading) for heading in headings]
    assert places == sorted(places)


def test_a_task_has_the_one_link_to_do_it(caseworker):
    deadline = promise(TODAY, responsible=caseworker)

    (task,) = read(caseworker).tasks

    assert task.text == "Første samtale er ikke aftalt"
    assert task.path == reverse("cases:session_new", args=[deadline.case.number])


def test_the_law_and_the_own_goal_on_the_same_day_are_one_task(caseworker):
    request = wish(responsible=caseworker)
    promise(TODAY, request=request)
    promise(TODAY, request=request, kind=DeadlineKind.GUARANTEE_GOAL)

    (task,) = read(caseworker).tasks

    assert task.labels == ("Behandlingsgaranti", "Kommunens eget mål")


def test_what_is_done_disappears(caseworker):
    promise(TODAY, closed_on=TODAY, status=DeadlineStatus.MET, responsible=caseworker)
    talk(caseworker, outcome=SessionOutcome.HELD)

    day = read(caseworker)

    assert not day.tasks
    assert not day.appointments


def test_what_is_a_colleagues_is_not_mine(caseworker):
    colleague = UserFactory()
    promise(TODAY, responsible=colleague)
    talk(colleague)
    wish(responsible=colleague)

    assert read(caseworker).is_empty


def test_what_nobody_answers_for_is_the_team_leads(caseworker, team_lead):
    promise(TODAY)

    assert not read(caseworker).tasks
    assert len(read(team_lead).tasks) == 1


def test_the_doctor_sees_every_medical_talk_and_no_guarantee(caseworker):
    promise(TODAY, responsible=caseworker, kind=DeadlineKind.MEDICAL_TALK)
    promise(TODAY, responsible=caseworker)

    assert [task.labels for task in read(make_staff(Role.DOCTOR)).tasks] == [("Lægesamtale",)]


def test_the_visitator_sees_every_case_that_waits_for_a_decision(caseworker):
    promise(TODAY, request=wish(responsible=caseworker, stage=RequestStage.READY))
    promise(TODAY, request=wish(responsible=caseworker, stage=RequestStage.ASSESSING))

    assert [task.act for task in read(make_staff(Role.VISITATOR)).tasks] == ["Se visitation"]


def test_the_citizens_own_time_limit_is_nobodys_task(caseworker):
    promise(TODAY, responsible=caseworker, kind=DeadlineKind.COMPLAINT_WINDOW)

    assert not read(caseworker).tasks


def test_talks_of_assessment_and_of_treatment_stand_by_the_clock(caseworker):
    treatment(caseworker, at=NOW + timedelta(hours=2))
    talk(caseworker, at=NOW + timedelta(hours=1))
    talk(caseworker, at=NOW + timedelta(hours=3))

    whats = [appointment.what for appointment in read(caseworker).appointments]

    assert whats == ["Afdækningssamtale", "Individuelle samtaler", "Afdækningssamtale"]


@pytest.mark.parametrize(
    ("hour", "minute", "day", "is_today"),
    [(0, 0, 18, True), (23, 59, 18, True), (0, 0, 19, False)],
)
def test_a_day_begins_and_ends_at_danish_midnight(caseworker, hour, minute, day, is_today):
    talk(caseworker, at=NOW.replace(day=day, hour=hour, minute=minute))

    assert bool(read(caseworker).appointments) is is_today


def test_an_earlier_talk_without_an_outcome_waits_to_be_written(caseworker):
    talk(caseworker, at=NOW - timedelta(days=1))

    assert len(read(caseworker).unfinished) == 1


def test_the_secretary_sees_everybodys_talks_of_today_and_no_old_ones(caseworker):
    talk(caseworker)
    talk(caseworker, at=NOW - timedelta(days=1))

    day = read(make_staff(Role.SECRETARY))

    assert (len(day.appointments), len(day.unfinished)) == (1, 0)


def test_a_new_inquiry_is_mine_or_nobodys(caseworker):
    wish(responsible=caseworker)
    wish()
    wish(responsible=UserFactory())

    assert len(read(caseworker).new) == 2


def test_an_inquiry_somebody_has_acted_on_is_not_new(caseworker):
    wish(responsible=caseworker, stage=RequestStage.ASSESSING)

    assert not read(caseworker).new


def test_what_waits_for_the_citizen_is_shown_until_they_have_answered(caseworker):
    inquiry = inquire(caseworker, now=NOW, contacted_at=NOW, contacted_by=ContactedBy.RELATIVE)

    day = read(caseworker)
    assert (len(day.new), len(day.waiting)) == (0, 1)
    assert "Spørg borgeren selv" in day.waiting[0].text

    record_event(
        request_id=request_of(inquiry).pk,
        kind=ClockEventKind.PERSONAL_CONFIRMATION,
        occurred_at=NOW,
        by=caseworker,
        now=NOW,
    )
    day = read(caseworker)
    assert (len(day.new), len(day.waiting)) == (1, 0)


@pytest.mark.parametrize("role", [Role.VISITATOR, Role.TEAM_LEAD, Role.SECRETARY])
def test_those_who_run_the_meeting_see_it_on_its_day(role):
    Meeting.objects.create(body_key="team", body_name="Rusmiddelteamet", starts_at=NOW)
    Meeting.objects.create(body_key="team", body_name="Rusmiddelteamet", starts_at=NOW + timedelta(days=1))

    assert [(meeting.starts_at, meeting.pending) for meeting in read(make_staff(role)).meetings] == [(NOW, 0)]


def test_a_caseworker_is_not_told_of_the_meeting(caseworker):
    Meeting.objects.create(body_key="team", body_name="Rusmiddelteamet", starts_at=NOW)

    assert not read(caseworker).meetings


def test_the_secretary_is_told_of_letters_that_are_not_sent(client):
    rejected = visitation.decided(visitation.ready(offer="individual_alcohol"), DecisionKind.REJECTION)
    secretary = make_staff(Role.SECRETARY)
    client.force_login(secretary)

    page = client.get(PAGE).content.decode()
    listed = client.get(reverse("visitation:letter_list"), {"state": "waiting"})

    assert "1 brev er ikke sendt endnu" in " ".join(page.split())
    assert listed.context["table"].total == 1

    post_letter(letter_id=rejected.letter_id, by=secretary, now=NOW)
    assert read(secretary).letters_to_send == 0


def test_an_empty_day_says_what_to_do(client, caseworker):
    client.force_login(caseworker)

    assert "Når nogen ringer" in client.get(PAGE).content.decode()


def test_whoever_only_administers_begins_at_the_standard(client):
    client.force_login(make_staff(Role.ADMINISTRATOR))

    assert client.get(PAGE).url == reverse("standards:standard")


def test_an_administrator_who_also_works_with_cases_has_a_day(client):
    client.force_login(make_staff(Role.ADMINISTRATOR, Role.CASEWORKER))

    assert client.get(PAGE).status_code == 200


def test_somebody_without_a_role_is_told_whom_to_ask(client):
    client.force_login(make_staff())

    assert "Bed administratoren" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("role", sorted(CASE_ROLES))
def test_a_day_costs_the_same_however_full_it_is(client, count_queries, role):
    user = make_staff(role)
    client.force_login(user)

    def fill():
        promise(TODAY, responsible=user)
        promise(TODAY, responsible=user, kind=DeadlineKind.MEDICAL_TALK)
        # Nobody is booked twice at the same time.
        hours = 2 * Session.objects.count()
        talk(user, at=NOW + timedelta(hours=hours))
        treatment(user, at=NOW + timedelta(hours=hours + 1))
        wish(responsible=user)

    fill()
    client.get(PAGE)
    with count_queries() as few:
        client.get(PAGE)
    for _ in range(4):
        fill()
    with count_queries() as many:
        client.get(PAGE)

    assert len(few) == len(many) <= 23


def test_of_many_deadlines_the_most_pressing_are_shown_with_the_way_to_all(client, caseworker):
    for days in range(SHOWN + 5):
        promise(TODAY - timedelta(days=days + 1), responsible=caseworker)
    promise(TODAY, responsible=caseworker)
    client.force_login(caseworker)

    day = read(caseworker)
    page = client.get(PAGE).content.decode()

    assert (len(day.overdue), len(day.due_today), day.deadlines_in_all) == (SHOWN, 1, SHOWN + 6)
    assert day.overdue[0].due_on == TODAY - timedelta(days=SHOWN + 5)
    assert f"Se alle {SHOWN + 6}" in page
    assert client.get(reverse("reporting:my_deadlines")).context["table"].total == SHOWN + 6


def test_where_all_deadlines_are_shown_no_other_list_is_pointed_to(client, caseworker):
    promise(TODAY, responsible=caseworker)
    client.force_login(caseworker)

    assert "mest pressende" not in client.get(PAGE).content.decode()


def test_the_whole_list_is_mine_alone(client, caseworker):
    promise(TODAY, responsible=UserFactory())
    promise(TODAY, responsible=caseworker)
    client.force_login(caseworker)

    assert client.get(reverse("reporting:my_deadlines")).context["table"].total == 1


def test_of_many_talks_without_an_outcome_the_latest_are_shown(client, caseworker):
    for days in range(SHOWN + 1):
        talk(caseworker, at=NOW - timedelta(days=days + 1))
    client.force_login(caseworker)

    day = read(caseworker)

    assert (len(day.unfinished), day.has_more_unfinished) == (SHOWN, True)
    assert "Ældre kommer frem" in client.get(PAGE).content.decode()


def test_of_many_new_inquiries_the_newest_are_shown(client, caseworker):
    for _ in range(SHOWN + 1):
        wish(responsible=caseworker)
    client.force_login(caseworker)

    day = read(caseworker)

    assert (len(day.new), day.has_more_wishes) == (SHOWN, True)
    assert "Se alle dine sager" in client.get(PAGE).content.decode()


def test_everybody_on_the_page_stands_in_the_read_log(client, caseworker):
    deadline = promise(TODAY, responsible=caseworker)
    booked = talk(caseworker)
    CaseFactory()
    client.force_login(caseworker)

    client.get(PAGE)

    seen = set(ReadLog.objects.filter(user=caseworker).values_list("case_id", flat=True))
    assert seen == {deadline.case_id, booked.assessment.request.case_id}
