"""A wish for more of the same (ny visitation): the request that a new decision is made on."""

from datetime import datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.enums import Channel, ClockEventKind, ContactedBy, NextStep, Wish
from cases.models import Assessment, Inquiry, TreatmentRequest
from cases.services.assessments import WRITTEN_FIELDS, assessment_of, complete_assessment
from cases.services.clocks import add_event, refresh_clocks
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date

# What was answered once is not asked for again while the citizen is still in treatment.
STILL_TRUE = (
    ClockEventKind.PARENTAL_CONSENT,
    ClockEventKind.OWN_CONSENT,
    ClockEventKind.COMMITMENT_RECEIVED,
    ClockEventKind.MEDICAL_DECLINED,
    ClockEventKind.MEDICAL_HELD,
)


def ask_again(
    earlier: TreatmentRequest, *, wished_offer: str, conclusion: str, by: User, now: datetime
) -> TreatmentRequest:
    """Open a new request on the case, ready for visitation on the earlier assessment; part of an act.

    The earlier one must have ended. Its guarantee is its own, counted from today (END-4: a new visitation).
    """
    if not conclusion.strip():
        raise ValidationError({"conclusion": "Skriv, hvorfor borgeren har brug for mere."})
    inquiry = Inquiry(
        submission=uuid4(),
        case_id=earlier.case_id,
        citizen_id=earlier.case.citizen_id,
        contacted_at=now,
        registered_by=by,
        channel=Channel.IN_PERSON,
        contacted_by=ContactedBy.SELF,
        wish=Wish.TREATMENT,
        substance=earlier.substance,
        stated_age=earlier.age_on(timezone.localdate(now)),
        municipality_code=earlier.inquiry.municipality_code,
        children=earlier.inquiry.children,
        next_step=NextStep.NOTHING,
        note="Ny visitation",
    )
    inquiry._change_reason = "Ny visitation"
    inquiry.save()
    request = TreatmentRequest(
        case=earlier.case,
        inquiry=inquiry,
        substance=earlier.substance,
        serious_problems=earlier.serious_problems,
        wished_offer=wished_offer,
    )
    request._history_user = by
    request.save()
    refresh_clocks(request.pk, by=by)
    for kind, occurred_at in _still_true(earlier):
        add_event(
            request_id=request.pk,
            kind=kind,
            occurred_at=now,
            by=by,
            now=now,
            note=f"Fra den {long_date(timezone.localdate(occurred_at))}, og gælder stadig",
        )
    _copy_assessment(earlier, request, conclusion.strip(), by=by)
    complete_assessment(request_id=request.pk, by=by, now=now)
    return request


def _still_true(earlier: TreatmentRequest) -> list[tuple[ClockEventKind, datetime]]:
    events = earlier.events.standing().filter(kind__in=STILL_TRUE)
    return [(ClockEventKind(event.kind), event.occurred_at) for event in events]


def _copy_assessment(
    earlier: TreatmentRequest, request: TreatmentRequest, conclusion: str, *, by: User
) -> Assessment:
    found, before = assessment_of(request), assessment_of(earlier)
    for field in WRITTEN_FIELDS:
        setattr(found, field, getattr(before, field))
    found.conclusion = conclusion
    found._history_user = by
    found.save()
    return found
