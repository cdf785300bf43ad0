"""Where a complaint goes on a given day, with what stands in the law where the standard is silent."""

from dataclasses import dataclass
from datetime import date

from rusmiddel.standards.authorities import Authority, authority
from rusmiddel.standards.enums import ComplaintKind
from rusmiddel.standards.schema import Body, Contact, Standard


@dataclass(frozen=True)
class ComplaintGuidance:
    """Klagevejledning: everything a letter prints about one kind of complaint (FVL § 25)."""

    kind: ComplaintKind
    recipient: Contact
    deadline_weeks: int | None
    deadline_years: int | None
    no_deadline: bool
    reassessment_weeks: int | None
    onward_to: Authority | None
    oral_allowed: bool
    sign_in: Authority | None


def complaint_guidance(
    standard: Standard, kind: ComplaintKind, *, on: date, decided_by: Body | None = None
) -> ComplaintGuidance:
    """The guidance to print on this day: never an authority abolished by then (section 24).

    The deadline counts from receipt whatever the standard says (CON-19, RSL § 67).
    """
    route = standard.complaint(kind)
    onward = route.onward_to.value
    sign_in = route.sign_in.value
    return ComplaintGuidance(
        kind=kind,
        recipient=_recipient(standard, kind, on, decided_by),
        deadline_weeks=route.deadline_weeks.value,
        deadline_years=route.deadline_years.value,
        no_deadline=bool(route.no_deadline.value),
        reassessment_weeks=route.reassessment_weeks.value,
        onward_to=authority(onward, on) if onward else None,
        oral_allowed=bool(route.oral_allowed.value),
        sign_in=authority(sign_in, on) if sign_in else None,
    )


def _recipient(standard: Standard, kind: ComplaintKind, on: date, decided_by: Body | None) -> Contact:
    """The standard's own address; else the authority of the law; else who decided; else the centre."""
    route = standard.complaint(kind)
    if route.recipient.value is not None:
        return route.recipient.value
    if route.recipient_authority.value is not None:
        return _contact(authority(route.recipient_authority.value, on))
    if kind != ComplaintKind.DECISION:
        general = standard.complaint(ComplaintKind.DECISION).recipient.value
        if general is not None and (decided_by is None or not decided_by.address_line):
            return general
    if decided_by is not None and decided_by.address_line:
        return Contact.model_validate(decided_by.model_dump(exclude={"key", "source"}))
    return centre_contact(standard)


def centre_contact(standard: Standard) -> Contact:
    organisation = standard.organisation
    return Contact(
        name=organisation.centre_name.value,
        address_line=organisation.address_line.value or "",
        postcode_city=organisation.postcode_city.value or "",
        phone=organisation.phone.value,
        email=organisation.email.value or "",
    )


def _contact(authority: Authority) -> Contact:
    return Contact(
        name=authority.name,
        address_line=authority.address_line,
        postcode_city=authority.postcode_city,
        phone=authority.phone,
        email=authority.email,
        url=authority.url,
    )
