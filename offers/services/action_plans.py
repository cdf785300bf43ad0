"""The handleplan (serviceloven § 141): offered, and accepted or declined."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import StoryKind
from cases.models import Case
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from offers.enums import ActionPlanAnswer
from offers.models import ActionPlanOffer
from offers.permissions import can_plan
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date


@transaction.atomic
def offer_action_plan(
    *, case_id: int, offered_on: date, note: str, by: User, now: datetime
) -> ActionPlanOffer:
    """Record that the citizen was offered one (section 12)."""
    require(can_plan(by))
    require_sees(by, now, pk=case_id)
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)
    if not case.is_open:
        raise ValidationError("Sagen er lukket.")
    if offered_on > timezone.localdate(now):
        raise ValidationError({"offered_on": "Datoen ligger i fremtiden."})
    if offered_on < case.opened_on:
        raise ValidationError({"offered_on": "Datoen ligger, før sagen blev åbnet."})
    offer = ActionPlanOffer(case=case, offered_on=offered_on, recorded_by=by, note=note.strip())
    offer._history_user = by
    offer.validate_constraints()
    offer.save()
    _tell(offer, f"Handleplan tilbudt {long_date(offered_on)}", by=by, now=now)
    return offer


@transaction.atomic
def answer_action_plan(
    *, offer_id: int, answer: ActionPlanAnswer, answered_on: date, by: User, now: datetime
) -> ActionPlanOffer:
    """Record what the citizen said; once."""
    require(can_plan(by))
    require_sees(by, now, action_plans=offer_id)
    offer = ActionPlanOffer.objects.select_for_update(of=("self",)).select_related("case").get(pk=offer_id)
    if offer.answer:
        raise ValidationError("Svaret er allerede registreret.")
    if answered_on > timezone.localdate(now):
        raise ValidationError({"answered_on": "Datoen ligger i fremtiden."})
    if answered_on < offer.offered_on:
        raise ValidationError({"answered_on": "Svaret kan ikke ligge før tilbuddet."})
    offer.answer, offer.answered_on = answer, answered_on
    offer._history_user = by
    offer.save()
    _tell(offer, f"Handleplan: borgeren {answer.label.lower()}", by=by, now=now)
    return offer


def _tell(offer: ActionPlanOffer, text: str, *, by: User, now: datetime) -> None:
    tell(case_id=offer.case_id, kind=StoryKind.TREATMENT, at=now, text=text, by=by)
