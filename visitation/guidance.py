"""How to complain of a decision (klagevejledning), for this decision, municipality and day. Pure rules."""

from dataclasses import dataclass, replace
from datetime import date

from rusmiddel.calendar import add_months, expires_on
from rusmiddel.danish_dates import long_date
from rusmiddel.letters.decision import (
    NO_APPEAL_ANONYMOUS,
    ComplaintGuidance,
    deadline_text,
    in_words,
    onward_text,
)
from rusmiddel.letters.enums import Channel
from rusmiddel.letters.receipt import complaint_deadline, presumed_receipt
from rusmiddel.standards import complaint_guidance as standards_guidance
from rusmiddel.standards.enums import ComplaintKind, OfferKind
from rusmiddel.standards.legal_basis import LegalBasis
from rusmiddel.standards.schema import Body, Standard
from visitation.enums import AppealRoute

ANONYMOUS_TREATMENT = "serviceloven § 101 a"
HEALTH_AUTHORITY = "styrelsen_for_patientklager"
# ANO-10: the part of a decision on both substances that rests on § 101 a.
ANONYMOUS_PART = (
    "Du kan ikke klage til en anden myndighed over den del, der gælder anonym behandling for stoffer. "
    "Det står i servicelovens § 101 a, stk. 6."
)
HELP_TO_COMPLAIN = "Ring til os, hvis du vil have hjælp til at klage."
MONTHS_A_YEAR = 12
KIND_OF_ROUTE = {
    AppealRoute.DECISION: ComplaintKind.DECISION,
    AppealRoute.RESIDENTIAL_DECISION: ComplaintKind.RESIDENTIAL_DECISION,
    AppealRoute.GUARANTEE_EXCEEDED: ComplaintKind.GUARANTEE_EXCEEDED,
    AppealRoute.HEALTH_TREATMENT: ComplaintKind.HEALTH_TREATMENT,
}


@dataclass(frozen=True, kw_only=True)
class Guidance:
    """Which way a complaint goes, and what the letter prints about it."""

    route: AppealRoute
    weeks: int | None
    printed: ComplaintGuidance


def appeal_route(basis: LegalBasis, applied_kind: str, *, concerns_guarantee: bool = False) -> AppealRoute:
    """Which kind of complaint a decision opens for.

    Anonymous drug treatment: none (ANO-10, serviceloven § 101 a, stk. 6). Substitution: Styrelsen for
    Patientklager (KLA-8, not verified for a refusal). Residential treatment: its own way where the standard
    has one (DEC-2). That the guarantee was not kept has one too (section 19).
    """
    if ANONYMOUS_TREATMENT in basis.provisions and basis.appeal is None:
        return AppealRoute.NONE
    if basis.appeal == HEALTH_AUTHORITY:
        return AppealRoute.HEALTH_TREATMENT
    if concerns_guarantee:
        return AppealRoute.GUARANTEE_EXCEEDED
    if applied_kind == OfferKind.RESIDENTIAL:
        return AppealRoute.RESIDENTIAL_DECISION
    return AppealRoute.DECISION


def guidance(
    standard: Standard,
    basis: LegalBasis,
    *,
    applied_kind: str,
    body: Body,
    channel: Channel,
    issued_on: date,
    concerns_guarantee: bool = False,
) -> Guidance:
    """The guidance for a letter that leaves the house on the day it is issued (FVL § 25, KLA-2 to KLA-5).

    Ankestyrelsen is named but its address is not printed: the complaint goes to the municipality, which
    reassesses and sends it on (KLA-4); one that is sent past it only loses time.
    """
    route = appeal_route(basis, applied_kind, concerns_guarantee=concerns_guarantee)
    if route == AppealRoute.NONE:
        return Guidance(route=route, weeks=None, printed=ComplaintGuidance(none_text=NO_APPEAL_ANONYMOUS))
    rules = standards_guidance.complaint_guidance(
        standard, KIND_OF_ROUTE[route], on=issued_on, decided_by=body
    )
    received_on = presumed_receipt(channel, issued_on)
    if route == AppealRoute.HEALTH_TREATMENT:
        return Guidance(route=route, weeks=None, printed=_health(rules, received_on))
    weeks = rules.deadline_weeks
    onward = rules.onward_to
    if weeks is None or onward is None or rules.reassessment_weeks is None:
        raise ValueError(f"The standard and the statute say too little about {route.value}.")
    printed_onward = onward_text(onward_name=onward.name, reassessment_weeks=rules.reassessment_weeks)
    if ANONYMOUS_TREATMENT in basis.provisions:
        printed_onward = f"{printed_onward} {ANONYMOUS_PART}"
    return Guidance(
        route=route,
        weeks=weeks,
        printed=replace(
            _addressed(rules),
            weeks=weeks,
            deadline_text=deadline_text(channel=channel, received_on=received_on, weeks=weeks),
            deadline_on=complaint_deadline(received_on, weeks),
            onward_name=onward.name,
            onward_text=printed_onward,
        ),
    )


def _health(rules: standards_guidance.ComplaintGuidance, received_on: date) -> ComplaintGuidance:
    """Two years from when the citizen knew of it, straight to the authority (KLA-8)."""
    years = rules.deadline_years
    if years is None:
        raise ValueError("The statute says nothing of the years to complain of health treatment.")
    sign_in = f" med {rules.sign_in.name}" if rules.sign_in else ""
    return replace(
        _addressed(rules),
        deadline_text=(
            f"Du skal klage inden {in_words(years)} år efter, at du har fået kendskab til afgørelsen. "
            f"Vi regner med, at du har brevet den {long_date(received_on)}."
        ),
        deadline_on=expires_on(add_months(received_on, years * MONTHS_A_YEAR)),
        oral_text=HELP_TO_COMPLAIN,
        onward_name=rules.recipient.name,
        onward_text=f"{rules.recipient.name} behandler klagen. Du kan klage på borger.dk{sign_in}.",
    )


def _addressed(rules: standards_guidance.ComplaintGuidance) -> ComplaintGuidance:
    to = rules.recipient
    return ComplaintGuidance(
        recipient_name=to.name,
        recipient_address_lines=tuple(
            line for line in (to.attention, to.address_line, to.postcode_city) if line
        ),
        recipient_phone=to.phone or to.mobile,
        recipient_email=to.email,
    )
