"""From whom and to whom a letter on a case goes."""

from cases.models import Case
from rusmiddel.letters.content import Recipient, Sender
from rusmiddel.letters.enums import Channel
from rusmiddel.letters.models import Letter
from rusmiddel.standards.schema import Standard


def sender(standard: Standard) -> Sender:
    organisation = standard.organisation
    lines = (organisation.address_line.value, organisation.postcode_city.value)
    return Sender(
        municipality=organisation.municipality.value,
        centre=organisation.centre_name.value,
        address_lines=tuple(line for line in lines if line),
        phone=organisation.phone.value,
        email=organisation.email.value or "",
    )


def recipient(case: Case, *, channel: Channel, may_print_protected_address: bool) -> Recipient:
    """Who the letter is to: an anonymous citizen by the case number, and given by hand (ANO-13)."""
    citizen = case.citizen
    if citizen.is_anonymous:
        return Recipient(name=f"Borger i sag {case.number}", is_handed_over=True)
    is_handed_over = channel == Channel.HANDED_OVER
    # Given by hand, a protected address need not be printed at all.
    is_left_out = citizen.is_protected and is_handed_over
    return Recipient(
        name=citizen.name,
        address_lines=() if is_left_out else tuple(citizen.address_lines),
        is_handed_over=is_handed_over,
        has_protected_address=citizen.is_protected and not is_left_out,
        may_print_protected_address=may_print_protected_address,
    )


def reachable_recipient(case: Case) -> Recipient:
    """The citizen as a letter can always reach them: by hand where the address is missing or protected."""
    citizen = case.citizen
    can_be_posted = len(citizen.address_lines) > 1 and not citizen.is_protected
    return recipient(
        case,
        channel=Channel.POST if can_be_posted else Channel.HANDED_OVER,
        may_print_protected_address=False,
    )


def shown_recipient(letter: Letter) -> str:
    """To whom a letter is, as a list may show it: without a protected name (PRO-3)."""
    citizen = letter.case.citizen
    return citizen.display_name if citizen.is_protected else letter.recipient_name
