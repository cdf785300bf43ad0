"""Every page keeps WCAG 2.1 AA, wide and narrow, and none has to be scrolled sideways on a telephone."""

from collections import defaultdict

import pytest
from django.utils import timezone

from reporting.demo.complaints import tell_of_complaints
from reporting.demo.endings import tell_of_endings
from reporting.demo.municipality import build
from reporting.demo.nearby import tell_of_people
from reporting.demo.plans import tell_of_plans
from reporting.demo.residential import tell_of_stays
from reporting.demo.rights import tell_of_rights
from reporting.demo.rooms import tell_of_rooms
from reporting.demo.substitution import tell_of_substitution
from reporting.demo.together import tell_of_what_is_given_together
from reporting.demo.under_way import tell_of_what_is_under_way
from rusmiddel.access.models import User
from rusmiddel.deadlines.watching import watch
from tests.accessibility import pages
from tests.accessibility.looking import faults
from tests.journeys import acts
from visitation.models import Meeting
from visitation.services.meetings import move_meeting

ADMINISTRATION = ("access:user", "standards:load", "cases:questionnaire_load", "visitation:block")
# Forms that say so when they are sent as they are after every box has been emptied.
FORMS = (
    "access:own_password",
    "access:user_new",
    "access:user_edit",
    "access:user_password",
    "cases:inquiry_new",
    "cases:citizen_edit",
    "cases:transfer_new",
    "cases:co_worker_new",
    "cases:absence_new",
    "cases:item_hand_on",
    "cases:shield_new",
    "cases:conflict_new",
    "cases:session_new",
    "cases:session_close",
    "cases:session_take_back",
    "cases:event_new",
    "cases:event_take_back",
    "cases:assessment_reopen",
    "offers:course_end",
    "offers:gift_card_receive",
    "offers:group_meeting",
    "offers:group_new",
    "offers:qualification_new",
    "offers:session_new",
    "offers:session_take_back",
    "reporting:explain_miss",
    "rights:access_request_new",
    "rights:access_delay",
    "rights:access_answer",
    "rights:bundle_item",
    "rights:bundle_hand_over",
    "rights:hold_new",
    "rights:destruction_take_off",
    "standards:load",
    "visitation:attendance",
    "visitation:letter_receipt",
    "visitation:meeting_case",
    "visitation:meeting_edit",
    "visitation:meeting_new",
)
OF_THE_DOCTOR = {
    "offers:doctors_plan_new",
    "offers:prescription_new",
    "offers:prescription_correct",
    "offers:doctors_talk_new",
    "offers:sanction_new",
    "offers:irregularity_decide",
}
EMPTY_ALL = """() => {
    for (const box of document.querySelectorAll("main form [name]")) {
        if (box.type === "hidden") continue;
        if (box.type === "radio" || box.type === "checkbox") box.checked = false;
        else box.value = "";
    }
}"""


def who_sees(name):
    """The demo user whose page it is to look at."""
    if name.startswith(ADMINISTRATION):
        return "administrator"
    if name in OF_THE_DOCTOR:
        return "laege"
    return "psykolog" if name.startswith("cases:psychology_talk") else "teamleder"


def by_reader(names):
    """The addresses to look at as each demo user."""
    readers = defaultdict(list)
    for name in names:
        if name not in pages.NOT_PAGES | pages.BY_FORM:
            readers[who_sees(name)].append(name)
    return readers


def hold_the_next_meeting_now():
    """A case can be decided, and the form for it be seen, when the meeting has begun."""
    now = timezone.now()
    leader = User.objects.get(username="teamleder")
    meeting = Meeting.objects.planned().first()
    move_meeting(meeting_id=meeting.pk, starts_at=now, place=meeting.place, by=leader, now=now)


