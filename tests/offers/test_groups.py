"""Groups: what the standard says, places in the line's order, attendance in everybody's own record."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from cases.enums import ClockEventKind, RequestStage, SessionOutcome, Substance
from cases.models import Case, RelativeTalk, StoryEntry
from cases.services.relatives import Relative
from offers.attendance import names_somebody
from offers.enums import CourseStatus, GroupMeetingStatus, GroupStatus, Intake, MembershipStatus
from offers.groups import (
    closing_talks_owed,
    group_offers,
    is_individual_meanwhile,
    is_new_group_due,
    meeting_days,
    meets_in_group,
    pre_talk_missing,
    terms_of,
    why_too_large,
    why_wrong_length,
)
from offers.models import Course, GroupAttendance, Membership, Session
from offers.services.attendance import to_be_written
from offers.services.ending import EndingValues, end_course
from offers.services.groups import cancel_meeting, change_group, end_group
from offers.services.memberships import keep_waiting, leave, note_background, take_place, wait_as_relative
from offers.services.sessions import take_back_session
from rusmiddel.access.enums import Role
from rusmiddel.calendar import danish_holidays
from rusmiddel.standards.loading import preset
from tests.access.factories import make_staff
from tests.cases.test_relatives import opened
from tests.offers.grouping import (
    AFTER,
    FIRST_AT,
    came,
    granted,
    group,
    join,
    meetings,
    members,
    seat,
    values,
    waiting,
    write,
)
from tests.visitation.scenes import DECIDED_AT, caseworker, load_preset, make_user

pytestmark = pytest.mark.django_db
LEAD_DAY = AFTER + timedelta(days=3)


@pytest.fixture(autouse=True)
def _after_the_meeting():
    with time_machine.travel(AFTER, tick=True):
        yield


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


def offer(name, key):
    return preset(name).offer(key)


def texts(case):
    return " ".join(StoryEntry.objects.filter(case=case).values_list("text", flat=True))


# What the standards say


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("jammerbugt", {"group", "aftercare_group", "relatives_group"}),
        ("rebild", {"group_drugs", "anonymous_group"}),
        ("mariagerfjord", {"anonymous_group"}),
        ("norddjurs", set()),
    ],
)
def test_each_standard_says_what_it_gives_in_groups(name, keys):
    assert {each.key for each in group_offers(preset(name))} == keys


def test_jammerbugts_group_has_six_to_eight_places_and_lasts_two_to_three_hours_each_week():
    terms = terms_of(offer("jammerbugt", "group"))
    assert (terms.soft_limit, terms.hard_limit, terms.minutes, terms.weeks_between) == (6, 8, 120, 1)
    assert why_too_large(offer("jammerbugt", "group"), 9)
    assert not why_too_large(offer("jammerbugt", "group"), 8)
    assert [bool(why_wrong_length(offer("jammerbugt", "group"), m)) for m in (119, 120, 180, 181)] == [
        True,
        False,
        False,
        True,
    ]


def test_where_the_standard_names_no_size_any_size_goes():
    assert not why_too_large(offer("rebild", "group_drugs"), 20)


def test_relatives_meet_every_third_week_in_jammerbugt_and_in_no_group_elsewhere():
    assert terms_of(offer("jammerbugt", "relatives_group")).weeks_between == 3
    assert not meets_in_group(offer("rebild", "relatives"))


def test_meetings_pass_over_public_holidays():
    holidays = danish_holidays(2026)
    days = meeting_days(date(2026, 3, 19), weeks_between=1, count=4, closed=holidays)
    assert days == [date(2026, 3, 19), date(2026, 3, 26), date(2026, 4, 9), date(2026, 4, 16)]


def test_every_third_week_is_every_third_week():
    days = meeting_days(date(2026, 1, 7), weeks_between=3, count=3, closed=())
    assert days == [date(2026, 1, 7), date(2026, 1, 28), date(2026, 2, 18)]


@pytest.mark.parametrize(
    ("name", "key", "others", "has_group", "individual"),
    [
        ("rebild", "group_drugs", 0, False, True),
        ("rebild", "anonymous_group", 0, False, True),
        ("rebild", "group_drugs", 1, False, False),
        ("rebild", "group_drugs", 0, True, False),
        ("jammerbugt", "group", 0, False, False),
    ],
)
def test_whoever_is_alone_in_rebild_is_treated_individually_meanwhile(
    name, key, others, has_group, individual
):
    found = is_individual_meanwhile(offer(name, key), others_waiting=others, has_group=has_group)
    assert found is individual


def test_after_eight_anonymous_meetings_mariagerfjord_owes_one_talk():
    standard = preset("mariagerfjord")
    found = offer("mariagerfjord", "anonymous_group")
    assert [closing_talks_owed(found, standard, attended=n) for n in (7, 8)] == [0, 1]


@pytest.mark.parametrize(
    ("began", "due"),
    [(None, True), (date(2026, 1, 12), False), (date(2025, 12, 31), True), (date(2026, 3, 1), False)],
)
def test_mariagerfjord_begins_an_anonymous_group_each_quarter(began, due):
    found = offer("mariagerfjord", "anonymous_group")
    standard = preset("mariagerfjord")
    assert is_new_group_due(found, standard, last_began_on=began, today=date(2026, 3, 20)) is due


@pytest.mark.parametrize(
    ("outside", "held", "missing"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_who_comes_to_aftercare_from_outside_has_a_talk_first(outside, held, missing):
    found = pre_talk_missing(offer("jammerbugt", "aftercare_group"), is_from_outside=outside, is_held=held)
    assert bool(found) is missing


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Vi talte om tilbagefald.", False),
        ("Karsten fortalte om sin uge.", True),
        ("Det gik godt for Holmgaard", True),
        ("Karstens uge", False),
        ("karsten", False),
    ],
)
def test_a_text_for_everybody_names_nobody(text, named):
    assert names_somebody(text, ["Karsten Holmgaard", ""]) is named


# The waiting list and the places


def test_a_grant_of_a_group_puts_the_citizen_on_the_waiting_list():
    membership = waiting()
    assert membership.status == MembershipStatus.WAITING
    assert "På venteliste til Ambulant gruppebehandling" in texts(membership.case)


def test_a_grant_of_talks_puts_nobody_on_a_list():
    granted(offer="individual")
    assert not Membership.objects.exists()


def test_places_are_offered_in_the_order_of_the_line():
    first, second = waiting("Anna Kvist"), waiting("Bodil Rask")
    found = group()
    assert [seat(found).pk, seat(found).pk] == [first.pk, second.pk]
    with pytest.raises(ValidationError, match="Ingen venter"):
        seat(found)


def test_who_would_rather_wait_keeps_the_place_in_the_line():
    first = waiting("Anna Kvist")
    waiting("Bodil Rask")
    found = group()
    seat(found)
    keep_waiting(membership_id=first.pk, by=caseworker(), now=DECIDED_AT)
    assert seat(found).pk == first.pk


def test_a_full_group_offers_no_place():
    found = group(soft_limit=1, hard_limit=1)
    members(found, "Anna Kvist")
    waiting("Bodil Rask")
    with pytest.raises(ValidationError, match="fuld"):
        seat(found)


def test_the_database_gives_the_last_place_once_whoever_writes_it():
    found = group(soft_limit=1, hard_limit=1)
    members(found, "Anna Kvist")
    other = waiting("Bodil Rask")
    with pytest.raises(IntegrityError, match="is full"), transaction.atomic():
        Membership.objects.filter(pk=other.pk).update(status="offered", group=found, offered_at=DECIDED_AT)
    with pytest.raises(IntegrityError, match="More places are taken"), connection.cursor() as cursor:
        cursor.execute("UPDATE offers_group SET hard_limit = 0, soft_limit = 0 WHERE id = %s", [found.pk])


def test_the_database_takes_nobody_into_a_group_of_another_offer():
    other = waiting("Bodil Rask")
    aftercare = group("aftercare_group")
    with pytest.raises(IntegrityError, match="another offer"):
        Membership.objects.filter(pk=other.pk).update(
            status="offered", group=aftercare, offered_at=DECIDED_AT
        )


def test_a_membership_rests_on_the_citizens_own_course():
    mine, other = granted("Anna Kvist"), granted("Bodil Rask")
    Membership.objects.filter(course=mine).update(
        status="left", left_on=DECIDED_AT.date(), left_reason="Fortrudt"
    )
    with pytest.raises(IntegrityError, match="another's"):
        Membership.objects.create(case=other.case, course=mine, offer_key="group", waiting_since=DECIDED_AT)


def test_nobody_waits_twice_for_the_same():
    course = granted()
    with pytest.raises(IntegrityError, match="membership_one_open_per_course"):
        Membership.objects.create(
            case=course.case, course=course, offer_key="group", waiting_since=DECIDED_AT
        )


def test_a_closed_group_takes_nobody_once_it_has_begun():
    found = group(intake=Intake.CLOSED)
    (member,) = members(found, "Anna Kvist")
    write(meetings(found)[0], came(member))
    waiting("Bodil Rask")
    with pytest.raises(ValidationError, match="tager ikke nye"):
        seat(found)


def test_whoever_lacks_the_pre_talk_is_passed_over_until_it_is_held():
    outside = waiting("Anna Kvist", offer="aftercare_group")
    own = waiting("Bodil Rask", offer="aftercare_group")
    note_background(
        membership_id=outside.pk, is_from_outside=True, pre_talk_on=None, by=caseworker(), now=DECIDED_AT
    )
    found = group("aftercare_group")
    assert seat(found).pk == own.pk
    note_background(
        membership_id=outside.pk,
        is_from_outside=True,
        pre_talk_on=DECIDED_AT.date(),
        by=caseworker(),
        now=DECIDED_AT,
    )
    assert seat(found).pk == outside.pk


def test_no_pre_talk_was_held_before_there_was_a_case():
    with pytest.raises(ValidationError, match="før sagen blev åbnet"):
        note_background(
            membership_id=waiting("Anna Kvist", offer="aftercare_group").pk,
            is_from_outside=True,
            pre_talk_on=date(1962, 6, 1),
            by=caseworker(),
            now=DECIDED_AT,
        )


def test_taking_a_place_with_a_meeting_planned_is_the_meeting_that_was_agreed():
    found = group()
    meetings(found)
    course = granted()
    join(found)
    kinds = course.request.events.standing().values_list("kind", flat=True)
    assert ClockEventKind.MEETING_AGREED in kinds


def test_who_stops_in_the_group_goes_on_with_the_course():
    (member,) = members(group(), "Anna Kvist")
    leave(membership_id=member.pk, reason="Vil hellere have samtaler", by=caseworker(), now=AFTER)
    member.refresh_from_db()
    assert (member.status, member.course.is_open) == (MembershipStatus.LEFT, True)


def test_a_reason_is_asked_for():
    (member,) = members(group(), "Anna Kvist")
    with pytest.raises(ValidationError, match="hvorfor"):
        leave(membership_id=member.pk, reason=" ", by=caseworker(), now=AFTER)


def test_who_says_no_to_a_place_did_not_take_it():
    waiting()
    offered = seat(group())
    assert (
        leave(membership_id=offered.pk, reason="Passer ikke", by=caseworker(), now=AFTER).status == "declined"
    )


def test_the_end_of_the_course_is_the_end_in_the_group():
    (member,) = members(group(), "Anna Kvist")
    end_course(
        course_id=member.course_id,
        values=EndingValues(reason="moved", status="unchanged"),
        by=caseworker(),
        now=AFTER,
    )
    member.refresh_from_db()
    assert (member.status, member.left_reason) == (
        MembershipStatus.LEFT,
        "forløbet er afsluttet: Flyttet til anden kommune",
    )


# Groups


def test_a_group_needs_somebody_who_leads_it():
    found = group()
    with pytest.raises(ValidationError, match="mindst én behandler"):
        change_group(group_id=found.pk, values=values(), therapists=[], by=caseworker(), now=AFTER)


def test_a_group_is_no_larger_than_the_standard_says():
    with pytest.raises(ValidationError, match="højst 8 pladser"):
        group(hard_limit=9)


def test_fewer_places_than_are_taken_are_refused():
    found = group()
    members(found, "Anna Kvist", "Bodil Rask")
    with pytest.raises(ValidationError, match="allerede 2 pladser"):
        change_group(
            group_id=found.pk,
            values=values(soft_limit=1, hard_limit=1),
            therapists=[caseworker()],
            by=caseworker(),
            now=AFTER,
        )


def test_an_offer_of_talks_makes_no_group():
    with pytest.raises(ValidationError, match="ikke det tilbud i gruppe"):
        group("individual")


def test_a_group_keeps_its_hour_when_summer_time_begins():
    planned = meetings(group(), count=4)
    assert {meeting.planned_at.astimezone(FIRST_AT.tzinfo).hour for meeting in planned} == {13}


def test_two_meetings_of_a_group_are_never_at_the_same_time():
    found = group()
    meetings(found)
    with pytest.raises(ValidationError, match="allerede et møde"):
        meetings(found)


def test_the_end_of_a_group_calls_off_its_meetings_and_leaves_the_courses():
    found = group()
    (member,) = members(found, "Anna Kvist")
    meetings(found, count=3, first_at=FIRST_AT + timedelta(weeks=1))
    end_group(group_id=found.pk, reason="For få deltagere", by=caseworker(), now=AFTER)
    member.refresh_from_db()
    assert set(found.meetings.values_list("status", flat=True)) == {GroupMeetingStatus.CANCELLED}
    assert (member.status, member.course.is_open) == (MembershipStatus.LEFT, True)


def test_a_secretary_runs_no_groups():
    with pytest.raises(PermissionDenied):
        group(by=make_user(Role.SECRETARY))


# Attendance


def test_attendance_is_written_once_and_stands_in_each_members_own_record():
    found = group()
    anna, bodil, carl = members(found, "Anna Kvist", "Bodil Rask", "Carl Toft")
    meeting = meetings(found)[0]
    write(
        meeting,
        came(anna, note="Var stille i dag."),
        came(bodil, SessionOutcome.NO_SHOW),
        came(carl, SessionOutcome.CANCELLED, "Syg."),
        content="Risikosituationer.",
    )
    talks = {
        talk.course.case.citizen.name: talk
        for talk in Session.objects.select_related("course__case__citizen")
    }
    assert {name: talk.outcome for name, talk in talks.items()} == {
        "Anna Kvist": "held",
        "Bodil Rask": "no_show",
        "Carl Toft": "cancelled",
    }
    assert talks["Anna Kvist"].note == "Risikosituationer.\n\nVar stille i dag."
    assert talks["Bodil Rask"].note == ""


def test_nobodys_record_names_the_others():
    found = group()
    joined = members(found, "Anna Kvist", "Bodil Rask")
    write(meetings(found)[0], *(came(each) for each in joined), content="Risikosituationer.")
    assert not names_somebody(texts(joined[0].case), ["Bodil Rask"])
    assert not names_somebody(texts(joined[1].case), ["Anna Kvist"])
    assert "Onsdagsgruppen" in texts(joined[0].case)


def test_a_text_that_names_a_member_is_refused_and_nothing_is_written():
    found = group()
    anna, bodil = members(found, "Anna Kvist", "Bodil Rask")
    meeting = meetings(found)[0]
    with pytest.raises(ValidationError) as refused:
        write(meeting, came(anna), came(bodil), content="Bodil fortalte om sin uge.")
    assert "content" in refused.value.message_dict
    with pytest.raises(ValidationError) as refused:
        write(meeting, came(anna, note="Sad ved siden af Bodil."), came(bodil, note="Bodil var glad."))
    assert set(refused.value.message_dict) == {f"note_{anna.pk}"}
    assert not Session.objects.exists()


def test_the_first_meeting_held_is_the_start_of_treatment_and_of_the_group():
    found = group()
    anna, bodil = members(found, "Anna Kvist", "Bodil Rask")
    write(meetings(found)[0], came(anna), came(bodil, SessionOutcome.NO_SHOW))
    anna_course, bodil_course = Course.objects.get(pk=anna.course_id), Course.objects.get(pk=bodil.course_id)
    assert (anna_course.status, anna_course.request.stage) == (CourseStatus.ACTIVE, RequestStage.IN_TREATMENT)
    assert (bodil_course.status, bodil_course.request.stage) == (CourseStatus.PLANNED, RequestStage.GRANTED)
    found.refresh_from_db()
    assert (found.status, found.began_on) == (GroupStatus.RUNNING, FIRST_AT.date())


def test_what_keeps_one_from_beginning_is_told_beside_that_one_and_nothing_is_written():
    found = group()
    (anna,) = members(found, "Anna Kvist")
    (young,) = members(found, "Ung Kvist", stated_age=16, substance=Substance.DRUGS)
    with pytest.raises(ValidationError) as refused:
        write(meetings(found)[0], came(anna), came(young))
    assert set(refused.value.message_dict) == {f"outcome_{young.pk}"}
    assert not Session.objects.exists()


def test_attendance_is_written_no_sooner_than_the_meeting():
    found = group()
    (anna,) = members(found, "Anna Kvist")
    with pytest.raises(ValidationError, match="fremtiden"):
        write(meetings(found)[0], came(anna), now=DECIDED_AT)


def test_a_late_entry_says_when_it_was_written():
    found = group()
    (anna,) = members(found, "Anna Kvist")
    meeting = write(meetings(found)[0], came(anna), now=LEAD_DAY)
    assert meeting.days_late == 3
    assert GroupAttendance.objects.get().recorded_at == LEAD_DAY


def test_attendance_twice_is_refused():
    found = group()
    (anna,) = members(found, "Anna Kvist")
    meeting = meetings(found)[0]
    write(meeting, came(anna))
    with pytest.raises(ValidationError, match="skrevet fremmøde imens"):
        write(meeting, came(anna))


def test_a_meeting_that_was_called_off_has_no_attendance():
    found = group()
    (anna,) = members(found, "Anna Kvist")
    meeting = cancel_meeting(meeting_id=meetings(found)[0].pk, reason="Sygdom", by=caseworker())
    with pytest.raises(ValidationError, match="aflyst"):
        write(meeting, came(anna))
    assert not Session.objects.exists()


def test_who_began_after_the_meeting_was_not_there():
    found = group()
    meeting = meetings(found, first_at=FIRST_AT - timedelta(days=5))[0]
    members(found, "Anna Kvist")
    assert not to_be_written(meeting).exists()


def test_who_cannot_see_a_member_writes_for_the_others_and_the_rest_stays():
    found = group()
    anna, bodil = members(found, "Anna Kvist", "Bodil Rask")
    stranger = make_staff(Role.CASEWORKER)
    with pytest.raises(ValidationError, match="ændret sig"):
        write(meetings(found)[0], came(anna), by=stranger)
    meeting = found.meetings.get()
    write(meeting, came(anna))
    assert [each.pk for each in to_be_written(meeting)] == [bodil.pk]
    write(meeting, came(bodil))
    assert Session.objects.count() == 2


def test_attendance_that_was_wrong_is_taken_back_as_any_talk_is():
    found = group()
    (anna,) = members(found, "Anna Kvist")
    write(meetings(found)[0], came(anna))
    session = Session.objects.get()
    take_back_session(session_id=session.pk, reason="Forkert kryds", by=caseworker(), now=AFTER)
    assert Course.objects.get(pk=anna.course_id).status == CourseStatus.PLANNED


def test_the_database_keeps_attendance_and_whose_it_is():
    found = group()
    anna, bodil = members(found, "Anna Kvist", "Bodil Rask")
    meeting = meetings(found)[0]
    write(meeting, came(anna))
    row = GroupAttendance.objects.get()
    with pytest.raises(IntegrityError, match="never be changed"), transaction.atomic():
        GroupAttendance.objects.update(recorded_at=LEAD_DAY)
    with pytest.raises(IntegrityError, match="never be changed"), transaction.atomic():
        GroupAttendance.objects.all()._raw_delete("default")
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupAttendance.objects.create(
            meeting=meeting,
            membership=bodil,
            session=Session.objects.create(
                course=anna.course, planned_at=AFTER, minutes=5, employee=caseworker()
            ),
            recorded_at=AFTER,
            recorded_by=caseworker(),
        )
    assert row.session is not None


def test_a_relative_waits_meets_and_has_it_in_the_own_record():
    near = Relative(name="Grethe", age=52)
    relative = opened(caseworker(), relative=near, offer_key="relatives_group", now=DECIDED_AT)
    wait_as_relative(relative_course_id=relative.pk, by=caseworker(), now=DECIDED_AT)
    found = group("relatives_group", weeks_between=3, name="Pårørende")
    member = join(found)
    write(meetings(found)[0], came(member), content="At sætte grænser.")
    talk = RelativeTalk.objects.get()
    assert (talk.course_id, talk.outcome, talk.note) == (relative.pk, "held", "At sætte grænser.")
    assert not Session.objects.exists()


# Need to know


def test_whoever_leads_the_group_sees_its_members_and_not_those_who_wait():
    leader = make_staff(Role.CASEWORKER)
    found = group(therapists=[leader])
    (anna,) = members(found, "Anna Kvist")
    bodil = waiting("Bodil Rask")
    seen = set(Case.objects.visible_to(leader).values_list("pk", flat=True))
    assert anna.case_id in seen
    assert bodil.case_id not in seen


def test_whoever_no_longer_leads_it_no_longer_sees_them():
    leader = make_staff(Role.CASEWORKER)
    found = group(therapists=[leader, caseworker()])
    (anna,) = members(found, "Anna Kvist")
    change_group(group_id=found.pk, values=values(), therapists=[caseworker()], by=caseworker(), now=AFTER)
    assert not Case.objects.visible_to(leader).filter(pk=anna.case_id).exists()


def test_a_place_goes_to_nobody_the_user_cannot_see():
    waiting("Anna Kvist")
    found = group()
    with pytest.raises(ValidationError, match="ikke har adgang"):
        seat(found, by=make_staff(Role.CASEWORKER))


def test_a_place_is_taken_once():
    waiting()
    offered = seat(group())
    take_place(membership_id=offered.pk, by=caseworker(), now=AFTER)
    with pytest.raises(ValidationError):
        take_place(membership_id=offered.pk, by=caseworker(), now=AFTER)
