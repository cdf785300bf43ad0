"""What is missing is read from the assessment, the agenda and the course."""

from datetime import timedelta

import pytest

from cases.enums import RequestStage, SessionOutcome
from cases.models import Assessment, AssessmentSession
from reporting.standing import missing_by_request
from tests.access.factories import UserFactory
from tests.reporting.scenes import NOW, TODAY, wish
from visitation.enums import ItemOutcome
from visitation.models import AgendaItem, Meeting

pytestmark = pytest.mark.usefixtures("standard")

TOMORROW = NOW + timedelta(days=1)
EARLIER = NOW - timedelta(days=6)


def said(request):
    return missing_by_request([request.pk], today=TODAY)[request.pk]


def talk(request, at, outcome=SessionOutcome.PLANNED):
    assessment, _ = Assessment.objects.get_or_create(request=request)
    AssessmentSession.objects.create(
        assessment=assessment, planned_at=at, minutes=60, employee=UserFactory(), outcome=outcome
    )


def on_agenda(request, at, outcome=ItemOutcome.PENDING):
    meeting = Meeting.objects.create(body_key="team", body_name="Rusmiddelteamet", starts_at=at)
    settled = {} if outcome == ItemOutcome.PENDING else {"settled_at": at, "missing": "Oplysninger"}
    AgendaItem.objects.create(meeting=meeting, request=request, outcome=outcome, **settled)


def test_a_booked_talk_is_said_with_its_day():
    request = wish(stage=RequestStage.ASSESSING)
    talk(request, TOMORROW)

    assert said(request) == "Første samtale 19. mar."


def test_a_no_show_counts_until_a_new_talk_was_held():
    request = wish(stage=RequestStage.ASSESSING)
    talk(request, EARLIER, SessionOutcome.NO_SHOW)
    assert said(request) == "Udeblev 12. mar., ny samtale ikke booket"

    talk(request, NOW, SessionOutcome.HELD)
    assert said(request) == "Afdækning ikke afsluttet"


def test_a_case_on_the_agenda_is_said_with_the_day_of_the_meeting():
    request = wish(stage=RequestStage.READY)
    on_agenda(request, EARLIER, ItemOutcome.POSTPONED)
    assert said(request) == "Visitation udsat 12. mar., intet nyt møde"

    on_agenda(request, TOMORROW)
    assert said(request) == "Visitationsmøde 19. mar., udsat 12. mar."


def test_a_case_taken_off_the_agenda_is_on_none():
    request = wish(stage=RequestStage.READY)
    on_agenda(request, TOMORROW, ItemOutcome.REMOVED)

    assert said(request) == "Klar, men ikke på et visitationsmøde"