@pytest.fixture
def made_up(open_centre):
    """A municipality with something of everything in it."""
    centre = open_centre()
    today = timezone.localdate()
    build(citizens=60, months=6, seed=1, today=today, shows_progress=False)
    tell_of_people(today=today)
    tell_of_rights(today=today)
    tell_of_rooms(today=today)
    tell_of_complaints(today=today)
    tell_of_what_is_given_together(today=today)
    tell_of_substitution(today=today)
    tell_of_stays(today=today)
    tell_of_plans(today=today)
    tell_of_endings(today=today)
    tell_of_what_is_under_way(today=today)
    hold_the_next_meeting_now()
    watch(today=today)
    return centre


def test_every_page_is_accessible_wide_and_narrow(made_up, desk):
    page = desk()
    page.goto(f"{made_up.address}/log-ind/")
    found = faults(page, "/log-ind/")
    for role, names in by_reader(pages.every_url_name()).items():
        acts.sign_in(page, made_up, role)
        for path in (path for name in names for path in pages.addresses(name)):
            answer = page.goto(f"{made_up.address}{path}")
            assert answer.ok, f"{path}: {answer.status}"
            found += faults(page, path)
    assert not found, "\n".join(found)


def test_every_form_that_is_sent_empty_says_accessibly_what_is_missing(made_up, desk):
    page = desk()
    found = []
    for role, names in by_reader(FORMS).items():
        acts.sign_in(page, made_up, role)
        for path in (pages.addresses(name)[0] for name in names):
            page.goto(f"{made_up.address}{path}")
            page.evaluate(EMPTY_ALL)
            with page.expect_navigation() as answer:
                page.locator("main form .actions .button-primary").first.click()
            assert answer.value.status == 422, f"{path}: {answer.value.status}"
            found += faults(page, f"{path} with errors")
    assert not found, "\n".join(found)


def test_a_wrong_password_is_told_accessibly(open_centre, desk):
    page = desk()
    page.goto(f"{open_centre().address}/log-ind/")
    page.get_by_label("Brugernavn").fill("behandler")
    page.get_by_label("Adgangskode").fill("gættet")
    page.get_by_role("button", name="Log ind").click()
    page.locator(".error-summary").wait_for()
    assert faults(page, "/log-ind/ with errors") == []


@pytest.mark.parametrize("role", ["behandler", "teamleder"])
def test_the_pages_of_an_empty_centre_are_accessible(role, open_centre, desk):
    centre = open_centre()
    page = desk()
    acts.sign_in(page, centre, role)
    found = []
    for _, path in places(page):
        assert page.goto(f"{centre.address}{path}").ok
        found += faults(page, f"{path} of an empty centre")
    assert not found, "\n".join(found)


def places(page):
    """What the bar offers this user: name and path."""
    links = page.get_by_role("navigation", name="Hovedmenu").get_by_role("link").all()
    return [(link.inner_text(), link.get_attribute("href")) for link in links]


def test_what_a_form_shows_is_accessible(open_centre, desk):
    """A search that finds, one that does not, and a CPR number asked for."""
    centre = open_centre()
    page = desk()
    acts.sign_in(page, centre, "behandler")
    acts.take_the_call(page, centre)
    page.get_by_role("button", name="Vis hele CPR-nummeret").click()
    page.get_by_role("button", name="Vis hele CPR-nummeret").wait_for(state="detached")
    found = faults(page, "/sager/…/cpr/")
    for text in ("a", "findes ikke i denne verden"):
        acts.search(page, text)
        found += faults(page, f"/soeg/ for {text}")
    assert not found, "\n".join(found)


def test_a_page_that_does_not_exist_and_one_that_is_not_allowed_are_accessible(open_centre, desk):
    centre = open_centre()
    page = desk()
    acts.sign_in(page, centre, "behandler")
    found = []
    for path, status in (("/findes-ikke/", 404), ("/sager/1900-0001/", 404), ("/brugere/", 403)):
        assert page.goto(f"{centre.address}{path}").status == status
        found += faults(page, path)
    assert not found, "\n".join(found)
