"""Breaches of the co-operation agreement, and what follows in the standard's order (SUB-3, SUB-13)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.permissions import require
from cases.seeing import require_sees
from offers.models import AgreementBreach, CooperationAgreement, Course, Sanction
from offers.permissions import can_approve_sanctions, can_follow_substitution, can_prescribe
from offers.services.prescribing import FUTURE, locked_substitution, tell_of_substitution
from offers.substitution.sanctions import Rung, ladder, why_not_carried_out, within_reach
from offers.substitution.terminations import termination_of
from rusmiddel.access.models import User
from rusmiddel.standards.services import in_force


@transaction.atomic
def note_breach(
    *, course_id: int, on: date, text: str, citizens_words: str, by: User, now: datetime
) -> AgreementBreach:
    """Write that the agreement was not kept, and what the citizen says to it."""
    require(can_follow_substitution(by))
    require_sees(by, now, courses=course_id)
    course = locked_substitution(course_id)
    agreement = course.agreements.order_by("version").last()
    if agreement is None:
        raise ValidationError("Der er ingen samarbejdsaftale.")
    if on > timezone.localdate(now):
        raise ValidationError({"on": FUTURE})
    first = course.agreements.order_by("version").first() or agreement
    if on < timezone.localdate(first.written_at):
        raise ValidationError({"on": "Der var ingen aftale den dag."})
    breach = AgreementBreach(
        agreement=_in_force(course, on) or agreement,
        on=on,
        text=text.strip(),
        citizens_words=citizens_words.strip(),
        written_at=now,
        written_by=by,
    )
    breach.validate_constraints()
    breach.save()
    tell_of_substitution(course, "Brud på samarbejdsaftalen er skrevet ned", by=by, at=now)
    return breach


def rungs_now(course: Course) -> list[Rung]:
    """The sanctions that the standard of the request lets follow now."""
    used = Sanction.objects.filter(
        breach__agreement__course=course, carried_out_on__isnull=False
    ).values_list("number", flat=True)
    return within_reach(ladder(in_force(course.request.requested_on)), used=list(used))


@transaction.atomic
def propose_sanction(*, breach_id: int, number: int, reasons: str, by: User, now: datetime) -> Sanction:
    """The doctor says what follows from a breach; what is not a decision is carried out at once.

    ValidationError for a sanction that others come before in the standard's order.
    """
    require(can_prescribe(by))
    require_sees(by, now, courses__agreements__breaches=breach_id)
    breach = AgreementBreach.objects.select_related("agreement").get(pk=breach_id)
    course = locked_substitution(breach.agreement.course_id)
    chosen = next((rung for rung in rungs_now(course) if rung.number == number), None)
    if chosen is None:
        raise ValidationError({"number": "Følgerne tages i standardens rækkefølge. Vælg en, der er nået."})
    if not reasons.strip():
        raise ValidationError({"reasons": "Skriv begrundelsen."})
    sanction = Sanction(
        breach=breach,
        number=chosen.number,
        text=chosen.text,
        is_hard=chosen.is_hard,
        reasons=reasons.strip(),
        proposed_at=now,
        doctor=by,
        carried_out_on=None if chosen.is_hard else timezone.localdate(now),
    )
    sanction.validate_constraints()
    sanction.save()
    text = (
        "Lægen vil have en følge af brud på aftalen prøvet"
        if chosen.is_hard
        else "Lægen har besluttet en følge af brud på aftalen"
    )
    tell_of_substitution(course, text, by=by, at=now)
    return sanction


@transaction.atomic
def hear_citizen(*, sanction_id: int, heard_on: date, answer: str, by: User, now: datetime) -> Sanction:
    """Write that the citizen was heard on it before it is decided, and what the answer was (DEC-6)."""
    require(can_follow_substitution(by))
    sanction = _held(sanction_id, by=by, now=now)
    if sanction.heard_on is not None:
        raise ValidationError("Partshøringen er allerede skrevet.")
    if not timezone.localdate(sanction.proposed_at) <= heard_on <= timezone.localdate(now):
        raise ValidationError({"heard_on": "Dagen ligger fra lægens beslutning til i dag."})
    if not answer.strip():
        raise ValidationError({"answer": "Skriv borgerens svar, eller at der ikke kom et svar."})
    sanction.heard_on, sanction.hearing_answer = heard_on, answer.strip()
    sanction.save(update_fields=["heard_on", "hearing_answer"])
    _tell(sanction, "Borgeren er partshørt", by=by, at=now)
    return sanction


@transaction.atomic
def approve_sanction(*, sanction_id: int, by: User, now: datetime) -> Sanction:
    """The team lead approves a hard sanction, and has not proposed it (SUB-13)."""
    require(can_approve_sanctions(by))
    sanction = _held(sanction_id, by=by, now=now)
    if sanction.heard_on is None:
        raise ValidationError("Borgeren skal partshøres, før følgen godkendes.")
    if sanction.doctor_id == by.pk:
        raise ValidationError("Den, der har besluttet følgen, kan ikke selv godkende den.")
    if sanction.approved_at is not None:
        raise ValidationError("Følgen er allerede godkendt.")
    sanction.approved_at, sanction.approved_by = now, by
    sanction.save(update_fields=["approved_at", "approved_by"])
    _tell(sanction, "Teamlederen har godkendt følgen", by=by, at=now)
    return sanction


@transaction.atomic
def carry_out_sanction(*, sanction_id: int, by: User, now: datetime) -> Sanction:
    """Put a hard sanction into effect: heard, approved and decided, or not at all (SUB-13, END-7)."""
    require(can_prescribe(by))
    sanction = _held(sanction_id, by=by, now=now)
    decision = termination_of(sanction.breach.agreement.course_id)
    lacks = why_not_carried_out(
        is_hard=sanction.is_hard,
        is_heard=sanction.heard_on is not None,
        is_approved=sanction.approved_at is not None,
        decision=decision,
    )
    if lacks:
        raise ValidationError(lacks)
    sanction.decision, sanction.carried_out_on = decision, timezone.localdate(now)
    sanction.save(update_fields=["decision", "carried_out_on"])
    _tell(sanction, "Følgen er sat i værk", by=by, at=now)
    return sanction


@transaction.atomic
def give_up_sanction(*, sanction_id: int, reason: str, by: User, now: datetime) -> Sanction:
    """It does not come to that after all."""
    require(can_prescribe(by) or can_approve_sanctions(by))
    sanction = _held(sanction_id, by=by, now=now)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor følgen opgives."})
    sanction.given_up_on, sanction.given_up_reason = timezone.localdate(now), reason.strip()
    sanction.save(update_fields=["given_up_on", "given_up_reason"])
    _tell(sanction, "Følgen er opgivet", by=by, at=now)
    return sanction


def _in_force(course: Course, on: date) -> CooperationAgreement | None:
    """The version that stood on the day."""
    versions = course.agreements.order_by("-version")
    return next((each for each in versions if timezone.localdate(each.written_at) <= on), None)


def _held(sanction_id: int, *, by: User, now: datetime) -> Sanction:
    require_sees(by, now, courses__agreements__breaches__sanctions=sanction_id)
    locked_substitution(
        Sanction.objects.values_list("breach__agreement__course", flat=True).get(pk=sanction_id)
    )
    sanction = (
        Sanction.objects.select_for_update(of=("self",))
        .select_related("breach__agreement__course")
        .get(pk=sanction_id)
    )
    if not sanction.is_open:
        raise ValidationError("Følgen er sat i værk eller opgivet.")
    return sanction


def _tell(sanction: Sanction, text: str, *, by: User, at: datetime) -> None:
    tell_of_substitution(sanction.breach.agreement.course, text, by=by, at=at)
