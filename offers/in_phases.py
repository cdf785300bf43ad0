"""What a course's own page shows of its phases, its gift cards and its length."""

from datetime import date
from typing import Any

from django.utils import timezone

from cases.enums import SessionOutcome
from offers.gift_cards import terms_of
from offers.models import Course, HandOut
from offers.move import plan_of, position
from offers.nada import ends_on
from offers.permissions import can_hand_out_gift_cards
from offers.services.gift_cards import owed_talks
from rusmiddel.access.models import User
from rusmiddel.standards.services import in_force


def in_phases(course: Course, user: User, today: date) -> dict[str, Any]:
    """`course` is read with its sessions."""
    offer = in_force(course.request.requested_on).offer(course.offer_key)
    held = [
        timezone.localdate(session.planned_at)
        for session in course.sessions.all()
        if session.outcome == SessionOutcome.HELD
    ]
    plan = plan_of(offer)
    terms = terms_of(offer)
    shown: dict[str, Any] = {
        "position": position(plan, held) if plan else None,
        "ends_on": ends_on(offer, course.started_on) if course.started_on else None,
        "gift_card": terms,
    }
    if terms is None:
        return shown
    hand_outs = list(
        HandOut.objects.filter(course=course)
        .select_related("card", "handed_by", "session", "taken_back_by")
        .order_by("nth", "pk")
    )
    this_year = list(
        HandOut.objects.standing()
        .filter(course__case=course.case_id, handed_at__year=today.year)
        .select_related("card")
    )
    return {
        **shown,
        "hand_outs": hand_outs,
        "cards_owed": owed_talks(course),
        "cards_this_year": len(this_year),
        "kroner_this_year": sum(handed.card.amount for handed in this_year),
        "may_hand_out": can_hand_out_gift_cards(user),
    }
