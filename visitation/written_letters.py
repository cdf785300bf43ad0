"""Letters written beside the case: free, an appointment, a consent to sign, a request for status."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.consent_letters import known_as
from cases.enums import Direction
from cases.letters import recipient, sender
from cases.models import Case, Consent, Partner
from rusmiddel.access.models import User
from rusmiddel.danish_dates import clock, in_copenhagen, long_date
from rusmiddel.letters.blocks import filled
from rusmiddel.letters.content import LetterContext, Recipient, Summary
from rusmiddel.letters.enums import Channel, LetterKind
from rusmiddel.letters.models import TextBlock
from rusmiddel.standards.schema import Standard

TEMPLATE = "letters/written.html"


@dataclass(frozen=True, kw_only=True)
class ConsentToSign:
    """The page that the citizen signs and sends back."""

    about: str
    partner: str
    purpose: str

    @property
    def missing(self) -> list[str]:
        required = {"hvem der må deles oplysninger med": self.partner, "formålet med samtykket": self.purpose}
        return [name for name, value in required.items() if not value.strip()]


@dataclass(frozen=True, kw_only=True)
class WrittenContext(LetterContext):
    text: str
    # Whom it is about, where the reader is somebody else than the citizen.
    about: str = ""
    meets_at: str = ""
    place: str = ""
    consent: ConsentToSign | None = None

    @property
    def is_to_partner(self) -> bool:
        return bool(self.about)

    @property
    def missing(self) -> list[str]:
        own = [] if self.text.strip() else ["teksten"]
        if self.meets_at and not self.place.strip():
            own.append("stedet")
        return [*super().missing, *own, *(self.consent.missing if self.consent else [])]


@dataclass(frozen=True, kw_only=True)
class WrittenValues:
    """What the writer has chosen and typed."""

    kind: LetterKind
    title: str
    text: str
    channel: Channel
    may_print_protected_address: bool = False
    meets_at: datetime | None = None
    place: str = ""
    partner: Partner | None = None
    purpose: str = ""
    summary: TextBlock | None = None


def asked_partners(case: Case, today: date) -> list[Partner]:
    """Whom the citizen lets us ask: by a consent in force to obtain (CNS-6, retssikkerhedsloven § 11 a)."""
    consents = (
        Consent.objects.active(today)
        .filter(case=case, direction__in=[Direction.OBTAIN, Direction.BOTH])
        .select_related("partner")
        .order_by("partner__sort_key")
    )
    return list(dict.fromkeys(consent.partner for consent in consents))


def written_context(
    values: WrittenValues, *, case: Case, standard: Standard, by: User, today: date
) -> WrittenContext:
    named = block_values(
        case, standard=standard, by=by, today=today, meets_at=values.meets_at, place=values.place
    )
    is_form = values.kind == LetterKind.CONSENT_FORM
    is_meeting = values.kind == LetterKind.APPOINTMENT
    summary = values.summary
    return WrittenContext(
        sender=sender(standard),
        case_number=case.number,
        caseworker=(case.responsible or by).name,
        text=filled(values.text, named),
        about=known_as(case) if values.kind == LetterKind.STATUS_REQUEST else "",
        meets_at=spoken(values.meets_at) if is_meeting and values.meets_at else "",
        place=values.place if is_meeting else "",
        consent=ConsentToSign(
            about=known_as(case),
            partner=values.partner.name if values.partner else "",
            purpose=values.purpose,
        )
        if is_form
        else None,
        enclosures=("Samtykke til underskrift",) if is_form else (),
        summary=Summary(language=summary.language, title=summary.title, text=filled(summary.text, named))
        if summary
        else None,
    )


def written_recipient(values: WrittenValues, *, case: Case) -> Recipient:
    if values.kind == LetterKind.STATUS_REQUEST and values.partner is not None:
        lines = tuple(values.partner.address_lines)
        return Recipient(name=values.partner.name, address_lines=lines, is_handed_over=len(lines) < 2)
    return recipient(
        case,
        channel=values.channel,
        may_print_protected_address=values.may_print_protected_address,
    )


def block_values(
    case: Case,
    *,
    standard: Standard,
    by: User,
    today: date,
    meets_at: datetime | None = None,
    place: str = "",
) -> dict[str, str]:
    """What the names in a text block stand for on this case."""
    organisation = standard.organisation
    return {
        "navn": f"borger i sag {case.number}" if case.citizen.is_anonymous else case.citizen.name,
        "sagsnummer": case.number,
        "sagsbehandler": (case.responsible or by).name,
        "kommune": organisation.municipality.value,
        "center": organisation.centre_name.value,
        "telefon": organisation.phone.value,
        "dato": long_date(today),
        "samtale": spoken(meets_at) if meets_at else "",
        "sted": place,
    }


def spoken(moment: datetime) -> str:
    """'torsdag den 26. november 2026 kl. 10.00'."""
    local = in_copenhagen(moment)
    return f"{WEEKDAYS[local.weekday()]} den {long_date(local.date())} kl. {clock(local)}"


WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
