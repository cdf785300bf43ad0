"""How to complain of a decision on access (klagevejledning). Pure rules."""

from datetime import date

from rusmiddel.letters.decision import ComplaintGuidance, deadline_text, onward_text
from rusmiddel.letters.enums import Channel
from rusmiddel.letters.receipt import complaint_deadline, presumed_receipt
from rusmiddel.standards import complaint_guidance as standards_guidance
from rusmiddel.standards.enums import ComplaintKind
from rusmiddel.standards.schema import Standard

NO_DEADLINE = "Der er ingen frist for at klage over en afgørelse om aktindsigt."


def access_guidance(standard: Standard, *, channel: Channel, issued_on: date) -> ComplaintGuidance:
    """The standard's own way for complaints of access, and for the rest that of the main case (CON-21).

    That complaints of access follow the main case's way and deadline is not verified.
    """
    own = standards_guidance.complaint_guidance(standard, ComplaintKind.ACCESS_TO_FILES, on=issued_on)
    main = standards_guidance.complaint_guidance(standard, ComplaintKind.DECISION, on=issued_on)
    onward = own.onward_to or main.onward_to
    reassessment = own.reassessment_weeks or main.reassessment_weeks
    weeks = own.deadline_weeks or main.deadline_weeks
    if onward is None or reassessment is None or weeks is None:
        raise ValueError("The standard and the statute say too little about complaints of access.")
    received_on = presumed_receipt(channel, issued_on)
    to = own.recipient
    return ComplaintGuidance(
        recipient_name=to.name,
        recipient_address_lines=tuple(
            line for line in (to.attention, to.address_line, to.postcode_city) if line
        ),
        recipient_phone=to.phone or to.mobile,
        recipient_email=to.email,
        weeks=None if own.no_deadline else weeks,
        has_no_deadline=own.no_deadline,
        deadline_text=NO_DEADLINE
        if own.no_deadline
        else deadline_text(channel=channel, received_on=received_on, weeks=weeks),
        deadline_on=None if own.no_deadline else complaint_deadline(received_on, weeks),
        onward_name=onward.name,
        onward_text=onward_text(onward_name=onward.name, reassessment_weeks=reassessment),
    )
