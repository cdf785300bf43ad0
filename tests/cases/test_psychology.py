"""Psychological screening and assessment: weeks and talks by the standard, the report, what comes after."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from cases.enums import PsychologyKind, PsychologyTalkPurpose, SessionOutcome
from cases.models import MappingResult
from cases.psychology.terms import refusal, report_due_on, terms
from cases.services.mapping import take_back_mapping
from cases.services.psychology import close_psychology_talk, stop_examination, write_report
from cases.services.requests import assign_case
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.reconciliation import reconcile
from rusmiddel.standards.loading import preset
from tests.access.factories import make_staff
from tests.cases import assessing
from tests.cases.factories import co_worker, march

JAMMERBUGT = preset("jammerbugt")
P = PsychologyTalkPurpose


@pytest.mark.parametrize(
    ("kind", "weeks", "least", "most", "supporting"),
    [(PsychologyKind.SCREENING, 5, 1, 3, 5), (PsychologyKind.ASSESSMENT, 6, 2, 5, None)],
)
def test_weeks_and_talks_are_the_standards(kind, weeks, least, most, supporting):
    found = terms(kind, JAMMERBUGT)

    assert (found.weeks, found.talks_min, found.talks_max, found.supporting_max) == (
        weeks,
        least,
        most,
        supporting,
    )
    assert report_due_on(date(2026, 3, 2), found) == date(2026, 3, 2) + timedelta(weeks=weeks)


def test_a_standard_without_the_offer_has_no_terms():
    assert terms(PsychologyKind.SCREENING, preset("rebild")) is None


@pytest.mark.parametrize(
    ("purpose", "booked", "is_reported", "said"),
    [
        (P.EXAMINATION, 2, False, ""),
        (P.EXAMINATION, 3, False, "højst 3"),
        (P.EXAMINATION, 0, True, "er skrevet"),
        (P.FEEDBACK, 0, False, "før den meldes tilbage"),
        (P.FEEDBACK, 0, True, ""),
        (P.SUPPORT, 4, True, ""),
        (P.SUPPORT, 5, True, "højst 5"),
    ],
)
def test_no_more_talks_than_the_standard_gives(purpose, booked, is_reported, said):
    found = refusal(
        purpose, terms(PsychologyKind.SCREENING, JAMMERBUGT), booked=booked, is_reported=is_reported
    )

    assert (said in found) if said else found == ""


@pytest.fixture
def psychologist(db):
    return make_staff(Role.PSYCHOLOGIST)


@pytest.fixture
def examination(case, caseworker, psychologist):
    return assessing.referred(case, caseworker, psychologist, now=march(3))


def deadline():
    return Deadline.objects.get(kind=DeadlineKind.PSYCHOLOGICAL_REPORT)


def report(examination, psychologist, now, text="Ingen tegn på ADHD."):
    return write_report(examination_id=examination.pk, report=text, finish=True, by=psychologist, now=now)


def test_a_referral_opens_a_deadline_that_is_the_psychologists(examination, psychologist):
    assert deadline().due_on == date(2026, 4, 7)
    assert (deadline().status, deadline().responsible) == (DeadlineStatus.OPEN, psychologist)


def test_the_deadline_stays_the_psychologists_when_the_case_goes_on(examination, psychologist):
    colleague = co_worker(examination.case, Role.CASEWORKER)
    assign_case(case_id=examination.case_id, responsible=colleague, by=colleague, now=march(4))

    assert deadline().responsible == psychologist


@pytest.mark.parametrize(
    ("days", "status"),
    [(35, DeadlineStatus.MET), (36, DeadlineStatus.BREACHED)],
    ids=["last day", "day after"],
)
def test_the_report_meets_the_deadline_or_comes_too_late(examination, psychologist, days, status):
    report(examination, psychologist, march(3) + timedelta(days=days))

    assert deadline().status == status


def test_the_reconciliation_finds_no_drift(examination, psychologist):
    report(examination, psychologist, march(10))

    assert reconcile(today=date(2026, 3, 11)).drift_count == 0


def test_a_report_is_kept_as_it_is_written_and_needs_words_to_be_finished(examination, psychologist):
    kept = write_report(
        examination_id=examination.pk, report="Foreløbigt", finish=False, by=psychologist, now=march(5)
    )

    assert kept.is_open
    with pytest.raises(ValidationError, match="Skriv beskrivelsen"):
        report(examination, psychologist, march(5), text=" ")


def test_only_the_psychologist_writes_and_books(examination, caseworker):
    with pytest.raises(PermissionDenied):
        report(examination, caseworker, march(5))
    with pytest.raises(PermissionDenied):
        assessing.examined(examination, caseworker, now=march(5))


def test_a_fourth_screening_talk_is_refused_unless_one_was_not_held(examination, psychologist):
    talks = [assessing.examined(examination, psychologist, now=march(5), at=march(day)) for day in (5, 6, 7)]
    with pytest.raises(ValidationError, match="højst 3"):
        assessing.examined(examination, psychologist, now=march(5), at=march(8))

    close_psychology_talk(
        talk_id=talks[0].pk, outcome=SessionOutcome.NO_SHOW, note="", by=psychologist, now=march(6)
    )
    assessing.examined(examination, psychologist, now=march(6), at=march(8))


def test_feedback_and_five_supporting_talks_follow_the_report(examination, psychologist):
    report(examination, psychologist, march(5))
    assessing.examined(examination, psychologist, now=march(6), purpose=P.FEEDBACK)
    for day in range(10, 15):
        assessing.examined(examination, psychologist, now=march(6), at=march(day), purpose=P.SUPPORT)

    with pytest.raises(ValidationError, match="højst 5"):
        assessing.examined(examination, psychologist, now=march(6), at=march(20), purpose=P.SUPPORT)


def test_one_open_referral_of_a_kind(examination, case, caseworker, psychologist):
    with pytest.raises(ValidationError, match="åben undersøgelse"):
        assessing.referred(case, caseworker, psychologist, now=march(4))


def test_a_referral_goes_to_a_psychologist(case, caseworker):
    with pytest.raises(ValidationError, match="ikke psykolog"):
        assessing.referred(case, caseworker, caseworker, now=march(4))


def test_it_can_be_stopped_with_a_reason_when_nothing_is_booked(examination, caseworker, psychologist):
    talk = assessing.examined(examination, psychologist, now=march(4), at=march(9))

    def stop(reason):
        return stop_examination(examination_id=examination.pk, reason=reason, by=caseworker, now=march(5))

    with pytest.raises(ValidationError, match="Aflys først"):
        stop("Flyttet")
    close_psychology_talk(
        talk_id=talk.pk, outcome=SessionOutcome.CANCELLED, note="", by=psychologist, now=march(5)
    )
    with pytest.raises(ValidationError, match="hvorfor"):
        stop(" ")
    stop("Flyttet")
    assert deadline().status == DeadlineStatus.LAPSED


def attack(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_lets_nobody_change_a_finished_report(examination, psychologist):
    report(examination, psychologist, march(5))

    with pytest.raises(IntegrityError, match="may never be changed"):
        attack("UPDATE cases_psychologicalexamination SET report = 'Andet'")
    with pytest.raises(IntegrityError, match="may never be changed"):
        attack("DELETE FROM cases_psychologicalexamination")


def test_a_mapping_is_a_summary_that_is_taken_back_and_never_changed(case, caseworker):
    result = assessing.mapped(case, caseworker, now=march(5))

    with pytest.raises(IntegrityError, match="may never be changed"):
        attack("UPDATE cases_mappingresult SET summary = 'Andet'")
    take_back_mapping(result_id=result.pk, reason="Forkert borger", by=caseworker, now=march(6))
    assert not MappingResult.objects.standing().exists()
    with pytest.raises(ValidationError, match="allerede"):
        take_back_mapping(result_id=result.pk, reason="Igen", by=caseworker, now=march(6))


def test_a_tool_that_is_in_no_list_is_refused_by_service_and_database(case, caseworker):
    with pytest.raises(ValidationError, match="ikke i brug"):
        assessing.mapped(case, caseworker, now=march(5), tool="tarot")
    with pytest.raises(IntegrityError, match="has no code tarot"):
        MappingResult.objects.create(
            case=case, mapping_tool="tarot", mapped_on=date(2026, 3, 5), summary="x", recorded_by=caseworker
        )
