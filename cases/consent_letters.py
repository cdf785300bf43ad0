"""The letters that tell of a withdrawn consent, and the form that a citizen signs."""

from dataclasses import dataclass
from datetime import date, datetime

from django.template.loader import render_to_string
from django.utils import timezone

from cases.enums import ConsentGiver, Direction
from cases.letters import reachable_recipient, sender
from cases.models import Case, Partner
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.letters import pdf
from rusmiddel.letters import services as letters
from rusmiddel.letters.content import LetterContext, Recipient
from rusmiddel.letters.enums import LetterKind
from rusmiddel.letters.models import Letter
from rusmiddel.standards.services import in_force

TITLE = "Samtykke er trukket tilbage"
FORM_TITLE = "Samtykke til at dele oplysninger"
# What a signature under the form lets the centre do.
MAY = {
    Direction.DISCLOSE: "give oplysninger om mig til",
    Direction.OBTAIN: "få oplysninger om mig fra",
    Direction.BOTH: "give oplysninger om mig til og få oplysninger om mig fra",
}


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """A consent that has been withdrawn."""

    case: Case
    partner: Partner
    purpose: str
    given_on: date
    withdrawn_on: date


@dataclass(frozen=True, kw_only=True)
class WithdrawalContext(LetterContext):
    """What both letters say. `citizen` is how the partner knows who it is about."""

    partner: str
    purpose: str
    given_on: date
    withdrawn_on: date
    citizen: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperConsent:
    """What stands on the form before it is signed."""

    case: Case
    partner: str
    direction: Direction
    purpose: str
    scope: str
    given_by: ConsentGiver
    valid_until: date


def letter_to_citizen(withdrawn: Withdrawn, *, by: User, now: datetime) -> Letter:
    """Confirm to the citizen that the consent is no longer in force."""
    return _issue(
        withdrawn,
        "letters/consent_withdrawn.html",
        recipient=reachable_recipient(withdrawn.case),
        citizen="",
        by=by,
        now=now,
    )


def letter_to_partner(withdrawn: Withdrawn, *, by: User, now: datetime) -> Letter:
    """Tell the partner that nothing more may be exchanged."""
    partner, case = withdrawn.partner, withdrawn.case
    lines = tuple(partner.address_lines)
    return _issue(
        withdrawn,
        "letters/consent_withdrawn_partner.html",
        recipient=Recipient(name=partner.name, address_lines=lines, is_handed_over=len(lines) < 2),
        citizen=known_as(case),
        by=by,
        now=now,
    )


def known_as(case: Case) -> str:
    """'Karsten Holmgaard, født den 1. juli 1985'; an anonymous citizen only by the case number."""
    citizen = case.citizen
    if citizen.is_anonymous:
        return f"borgeren i sag {case.number}"
    born = f", født den {long_date(citizen.birth_date)}" if citizen.birth_date else ""
    return f"{citizen.name}{born}"


def form_to_sign(consent: PaperConsent, *, today: date) -> bytes:
    """The form (samtykkeerklæring) as a PDF to print and sign; UnprintableCharacter."""
    html = render_to_string(
        "cases/papers/consent_form.html",
        {
            "title": FORM_TITLE,
            "consent": consent,
            "citizen": known_as(consent.case),
            "may": MAY[consent.direction],
            "giver": "" if consent.given_by == ConsentGiver.CITIZEN else consent.given_by.label.lower(),
            "sender": sender(in_force(today)),
            "printed_on": today,
        },
    )
    return pdf.render(html, title=FORM_TITLE)


def _issue(
    withdrawn: Withdrawn, template: str, *, recipient: Recipient, citizen: str, by: User, now: datetime
) -> Letter:
    case = withdrawn.case
    return letters.issue(
        case_id=case.pk,
        kind=LetterKind.CONSENT_WITHDRAWN,
        template=template,
        context=WithdrawalContext(
            sender=sender(in_force(timezone.localdate(now))),
            case_number=case.number,
            caseworker=(case.responsible or by).name,
            partner=withdrawn.partner.name,
            purpose=withdrawn.purpose,
            given_on=withdrawn.given_on,
            withdrawn_on=withdrawn.withdrawn_on,
            citizen=citizen,
        ),
        recipient=recipient,
        title=TITLE,
        by=by,
        now=now,
        requires_guidance=False,
    )
