"""The coming day of an unannounced test is the staff's alone: no paper, feed or bundle has it.

Every case of a centre with something behind every address gets a test that is due and one that is planned;
then every address that answers with something else than a page is fetched and read.
"""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from cases.holdings import holdings
from cases.models import Case, StoryEntry
from offers.calendar.bookings import Wanted, bookings
from offers.calendar.feed import feed_of
from offers.models import Course, UrinePlan, UrineTest
from rights.person import person_of
from rusmiddel.access.enums import Role
from rusmiddel.danish_dates import long_date
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from tests.authorisation.scene import make_scene
from tests.authorisation.table import TABLE
from tests.letters import reading
from tests.offers.treating import NOW as TREATED_AT
from tests.offers.treating import children, treated, urine
from tests.reporting.scenes import NOW, TODAY
from tests.rights import scenes as rights
from tests.visitation.scenes import load_preset
from tooling.layout import ROOT

pytestmark = pytest.mark.django_db
# Days that nothing else in the scene falls on.
DUE_ON, PLANNED_ON = date(2031, 7, 17), date(2031, 8, 23)
PAGE = "text/html"
# Files that somebody has sent in.
FROM_OUTSIDE = {"cases:attachment"}


def said_as(day):
    return {
        long_date(day),
        f"{day:%d-%m-%Y}",
        f"{day:%Y-%m-%d}",
        f"{day:%Y%m%d}",
        f"{day.day}. {long_date(day).split()[1][:3]}",
        f"{day:%d.%m.%Y}",
        f"{day:%d/%m}",
    }


SECRET = said_as(DUE_ON) | said_as(PLANNED_ON)


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic():
        made = make_scene()
        for case in Case.objects.all():
            Deadline.objects.create(
                case=case,
                kind=DeadlineKind.URINE_TEST,
                ref=f"substitution:0:test:{case.pk}",
                opened_on=TODAY,
                due_on=DUE_ON,
                status=DeadlineStatus.OPEN,
                explanation=[{"on": DUE_ON.isoformat(), "text": "Prøve", "rule": "SUB-6", "basis": ""}],
                milestone_names=["due"],
                milestone_dates=[DUE_ON],
                next_warning_on=DUE_ON,
            )
        for course in Course.objects.all():
            UrinePlan.objects.get_or_create(
                course=course,
                settled_at=None,
                defaults={
                    "planned_on": PLANNED_ON,
                    "written_at": NOW,
                    "written_by": made.users[Role.CASEWORKER],
                },
            )
        UrinePlan.objects.filter(settled_at=None).exclude(planned_on=PLANNED_ON).update(settled_at=NOW)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def undone(request):
    if "scene" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("scene")
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def readable(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if response.headers.get("Content-Type", "").startswith("application/pdf"):
        return reading.text(content)
    return content.decode("utf-8", errors="ignore")


def test_no_address_that_answers_with_a_paper_or_a_feed_tells_the_day(scene):
    client = Client()
    client.force_login(scene.everything)
    read = []
    for row in TABLE:
        if row.read is None or row.shows != 200 or row.name in FROM_OUTSIDE:
            continue
        with time_machine.travel(NOW, tick=False):
            response = client.get(reverse(row.name, args=scene.args(row.args)))
        kind = response.headers.get("Content-Type", "")
        if response.status_code != 200 or kind.startswith(PAGE):
            continue
        read.append(row.name)
        text = readable(response)
        told = sorted(day for day in SECRET if day in text)
        assert told == [], row.name
    assert {"cases:journal_print", "offers:agreement_print", "offers:calendar_print"} & set(read)


def test_no_calendar_has_anything_on_the_day(scene):
    for day in (DUE_ON, PLANNED_ON):
        since = datetime.combine(day, time(), tzinfo=NOW.tzinfo)
        everybody = tuple(user.pk for user in scene.users.values())
        wanted = Wanted(since=since, until=since + timedelta(days=1), employee_ids=everybody)
        assert list(bookings(wanted)) == []


def test_no_feed_of_any_employee_has_the_day(scene):
    for user in [*scene.users.values(), scene.everything]:
        feed = feed_of(user, now=NOW + (PLANNED_ON - TODAY) - timedelta(days=3)).decode()
        assert [day for day in SECRET if day in feed] == []


@pytest.mark.parametrize(
    "path",
    sorted(
        str(path.relative_to(ROOT / "templates"))
        for path in Path(ROOT / "templates").rglob("*.html")
        if "papers" in path.parts or "letters" in path.parts
    ),
)
def test_no_paper_and_no_letter_knows_of_coming_tests(path):
    source = Path(get_template(path).origin.name).read_text(encoding="utf-8").lower()
    for word in ("urine", "urinprøve", "test_due", "test_plan", "uvarslet"):
        assert word not in source, path


def test_the_bundle_gives_the_result_and_never_the_coming_day(scene):
    course = Course.objects.get(pk=scene.words["substitution"])
    case = course.case
    UrineTest.objects.create(
        course=course,
        taken_on=TODAY - timedelta(days=1),
        occasion="start",
        outcome="found",
        findings="Kokain i prøven",
        written_at=NOW,
        written_by=scene.users[Role.CASEWORKER],
    )
    with time_machine.travel(NOW, tick=False):
        by = scene.everything
        asked = rights.asked(case, by, now=NOW, received_on=TODAY)
        seal = rights.sealed(rights.gathered(asked, by, now=NOW), by, now=NOW)
    archive = rights.archive(seal)
    text = json.dumps(rights.data(seal), ensure_ascii=False) + reading.text(archive.read("indsigt.pdf"))
    assert "Kokain i prøven" in text
    assert [day for day in SECRET if day in text] == []
    assert "Dagen for en kommende uvarslet prøve oplyses ikke" in text


def test_what_is_withheld_is_destroyed_with_the_rest():
    for holding in holdings():
        if holding.withheld is not None:
            assert holding.why_withheld
            assert not holding.left_out


def test_a_test_that_is_over_is_told_with_its_deadline():
    with time_machine.travel(TREATED_AT, tick=False):
        load_preset("rebild")
        course = treated()
        children(course, from_on=TREATED_AT.date())
        urine(course, TREATED_AT.date())
        holding = next(each for each in holdings() if each.model is Deadline)
        told = holding.told_rows(person_of(course.case.citizen_id)).filter(kind=DeadlineKind.URINE_TEST)
        assert [row.status for row in told] == [DeadlineStatus.MET]
        assert not StoryEntry.objects.filter(case=course.case, text__icontains="20. juni").exists()
