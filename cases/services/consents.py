"""Consents (samtykker): given, renewed, withdrawn; the register knows when each expires."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cases.consent import ADULT, last_valid_day
from cases.consent_letters import Withdrawn, letter_to_citizen, letter_to_partner
from cases.enums import ConsentEnding, ConsentForm, ConsentGiver, Direction, StoryKind
from cases.models import Attachment, Case, Consent
from cases.permissions import can_exchange_information, require
from cases.seeing import require_sees
from cases.services.attachments import Received, attach
from cases.services.partners import usable_partner
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.danish_dates import day_of, long_date
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.values import DeadlineValues, Step, due_milestones
from rusmiddel.letters import pdf
from rusmiddel.letters.models import Letter
from rusmiddel.letters.services import LetterRefused
from rusmiddel.locks import hold
from rusmiddel.standards.services import in_force

# Days of warning (section 25).
WARNING_DAYS_BEFORE = (30,)
# The last moment before a withdrawal at which something may have been disclosed.
MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class ConsentValues:
    """What is written down of a consent. Without `valid_until` it lasts as long as the standard allows."""

    partner_id: int
    direction: Direction
    purpose: str
    scope: str
    form: ConsentForm
    given_by: ConsentGiver
    given_on: date
    given_by_name: str = ""
    note: str = ""
    valid_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """A withdrawn consent, the letters that tell of it, and why one could not be written."""

    consent: Consent
    letters: tuple[Letter, ...]
    refusals: tuple[str, ...]


@transaction.atomic
def record_consent(*, case_id: int, values: ConsentValues, by: User, now: datetime) -> Consent:
    """Write down a consent, and when it expires.

    Raises ValidationError for a day to come, a longer time than the standard allows, an archived partner or a
    consent that is there already; PermissionDenied.
    """
    require(can_exchange_information(by))
    require_sees(by, now, pk=case_id)
    hold(f"consents of case:{case_id}")
    usable_partner(values.partner_id)
    consent = _new(case_id, values, by=by, now=now)
    _tell(consent, f"Samtykke givet: {_summary(consent)}", by=by, at=now)
    return consent


@transaction.atomic
def renew_consent(*, consent_id: int, values: ConsentValues, by: User, now: datetime) -> Consent:
    """Put a new consent in the place of one that runs out; ValidationError where that one has ended."""
    require(can_exchange_information(by))
    require_sees(by, now, consents=consent_id)
    old = _locked(consent_id)
    if old.ended_at is not None:
        raise ValidationError("Samtykket er ophørt. Registrér et nyt.")
    if values.partner_id != old.partner_id:
        raise ValidationError({"partner": "Et nyt samtykke til en anden partner registreres for sig."})
    _end(old, ConsentEnding.RENEWED, by=by, now=now)
    consent = _new(old.case_id, values, renews=old, by=by, now=now)
    _tell(consent, f"Samtykke fornyet: {_summary(consent)}", by=by, at=now)
    return consent


@transaction.atomic
def withdraw_consent(*, consent_id: int, by: User, now: datetime) -> Withdrawal:
    """Withdraw a consent at once (CNS-2, CNS-5), and write to the citizen and the partner.

    A letter that cannot be written does not keep the consent in force. A second time changes nothing. Where
    the citizen is protected, the partner is written to only when somebody asks for it.
    """
    require(can_exchange_information(by))
    require_sees(by, now, consents=consent_id)
    consent = _locked(consent_id)
    if consent.is_withdrawn:
        return Withdrawal(consent=consent, letters=(), refusals=())
    if consent.ended_at is not None:
        raise ValidationError("Samtykket er fornyet. Træk det nye samtykke tilbage.")
    _end(consent, ConsentEnding.WITHDRAWN, by=by, now=now)
    _tell(consent, f"Samtykke trukket tilbage: {_summary(consent)}", by=by, at=now)
    letters: list[Letter] = []
    refusals: list[str] = []
    to_whom = [letter_to_citizen]
    if not consent.case.citizen.is_protected:
        to_whom.append(letter_to_partner)
    for write in to_whom:
        try:
            with transaction.atomic():
                letters.append(write(_withdrawn(consent), by=by, now=now))
        except LetterRefused as refusal:
            refusals += refusal.reasons
    for letter in letters:
        _tell_of_letter(consent, letter, by=by, now=now)
    return Withdrawal(consent=consent, letters=tuple(letters), refusals=tuple(refusals))


@transaction.atomic
def write_to_partner(*, consent_id: int, by: User, now: datetime) -> Letter:
    """Tell the partner of a withdrawal; LetterRefused where the letter lacks something."""
    require(can_exchange_information(by))
    require_sees(by, now, consents=consent_id)
    consent = _locked(consent_id)
    if not consent.is_withdrawn:
        raise ValidationError("Samtykket er ikke trukket tilbage.")
    letter = letter_to_partner(_withdrawn(consent), by=by, now=now)
    _tell_of_letter(consent, letter, by=by, now=now)
    return letter


@transaction.atomic
def attach_signed_form(*, consent_id: int, file: Received, by: User, now: datetime) -> Attachment:
    """Keep the form that was signed with the consent it gives; ValidationError for one given orally (CNS-1).

    Also after the consent has ended: that it was given in writing must be shown then too.
    """
    require(can_exchange_information(by))
    require_sees(by, now, consents=consent_id)
    consent = _locked(consent_id)
    if consent.form == ConsentForm.ORAL:
        raise ValidationError("Samtykket er mundtligt og har ingen underskrevet blanket.")
    attachment = attach(case_id=consent.case_id, file=file, note=None, consent=consent, by=by, now=now)
    _tell(consent, f"Underskrevet samtykke lagt på sagen: {attachment.name}", by=by, at=now)
    return attachment


@transaction.atomic
def let_consent_expire(*, consent_id: int, by: User, now: datetime) -> Consent:
    """Say that the consent shall not be renewed; it is in force until its last day."""
    require(can_exchange_information(by))
    require_sees(by, now, consents=consent_id)
    consent = _locked(consent_id)
    if consent.ended_at is None and consent.expiry_noted_at is None:
        consent.expiry_noted_at, consent.expiry_noted_by = now, by
        consent.save(update_fields=["expiry_noted_at", "expiry_noted_by"])
        _keep(consent, by=by)
        _tell(consent, f"Samtykket fornys ikke: {_summary(consent)}", by=by, at=now)
    return consent


def expiry_of(consent: Consent) -> DeadlineValues:
    """What the register must say of a consent read with its case (CNS-7)."""
    status, closed_on, reason = _standing(consent)
    return DeadlineValues(
        case_id=consent.case_id,
        kind=DeadlineKind.CONSENT_EXPIRY,
        ref=consent.deadline_ref,
        opened_on=consent.given_on,
        due_on=consent.valid_until,
        status=status,
        closed_on=closed_on,
        reason=reason,
        responsible_id=consent.case.responsible_id,
        explanation=(
            Step(on=consent.given_on, text="Samtykket blev givet", rule="CNS-7"),
            Step(on=consent.valid_until, text="Sidste dag, samtykket gælder", rule="CNS-7"),
        ),
        milestones=due_milestones(due_on=consent.valid_until, days_before=WARNING_DAYS_BEFORE)
        if status == DeadlineStatus.OPEN
        else (),
    )


def expected_expiries(consents: Iterable[Consent]) -> Iterator[DeadlineValues]:
    """The same computed for many consents, for the nightly reconciliation."""
    return (expiry_of(consent) for consent in consents)


def refresh_consents(case_id: int, *, by: User | None) -> None:
    """Keep the register in step when the case itself has changed."""
    consents = Consent.objects.select_related("case").filter(case=case_id).order_by("pk")
    register.keep_many([expiry_of(consent) for consent in consents], by=by)


def _standing(consent: Consent) -> tuple[DeadlineStatus, date | None, str]:
    if consent.ended_at is not None:
        ended_on = day_of(consent.ended_at)
        if consent.ending == ConsentEnding.RENEWED:
            return DeadlineStatus.MET, ended_on, "Fornyet"
        return DeadlineStatus.LAPSED, ended_on, "Trukket tilbage"
    if consent.expiry_noted_at is not None:
        return DeadlineStatus.LAPSED, day_of(consent.expiry_noted_at), "Fornys ikke"
    if consent.case.closed_on is not None:
        return DeadlineStatus.LAPSED, consent.case.closed_on, "Sagen er lukket"
    return DeadlineStatus.OPEN, None, ""


def _new(
    case_id: int, values: ConsentValues, *, by: User, now: datetime, renews: Consent | None = None
) -> Consent:
    case = Case.objects.select_related("citizen").get(pk=case_id)
    if not case.is_open:
        raise ValidationError("Sagen er lukket.")
    today = timezone.localdate(now)
    latest = _latest(case, values, today=today)
    for field in ("purpose", "scope"):
        # A withdrawal must be able to say what was withdrawn.
        if signs := pdf.unprintable(getattr(values, field)):
            raise ValidationError({field: f"Kan ikke trykkes i et brev: {' '.join(signs)}"})
    consent = Consent(
        case=case,
        partner_id=values.partner_id,
        direction=values.direction,
        purpose=values.purpose.strip(),
        scope=values.scope.strip(),
        form=values.form,
        note=values.note.strip(),
        given_by=values.given_by,
        given_by_name="" if values.given_by == ConsentGiver.CITIZEN else values.given_by_name.strip(),
        given_on=values.given_on,
        valid_until=values.valid_until or latest,
        renews=renews,
        recorded_at=now,
        recorded_by=by,
    )
    consent.full_clean(exclude=["renews"])
    consent.save()
    _keep(consent, by=by)
    return consent


def _latest(case: Case, values: ConsentValues, *, today: date) -> date:
    """The last day the consent may be valid; ValidationError where it may not be given so."""
    if values.given_on > today:
        raise ValidationError({"given_on": "Dagen ligger i fremtiden."})
    age = case.citizen.age_on(values.given_on)
    if values.given_by == ConsentGiver.PARENT and age is not None and age >= ADULT:
        raise ValidationError({"given_by": "Borgeren er fyldt 18 år og giver selv samtykket."})
    latest = last_valid_day(
        given_on=values.given_on,
        months=in_force(values.given_on).consents.expires_after_months.value,
        given_by=values.given_by,
        birth_date=case.citizen.birth_date,
    )
    if values.valid_until is not None and values.valid_until > latest:
        raise ValidationError({"valid_until": f"Samtykket kan højst gælde til {long_date(latest)}."})
    return latest


def _end(consent: Consent, ending: ConsentEnding, *, by: User, now: datetime) -> None:
    # Nothing was ever disclosed after the end, not even what was recorded in the same moment.
    last = consent.disclosures.aggregate(last=Max("occurred_at"))["last"]
    consent.ended_at = max(now, last + MOMENT) if last else now
    consent.ended_by, consent.ending = by, ending
    consent.save(update_fields=["ended_at", "ended_by", "ending"])
    _keep(consent, by=by)


def _locked(consent_id: int) -> Consent:
    case_id = Consent.objects.values_list("case", flat=True).get(pk=consent_id)
    hold(f"consents of case:{case_id}")
    return (
        Consent.objects.select_for_update(of=("self",), no_key=True)
        .select_related("case__citizen", "case__responsible", "partner")
        .get(pk=consent_id)
    )


def _keep(consent: Consent, *, by: User) -> None:
    register.keep(expiry_of(consent), by=by)


def _summary(consent: Consent) -> str:
    """'videregive til Jobcentret, »koordinering«, til 2. marts 2027'"""
    return (
        f"{consent.get_direction_display().lower()}, {consent.partner.name}, »{consent.purpose}«, "
        f"til og med {long_date(consent.valid_until)}"
    )


def _withdrawn(consent: Consent) -> Withdrawn:
    assert consent.ended_at is not None
    return Withdrawn(
        case=consent.case,
        partner=consent.partner,
        purpose=consent.purpose,
        given_on=consent.given_on,
        withdrawn_on=day_of(consent.ended_at),
    )


def _tell(consent: Consent, text: str, *, by: User, at: datetime) -> None:
    tell(
        case_id=consent.case_id,
        kind=StoryKind.CONSENT,
        at=at,
        text=text,
        by=by,
        path=consent.get_absolute_url(),
    )


def _tell_of_letter(consent: Consent, letter: Letter, *, by: User, now: datetime) -> None:
    tell(
        case_id=consent.case_id,
        kind=StoryKind.LETTER,
        at=now,
        text=f"Brev skrevet til {letter.recipient_name}: {letter.title}",
        by=by,
        path=consent.get_absolute_url(),
    )
