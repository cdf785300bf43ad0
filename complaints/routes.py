"""Which way a complaint goes: to whom, until when, and where it ends. Pure rules."""

from dataclasses import dataclass
from datetime import date

from complaints.enums import ComplaintKind, Handling
from rusmiddel.standards import complaint_guidance as standards_guidance
from rusmiddel.standards.authorities import Authority
from rusmiddel.standards.enums import ComplaintKind as StandardsKind
from rusmiddel.standards.enums import PeriodEnd
from rusmiddel.standards.schema import Body, Contact, Standard
from visitation.enums import AppealRoute

KIND_OF_ROUTE = {
    AppealRoute.DECISION: ComplaintKind.DECISION,
    AppealRoute.RESIDENTIAL_DECISION: ComplaintKind.RESIDENTIAL_DECISION,
    AppealRoute.GUARANTEE_EXCEEDED: ComplaintKind.GUARANTEE_EXCEEDED,
    AppealRoute.HEALTH_TREATMENT: ComplaintKind.HEALTH_TREATMENT,
    # ANO-10: it is looked at here and goes no further.
    AppealRoute.NONE: ComplaintKind.DECISION,
}


@dataclass(frozen=True, kw_only=True)
class Route:
    """The way of one complaint, as the standard of the day it came says."""

    kind: ComplaintKind
    handling: Handling
    recipient: Contact
    reassessment_weeks: int | None
    ends: PeriodEnd
    onward: Authority | None
    has_no_deadline: bool


def kind_of(route: AppealRoute) -> ComplaintKind:
    """What kind of complaint a decision opens for, by the way it was given itself."""
    return KIND_OF_ROUTE[route]


def route_of(
    standard: Standard,
    kind: ComplaintKind,
    *,
    on: date,
    may_be_appealed: bool = True,
    decided_by: Body | None = None,
) -> Route:
    """The standard's own way for the kind, the statute's where it is silent (section 19).

    Case handling and staff end at the department head. Complaints of access follow the main case's way where
    the standard names none of their own (CON-21, not verified). A decision that may not be appealed (ANO-10)
    is looked at again and goes no further.
    """
    own_kind = next(each for each in StandardsKind if each.value == kind)
    own = standards_guidance.complaint_guidance(standard, own_kind, on=on, decided_by=decided_by)
    main = standards_guidance.complaint_guidance(standard, StandardsKind.DECISION, on=on)
    follows_main = kind == ComplaintKind.ACCESS_TO_FILES
    weeks = own.reassessment_weeks or (main.reassessment_weeks if follows_main else None)
    onward = own.onward_to or (main.onward_to if follows_main else None)
    ends = standard.complaint(own_kind).reassessment_ends.value
    return Route(
        kind=kind,
        handling=_handling(kind, own.recipient, main.recipient),
        recipient=own.recipient,
        reassessment_weeks=weeks,
        ends=ends or standard.complaint(StandardsKind.DECISION).reassessment_ends.value or PeriodEnd.SAME_DAY,
        onward=onward if may_be_appealed else None,
        has_no_deadline=own.no_deadline,
    )


def _handling(kind: ComplaintKind, recipient: Contact, centre: Contact) -> Handling:
    """Another body than the one that receives the centre's complaints has decided, and is to look again."""
    if kind == ComplaintKind.HEALTH_TREATMENT:
        return Handling.GUIDE
    if kind == ComplaintKind.CASE_HANDLING:
        return Handling.ANSWER
    if kind == ComplaintKind.RESIDENTIAL_DECISION and _place(recipient) != _place(centre):
        return Handling.PASS_ON
    return Handling.REASSESS


def _place(contact: Contact) -> tuple[str, str, str]:
    return (contact.name, contact.address_line, contact.postcode_city)
