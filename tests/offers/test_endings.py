"""The end of treatment and what follows: codes, contact before a drop-out, follow-up, talks, returns."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from cases.enums import Substance
from offers.endings.after import End, follow_up_due, is_return, quota
from offers.endings.figures import figures
from offers.enums import ContactMeans, FollowUpKind, FollowUpOutcome
from offers.models import CourseEnding
from offers.services.contacts import record_contact
from offers.services.ending import EndingValues, end_course
from offers.services.follow_ups import record_follow_up
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.reconciliation import reconcile
from tests.offers.test_services import book, close, granted
from tests.visitation.scenes import (
    ADULT_CPR,
    COPENHAGEN,
    call,
    caseworker,
    decided,
    load_preset,
    make_user,
    ready,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 8, 31, 12, 0, tzinfo=COPENHAGEN)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _at_the_end_of_august():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


def end(course, reason="completed", status="free", now=NOW, **values):
    return end_course(
        course_id=course.pk,
        values=EndingValues(reason=reason, status=status, **values),
        by=caseworker(),
        now=now,
    )


def treated(preset="jammerbugt", offer="individual", **values):
    load_preset(preset)
    if preset == "jammerbugt":
        course = granted(**values)
    else:
        course = decided(ready(offer=offer, **values), present="Rusmiddelteamet").course
    close(book(course))
    return course


def ended(**values):
    return end(treated(**values))


def follow_up(ending, kind=FollowUpKind.MONTH_1, outcome=FollowUpOutcome.HELD, on=TODAY, now=NOW):
    return record_follow_up(
        ending_id=ending.pk,
        kind=kind,
        outcome=outcome,
        on=on,
        status="free",
        findings="Det går godt.",
        by=caseworker(),
        now=now,
    )


def deadline(ending, kind=DeadlineKind.FOLLOW_UP_1):
    return Deadline.objects.filter(kind=kind, ref=ending.deadline_ref).first()


# The end


def test_an_ending_keeps_the_words_of_its_codes():
    ending = ended()
    assert (ending.reason_label, ending.status_label) == ("Færdigbehandlet", "Stoffri eller alkoholfri")
    assert ending.ends_treatment


@pytest.mark.parametrize("change", [{"reason": "invented"}, {"status": "invented"}])
def test_the_database_knows_which_codes_there_are(change):
    ending = ended()
    ending.pk, ending.course_id = None, ending.course_id
    for name, value in change.items():
        setattr(ending, name, value)
    with pytest.raises(IntegrityError, match="has no code"):
        ending.save(force_insert=True)


@pytest.mark.parametrize(
    "sql", ["UPDATE offers_courseending SET status = 'other'", "DELETE FROM offers_courseending"]
)
def test_an_ending_is_never_changed(sql):
    ended()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_one_standard_wants_the_citizen_sought_before_a_drop_out():
    load_preset("mariagerfjord")
    course = decided(ready(substance=Substance.DRUGS)).course
    session = book(course)
    close(session)
    with pytest.raises(ValidationError, match="altid tages kontakt"):
        end(course, reason="dropped_out", status="unknown")
    contact = {"means": ContactMeans.PHONE, "was_reached": False, "note": "", "by": caseworker(), "now": NOW}
    record_contact(course_id=course.pk, attempted_at=session.planned_at - timedelta(days=1), **contact)
    with pytest.raises(ValidationError, match="altid tages kontakt"):
        end(course, reason="dropped_out", status="unknown")
    record_contact(course_id=course.pk, attempted_at=NOW - timedelta(days=1), **contact)
    assert end(course, reason="dropped_out", status="unknown").reason == "dropped_out"


def test_where_the_standard_is_silent_a_drop_out_waits_for_nothing():
    assert end(treated(), reason="dropped_out", status="unknown")


def test_a_contact_attempt_lies_in_the_past_and_is_never_changed():
    course = treated()
    with pytest.raises(ValidationError, match="fremtiden"):
        record_contact(
            course_id=course.pk,
            attempted_at=NOW + timedelta(hours=1),
            means=ContactMeans.PHONE,
            was_reached=False,
            note="",
            by=caseworker(),
            now=NOW,
        )


def test_nobody_was_sought_before_they_asked_for_help():
    course = treated()
    with pytest.raises(ValidationError, match="før borgeren henvendte sig"):
        record_contact(
            course_id=course.pk,
            attempted_at=NOW - timedelta(days=3650),
            means=ContactMeans.PHONE,
            was_reached=False,
            note="",
            by=caseworker(),
            now=NOW,
        )


def test_what_never_began_has_nothing_to_follow_up():
    ending = end(granted())
    assert not ending.ends_treatment
    assert deadline(ending) is None


# Follow-up


@pytest.mark.parametrize(
    ("ended_on", "after_1", "after_6"),
    [
        (date(2026, 8, 31), date(2026, 9, 30), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2027, 9, 30), date(2028, 2, 29)),
        (date(2026, 1, 15), date(2026, 2, 15), date(2026, 7, 15)),
    ],
)
def test_months_are_calendar_months_and_end_where_the_month_ends(ended_on, after_1, after_6):
    standard = load_preset("norddjurs")
    over = End(ended_on=ended_on, reason="completed", is_anonymous=False)
    assert follow_up_due(FollowUpKind.MONTH_1, over, standard)[0] == after_1
    assert follow_up_due(FollowUpKind.MONTH_6, over, standard)[0] == after_6


@pytest.mark.parametrize("values", [{"reason": "dropped_out"}, {"is_anonymous": True}])
def test_those_who_dropped_out_or_are_anonymous_are_not_followed_up(values):
    over = End(**{"ended_on": TODAY, "reason": "completed", "is_anonymous": False, **values})
    assert follow_up_due(FollowUpKind.MONTH_1, over, load_preset()) is None
    assert quota(over, Substance.ALCOHOL, load_preset()) is None


def test_follow_up_is_due_and_met_by_holding_it():
    ending = ended()
    assert deadline(ending).due_on == date(2026, 9, 30)
    assert deadline(ending, DeadlineKind.FOLLOW_UP_6).due_on == date(2027, 2, 28)
    follow_up(ending)
    assert deadline(ending).status == DeadlineStatus.MET


def test_a_follow_up_held_too_late_did_not_keep_the_date():
    ending = ended()
    late = NOW + timedelta(days=60)
    follow_up(ending, on=late.date(), now=late)
    assert deadline(ending).status == DeadlineStatus.BREACHED


@pytest.mark.parametrize("outcome", [FollowUpOutcome.DECLINED, FollowUpOutcome.NOT_REACHED])
def test_one_who_says_no_or_is_not_reached_is_no_breach(outcome):
    ending = ended()
    follow_up(ending, outcome=outcome)
    assert (deadline(ending).status, deadline(ending).reason) == (DeadlineStatus.WAIVED, outcome.label)


def test_a_follow_up_is_written_once():
    ending = ended()
    follow_up(ending)
    with pytest.raises(ValidationError, match="allerede skrevet"):
        follow_up(ending)


def test_the_database_takes_no_follow_up_from_before_the_end():
    made = follow_up(ended())
    made.pk, made.kind, made.on = None, FollowUpKind.MONTH_6, TODAY - timedelta(days=9)
    with pytest.raises(IntegrityError, match="after the end"):
        made.save(force_insert=True)


# The standard's own talks


@pytest.mark.parametrize(
    ("preset", "substance", "talks"),
    [
        ("jammerbugt", Substance.ALCOHOL, 2),
        ("rebild", Substance.DRUGS, 5),
        ("rebild", Substance.ALCOHOL, None),
        ("norddjurs", Substance.DRUGS, None),
    ],
)
def test_how_many_talks_there_are_afterwards_is_the_standards(preset, substance, talks):
    over = End(ended_on=TODAY, reason="completed", is_anonymous=False)
    found = quota(over, substance, load_preset(preset))
    assert (found and found.talks) == talks
    assert found is None or found.until == date(2027, 8, 31)


def test_the_talks_are_counted_and_no_more_are_given():
    ending = ended()
    for number in range(2):
        follow_up(ending, FollowUpKind.TALK, on=TODAY + timedelta(days=number), now=NOW + timedelta(days=9))
    assert deadline(ending, DeadlineKind.AFTERCARE_TALKS).status == DeadlineStatus.MET
    with pytest.raises(ValidationError, match="2 samtaler"):
        follow_up(ending, FollowUpKind.TALK, on=TODAY + timedelta(days=5), now=NOW + timedelta(days=9))


def test_one_who_wants_no_talks_is_not_waited_for():
    ending = ended()
    follow_up(ending, FollowUpKind.TALK, FollowUpOutcome.DECLINED)
    assert deadline(ending, DeadlineKind.AFTERCARE_TALKS).status == DeadlineStatus.WAIVED


def test_the_nightly_recomputation_finds_no_drift():
    ending = ended()
    follow_up(ending)
    follow_up(ending, FollowUpKind.TALK)
    assert reconcile(today=TODAY).drift_count == 0


# How many were reached, and who came back


@pytest.mark.parametrize(
    ("asked_on", "returned"),
    [
        (date(2026, 8, 31), False),
        (date(2026, 9, 1), True),
        (date(2027, 8, 31), True),
        (date(2027, 9, 1), False),
    ],
)
def test_who_asks_again_within_twelve_months_has_come_back(asked_on, returned):
    assert is_return(ended_on=TODAY, asked_on=asked_on) is returned


def test_the_response_rate_is_of_those_that_were_due():
    first, second = ended(), ended(name="En anden")
    ended(name="En tredje")
    follow_up(first)
    follow_up(second, outcome=FollowUpOutcome.NOT_REACHED)
    found = figures(since=date(2026, 1, 1), until=date(2026, 12, 31), today=date(2026, 10, 1))
    after_1 = found.kinds[0]
    assert (found.ended, after_1.due, after_1.held, after_1.missing) == (3, 3, 1, 1)
    assert after_1.response_rate == 33


def test_the_figures_read_nobodys_case(client, count_queries):
    client.force_login(make_user(Role.TEAM_LEAD))
    path = reverse("offers:follow_up_figures")
    ended()
    client.get(path)
    with count_queries() as one:
        client.get(path)
    ended(name="En anden")
    with count_queries() as two:
        client.get(path)
    assert len(one) == len(two)


# Pages


@pytest.fixture
def signed_in(client):
    client.force_login(caseworker())
    return client


def test_treatment_is_ended_and_followed_up_on_its_pages(signed_in):
    course = treated()
    number = course.case.number
    path = reverse("offers:course_end", args=[number, course.pk])
    signed_in.post(path, {"reason": "completed", "status": "reduced", "what_next": "Efterbehandling"})
    ending = CourseEnding.objects.get()
    page = signed_in.get(course.case.get_absolute_url()).content.decode()
    assert "Afsluttet behandling" in page
    path = reverse("offers:follow_up_new", args=[number, ending.pk, "month_1"])
    answer = signed_in.post(path, {"on": "31-08-2026", "outcome": "held"})
    assert answer.status_code == 422
    answer = signed_in.post(
        path, {"on": "31-08-2026", "outcome": "held", "status": "free", "findings": "Det går godt"}
    )
    assert "Det går godt" in signed_in.get(answer.url).content.decode()


def test_a_follow_up_that_is_none_is_not_there(signed_in):
    ending = ended()
    path = reverse("offers:follow_up_new", args=[ending.case.number, ending.pk, "month_3"])
    assert signed_in.get(path).status_code == 404
    other = ready(name="En anden").case
    assert signed_in.get(reverse("offers:ending", args=[other.number, ending.pk])).status_code == 404


def test_somebody_who_comes_back_is_recognised_on_the_case_page(client):
    cpr = ADULT_CPR
    ended(cpr=cpr)
    later = NOW + timedelta(days=90)
    with time_machine.travel(later, tick=True):
        again = call(at=later, cpr=cpr)
        client.force_login(caseworker())
        page = client.get(again.case.get_absolute_url()).content.decode()
    assert "Vendt tilbage inden for 12 måneder" in page
