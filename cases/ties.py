"""What casework ties an employee to: the reasons to know a case, and what locks out of one."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cases.enums import MEDICAL_EVENTS, STAGES_TO_BOOK, RequestStage, SessionOutcome
from cases.models import (
    AssessmentSession,
    Case,
    ClockEvent,
    ConflictOfInterest,
    CoWorker,
    EmergencyAccess,
    PsychologicalExamination,
    PsychologyTalk,
    RelativeTalk,
    Shield,
    ShieldMember,
    TreatmentRequest,
)
from cases.need_to_know import Found, recently, register_lock, register_tie
from cases.permissions import CALL_ROLES
from rusmiddel.access.enums import Role
from rusmiddel.access.models import Absence, User
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.letters.models import Dispatch, Letter


def register() -> None:
    register_tie(responsible_for)
    register_tie(co_worker_on)
    register_tie(stands_in_for)
    register_tie(answers_for_a_date)
    register_tie(talks_with)
    register_tie(talks_with_relative)
    register_tie(examines)
    register_tie(talks_with_as_psychologist)
    register_tie(opened_in_an_emergency)
    register_tie(took_the_call)
    register_tie(nobody_has_yet, roles=CALL_ROLES)
    register_tie(ready_for_visitation, roles={Role.VISITATOR})
    register_tie(medical_talk_to_be_held, roles={Role.DOCTOR})
    register_tie(recorded_medically, roles={Role.DOCTOR})
    register_tie(booked, roles={Role.SECRETARY})
    register_tie(booked_with_relative, roles={Role.SECRETARY})
    register_tie(booked_with_psychologist, roles={Role.SECRETARY})
    register_tie(to_be_booked, roles={Role.SECRETARY})
    register_tie(letters_to_post, roles={Role.SECRETARY})
    register_lock(shielded_from)
    register_lock(locked_out_of)


def responsible_for(user: User, now: datetime) -> Found:
    """One's own cases, the closed ones too: the citizen who comes back is known to somebody."""
    return Case.objects.filter(responsible=user).values_list("pk")


def co_worker_on(user: User, now: datetime) -> Found:
    return CoWorker.objects.standing().filter(user=user).values_list("case")


def stands_in_for(user: User, now: datetime) -> Found:
    """The open cases of those one stands in for today."""
    return Case.objects.open().filter(responsible__in=_away(user, now)).values_list("pk")


def answers_for_a_date(user: User, now: datetime) -> Found:
    """Cases with an open deadline that is one's own, or belongs to somebody one stands in for."""
    mine = Q(responsible=user) | Q(responsible__in=_away(user, now))
    return Deadline.objects.open().filter(mine).values_list("case")


def talks_with(user: User, now: datetime) -> Found:
    """Cases in which one has a talk of the assessment, from a while back and on."""
    return AssessmentSession.objects.filter(_talks(user, now)).values_list("assessment__request__case")


def talks_with_relative(user: User, now: datetime) -> Found:
    """Cases of relatives with whom one has a talk, from a while back and on."""
    return RelativeTalk.objects.filter(_talks(user, now)).values_list("course__case")


def examines(user: User, now: datetime) -> Found:
    """Cases in which one writes the psychologist's report, and a while after it is written or stopped."""
    since = recently(now)
    going_on = Q(reported_at=None, stopped_on=None)
    lately = Q(reported_at__gte=since) | Q(stopped_on__gte=timezone.localdate(since))
    examinations = PsychologicalExamination.objects.filter(psychologist=user)
    return examinations.filter(going_on | lately).values_list("case")


def talks_with_as_psychologist(user: User, now: datetime) -> Found:
    """Cases in which one has a psychologist's talk, from a while back and on."""
    return PsychologyTalk.objects.filter(_talks(user, now)).values_list("examination__case")


def opened_in_an_emergency(user: User, now: datetime) -> Found:
    return EmergencyAccess.objects.running(now).filter(user=user).values_list("case")


def took_the_call(user: User, now: datetime) -> Found:
    """Cases that opened with one's own note of a call, until somebody has them."""
    return (
        Case.objects.open()
        .filter(responsible=None, inquiries__registered_by=user, inquiries__registered_at__gte=recently(now))
        .values_list("pk")
    )


def nobody_has_yet(user: User, now: datetime) -> Found:
    """Open cases without anybody responsible: whoever takes calls may take them."""
    return Case.objects.open().filter(responsible=None).values_list("pk")


def ready_for_visitation(user: User, now: datetime) -> Found:
    return TreatmentRequest.objects.filter(stage=RequestStage.READY).values_list("case")


def medical_talk_to_be_held(user: User, now: datetime) -> Found:
    """Every doctor answers for the medical talks that are still to be held (section 25)."""
    return Deadline.objects.open().of_kind(DeadlineKind.MEDICAL_TALK).values_list("case")


def recorded_medically(user: User, now: datetime) -> Found:
    """Cases in which one has offered or held the medical talk oneself."""
    return ClockEvent.objects.filter(
        recorded_by=user, kind__in=sorted(MEDICAL_EVENTS), recorded_at__gte=recently(now)
    ).values_list("request__case")


def booked(user: User, now: datetime) -> Found:
    """Cases with a talk that is still to come, for whoever answers 'when is my appointment'."""
    return AssessmentSession.objects.filter(
        outcome=SessionOutcome.PLANNED, planned_at__gte=recently(now)
    ).values_list("assessment__request__case")


def booked_with_relative(user: User, now: datetime) -> Found:
    return RelativeTalk.objects.filter(
        outcome=SessionOutcome.PLANNED, planned_at__gte=recently(now)
    ).values_list("course__case")


def booked_with_psychologist(user: User, now: datetime) -> Found:
    return PsychologyTalk.objects.filter(
        outcome=SessionOutcome.PLANNED, planned_at__gte=recently(now)
    ).values_list("examination__case")


def to_be_booked(user: User, now: datetime) -> Found:
    """Cases on the way to visitation, whose talks the secretary books."""
    return TreatmentRequest.objects.filter(stage__in=sorted(STAGES_TO_BOOK)).values_list("case")


def letters_to_post(user: User, now: datetime) -> Found:
    """Cases with a letter that lies in the house, or that was written a short while ago."""
    sent = Exists(Dispatch.objects.filter(letter=OuterRef("pk")))
    return Letter.objects.filter(Q(issued_at__gte=recently(now)) | ~sent).values_list("case")


def shielded_from(user: User, now: datetime) -> Found:
    """Shielded cases in which one is not among those named."""
    named = ShieldMember.objects.filter(shield=OuterRef("pk"), user=user)
    return Shield.objects.standing().exclude(Exists(named)).values_list("case")


def locked_out_of(user: User, now: datetime) -> Found:
    return ConflictOfInterest.objects.standing().filter(user=user).values_list("case")


def _talks(user: User, now: datetime) -> Q:
    """One's own talks, and those still to be held by somebody one stands in for."""
    covered = Q(employee__in=_away(user, now), outcome=SessionOutcome.PLANNED)
    return (Q(employee=user) | covered) & Q(planned_at__gte=recently(now))


def _away(user: User, now: datetime) -> Found:
    return Absence.objects.covered_by(user, on=timezone.localdate(now))
