"""Gift cards (gavekort): into the stock, out to the citizen who has earned one, and back."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone

from cases.enums import SessionOutcome, StoryKind
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from offers.gift_cards import Account, earning_talks, terms_of
from offers.models import Course, GiftCard, HandOut, Session
from offers.move import plan_of
from offers.permissions import can_hand_out_gift_cards, can_keep_gift_cards
from offers.services.locks import locked
from rusmiddel.access.models import User
from rusmiddel.standards.services import in_force

NOT_USED = "Kvalitetsstandarden bruger ikke gavekort i det tilbud."


@transaction.atomic
def receive_cards(
    *, numbers: Sequence[str], amount: int, received_on: date, by: User, today: date
) -> list[GiftCard]:
    """Take new cards into the stock; a number is there once, for ever."""
    require(can_keep_gift_cards(by))
    if not numbers:
        raise ValidationError({"numbers": "Skriv mindst ét nummer."})
    if received_on > today:
        raise ValidationError({"received_on": "Datoen ligger i fremtiden."})
    doubled = {number for number in numbers if numbers.count(number) > 1}
    known = set(GiftCard.objects.filter(number__in=numbers).values_list("number", flat=True))
    if doubled | known:
        found = ", ".join(sorted(doubled | known)[:5])
        raise ValidationError({"numbers": f"Findes allerede, eller er skrevet to gange: {found}."})
    return GiftCard.objects.bulk_create(
        GiftCard(number=number, amount=amount, received_on=received_on, received_by=by) for number in numbers
    )


@transaction.atomic
def withdraw_card(*, card_id: int, reason: str, by: User, today: date) -> GiftCard:
    """Take a card out of the stock that is lost, expired or destroyed."""
    require(can_keep_gift_cards(by))
    card = GiftCard.objects.select_for_update(of=("self",)).get(pk=card_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor kortet trækkes ud."})
    if not card.is_in_hand:
        raise ValidationError(f"Kortet kan ikke trækkes ud: {card.state.lower()}.")
    card.withdrawn_on, card.withdrawn_by, card.withdrawn_reason = today, by, reason.strip()
    card.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_reason"])
    return card


@transaction.atomic
def hand_out_card(*, course_id: int, card_id: int, is_signed: bool, by: User, now: datetime) -> HandOut:
    """Give the citizen a card for the first talk that has earned one and has none (10.4).

    Counted on talks that were held, never on booked ones; no more than are earned.
    """
    require(can_hand_out_gift_cards(by))
    require_sees(by, now, courses=course_id)
    course = locked(course_id)
    offer = in_force(course.request.requested_on).offer(course.offer_key)
    terms = terms_of(offer)
    if terms is None:
        raise ValidationError(NOT_USED)
    card = GiftCard.objects.select_for_update(of=("self",)).get(pk=card_id)
    if not card.is_in_hand:
        raise ValidationError({"card": "Kortet ligger ikke længere i beholdningen. Vælg et andet."})
    if card.amount != terms.amount:
        raise ValidationError({"card": f"Standarden giver gavekort på {terms.amount} kr."})
    owed = owed_talks(course)
    if not owed:
        nth = terms.every_nth_talk
        raise ValidationError(
            f"Intet gavekort er optjent. Det optjenes ved hver {nth}. samtale, der er holdt."
        )
    nth, talk = owed[0]
    handed = HandOut(
        card=card,
        course=course,
        session=talk,
        nth=nth,
        every_nth_talk=terms.every_nth_talk,
        handed_at=now,
        handed_by=by,
        signed_on=timezone.localdate(now) if is_signed else None,
    )
    handed.validate_constraints()
    handed.save()
    signed = "kvitteret" if is_signed else "kvittering mangler"
    _tell(
        course,
        f"Gavekort nr. {nth} udleveret, {card.amount} kr., kort {card.number}, {signed}",
        by=by,
        now=now,
    )
    return handed


def owed_talks(course: Course) -> list[tuple[int, Session]]:
    """The talks that have earned a card and have none: which card it is, and the talk; oldest first."""
    offer = in_force(course.request.requested_on).offer(course.offer_key)
    terms = terms_of(offer)
    if terms is None:
        return []
    held = list(course.sessions.filter(outcome=SessionOutcome.HELD).order_by("planned_at", "pk"))
    given = set(course.hand_outs.standing().values_list("nth", flat=True))
    earned = earning_talks(terms, plan_of(offer), held)
    return [(nth, talk) for nth, talk in enumerate(earned, 1) if nth not in given]


@transaction.atomic
def note_signature(*, hand_out_id: int, by: User, now: datetime) -> HandOut:
    """The citizen's signature came later than the card."""
    require(can_hand_out_gift_cards(by))
    require_sees(by, now, courses__hand_outs=hand_out_id)
    handed = _locked(hand_out_id)
    if handed.taken_back_at is not None:
        raise ValidationError("Udleveringen er taget tilbage.")
    if handed.signed_on is None:
        handed.signed_on = timezone.localdate(now)
        handed.save(update_fields=["signed_on"])
    return handed


@transaction.atomic
def take_back_hand_out(*, hand_out_id: int, reason: str, by: User, now: datetime) -> HandOut:
    """The card was not handed out after all and lies in the stock again; the line stays, with who and why."""
    require(can_hand_out_gift_cards(by))
    require_sees(by, now, courses__hand_outs=hand_out_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor det tages tilbage."})
    handed = _locked(hand_out_id)
    if handed.taken_back_at is not None:
        raise ValidationError("Udleveringen er allerede taget tilbage.")
    handed.taken_back_at, handed.taken_back_by, handed.taken_back_reason = now, by, reason.strip()
    handed.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_reason"])
    _tell(handed.course, f"Gavekort nr. {handed.nth} er taget tilbage: {reason.strip()}", by=by, now=now)
    return handed


def refuse_if_card_rests_on(session: Session) -> None:
    """Raise ValidationError where a card has been handed out for the talk, or for one after it."""
    if session.outcome == SessionOutcome.HELD and HandOut.objects.standing().filter(
        course=session.course_id, session__planned_at__gte=session.planned_at
    ):
        raise ValidationError(
            "Der er udleveret et gavekort for samtalen eller en senere. Tag først gavekortet tilbage."
        )


def account(*, year: int | None = None) -> Account:
    """The whole stock, or what came and went in a year; one query."""
    received = Q(received_on__year=year) if year else Q()
    handed = Q(handed_on__year=year) if year else Q(handed_on__isnull=False)
    withdrawn = Q(withdrawn_on__year=year) if year else Q(withdrawn_on__isnull=False)
    return Account(
        **GiftCard.objects.aggregate(
            received=Count("pk", filter=received),
            received_kr=Sum("amount", filter=received, default=0),
            handed_out=Count("pk", filter=handed),
            handed_out_kr=Sum("amount", filter=handed, default=0),
            withdrawn=Count("pk", filter=withdrawn),
            withdrawn_kr=Sum("amount", filter=withdrawn, default=0),
        )
    )


def _tell(course: Course, text: str, *, by: User, now: datetime) -> None:
    tell(
        case_id=course.case_id,
        kind=StoryKind.TREATMENT,
        at=now,
        text=text,
        by=by,
        path=course.get_absolute_url(),
    )


def _locked(hand_out_id: int) -> HandOut:
    return (
        HandOut.objects.select_for_update(of=("self",))
        .select_related("course__case", "card")
        .get(pk=hand_out_id)
    )
