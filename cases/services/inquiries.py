"""What happens while somebody is on the phone."""

import random
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.anonymity import refused_at_once
from cases.enums import (
    Channel,
    Children,
    CitizenKind,
    ClockEventKind,
    ContactedBy,
    NextStep,
    StoryKind,
    Substance,
    Wish,
)
from cases.models import Case, CaseNumberSeries, Citizen, Inquiry, TreatmentRequest
from cases.need_to_know import hidden_from
from cases.permissions import can_do_casework, can_register_inquiry, require
from cases.services.birthdays import refresh_birthdays
from cases.services.clocks import add_event, refresh_clocks
from cases.services.locks import hold_cases_of
from cases.services.protection import refresh_protection
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.cpr import new_fictitious, parse
from rusmiddel.danish_dates import clock, long_date
from rusmiddel.encryption import search_hash
from rusmiddel.locks import hold
from rusmiddel.sorting import danish_search_key
from rusmiddel.standards.services import NoStandardInForce, in_force, version_in_force


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who the inquiry is about, as far as it was told."""

    is_anonymous: bool = False
    alias: str = ""
    name: str = ""
    cpr: str = ""
    phone: str = ""
    municipality_code: str = ""

    @property
    def is_told(self) -> bool:
        return self.is_anonymous or bool(self.name or self.cpr)


@dataclass(frozen=True, kw_only=True)
class InquiryValues:
    """What is written down of the contact itself."""

    submission: UUID
    contacted_at: datetime
    channel: Channel
    contacted_by: ContactedBy
    wish: Wish
    substance: Substance
    children: Children
    next_step: NextStep
    contact_name: str = ""
    contact_phone: str = ""
    stated_age: int | None = None
    citizen_confirms: bool = False
    note: str = ""


class SubmissionReused(ValidationError):
    """The form has registered an inquiry already, and something else stands in it now."""

    def __init__(self, registered: Inquiry) -> None:
        about = f" om {registered.citizen.display_name}" if registered.citizen else ""
        when = timezone.localtime(registered.registered_at)
        super().__init__(
            f"Siden er allerede brugt til en henvendelse{about}, registreret den {long_date(when.date())} "
            f"kl. {clock(when)}. Det, du har skrevet nu, er ikke gemt. Er det en ny henvendelse, så "
            "registrér igen. Er det en rettelse, så ret på borgerens sag."
        )


def known_citizen(cpr: str) -> Citizen | None:
    """The citizen with this number, if the centre knows them."""
    return Citizen.objects.filter(cpr_hash=search_hash(parse(cpr).digits)).first()


@transaction.atomic
def register_inquiry(*, values: InquiryValues, person: Person, by: User, now: datetime) -> Inquiry:
    """Register a contact; a wish for treatment opens a case and starts the clocks (INQ-10).

    The same `submission` twice gives the same inquiry. Raises SubmissionReused where something else was
    written in it; ValidationError when a wish for treatment names nobody or the contact lies in the future;
    PermissionDenied.
    """
    require(can_register_inquiry(by))
    if values.contacted_at > now:
        raise ValidationError({"contacted_at": "Tidspunktet ligger i fremtiden."})
    try:
        version_in_force(timezone.localdate(values.contacted_at))
    except NoStandardInForce as missing:
        raise ValidationError({"contacted_at": str(missing)}) from missing
    if values.wish == Wish.TREATMENT and not person.is_told:
        raise ValidationError({"name": "Skriv borgerens navn, eller vælg anonym."})
    if values.wish == Wish.TREATMENT and person.is_anonymous:
        _require_possible_anonymity(values)
    hold(f"inquiry:{values.submission}")
    already = Inquiry.objects.filter(submission=values.submission).first()
    if already is not None:
        if not _is_same(already, values, person):
            raise SubmissionReused(already)
        return already
    citizen = _citizen(person, by=by) if person.is_told else None
    case = _case(citizen, values, by=by) if citizen is not None else None
    inquiry = Inquiry(
        submission=values.submission,
        case=case,
        citizen=citizen,
        contacted_at=values.contacted_at,
        registered_by=by,
        channel=values.channel,
        contacted_by=values.contacted_by,
        # Who called for an anonymous citizen could tell who the citizen is.
        contact_name="" if person.is_anonymous else values.contact_name,
        contact_phone=values.contact_phone,
        wish=values.wish,
        substance=values.substance,
        stated_age=values.stated_age,
        municipality_code=person.municipality_code,
        children=values.children,
        next_step=values.next_step,
        note=values.note,
    )
    inquiry._change_reason = "Henvendelse registreret"
    inquiry.save()
    if case is not None:
        tell(case_id=case.pk, kind=StoryKind.INQUIRY, at=values.contacted_at, text=_sentence(inquiry), by=by)
        if values.wish == Wish.TREATMENT:
            _request(case, inquiry, values, by=by, now=now)
        refresh_birthdays(case.pk, by=by)
        refresh_protection(case.citizen_id, by=by)
    return inquiry


def _is_same(inquiry: Inquiry, values: InquiryValues, person: Person) -> bool:
    """Whether an inquiry says what is written now, about the same person: a double click and no more."""
    written = (
        "contacted_at",
        "channel",
        "contacted_by",
        "contact_name",
        "contact_phone",
        "wish",
        "substance",
        "stated_age",
        "children",
        "next_step",
        "note",
    )
    same = all(getattr(inquiry, field) == getattr(values, field) for field in written)
    citizen = inquiry.citizen
    if not same or inquiry.municipality_code != person.municipality_code:
        return False
    if citizen is None or not person.is_told:
        return citizen is None and not person.is_told
    if person.is_anonymous or citizen.is_anonymous:
        return person.is_anonymous and citizen.is_anonymous and citizen.alias == person.alias
    if person.cpr and citizen.cpr_hash != search_hash(parse(person.cpr).digits):
        return False
    return not person.name or danish_search_key(person.name) == citizen.search_key


def _require_possible_anonymity(values: InquiryValues) -> None:
    standard = in_force(timezone.localdate(values.contacted_at))
    refusal = refused_at_once(values.substance, standard, age=values.stated_age)
    if refusal:
        raise ValidationError({"identity": refusal})


def _citizen(person: Person, *, by: User) -> Citizen:
    if person.is_anonymous:
        return _anonymous_citizen(person)
    if not person.cpr:
        return Citizen.objects.create(
            kind=CitizenKind.IDENTIFIED,
            name=person.name,
            phone=person.phone,
            municipality_code=person.municipality_code,
        )
    number = parse(person.cpr)
    digest = search_hash(number.digits)
    # Two calls about the same new person at once must not make two of them.
    hold(f"citizen:{digest}")
    known = Citizen.objects.filter(cpr_hash=digest).first()
    if known is not None:
        hidden = known.cases.filter(pk__in=hidden_from(by, timezone.now())).exists()
        # Whoever may not know of the citizen is not told the name; the number alone says who it is.
        if person.name and danish_search_key(person.name) != known.search_key and not hidden:
            raise ValidationError(
                {
                    "name": f"CPR-nummeret er registreret på {known.display_name}. Ret nummeret, eller lad "
                    "navnet stå tomt, hvis det er den samme borger."
                }
            )
        if person.phone and not known.phone:
            known.phone = person.phone
            known.save(update_fields=["phone"])
        return known
    if not person.name:
        raise ValidationError({"name": "Vi kender ikke CPR-nummeret. Skriv borgerens navn."})
    return Citizen.objects.create(
        kind=CitizenKind.IDENTIFIED,
        name=person.name,
        cpr=number.digits,
        cpr_hash=digest,
        birth_date=number.birth_date,
        sex=number.sex,
        phone=person.phone,
        municipality_code=person.municipality_code,
    )


def _anonymous_citizen(person: Person) -> Citizen:
    hold("fictitious number")
    rng = random.SystemRandom()
    number = new_fictitious(rng)
    while Citizen.objects.filter(fictitious_number=number).exists():
        number = new_fictitious(rng)
    return Citizen.objects.create(
        kind=CitizenKind.ANONYMOUS,
        alias=person.alias,
        fictitious_number=number,
        phone=person.phone,
        municipality_code=person.municipality_code,
    )


def _case(citizen: Citizen, values: InquiryValues, *, by: User) -> Case | None:
    """The citizen's open case; a wish for treatment opens one where there is none."""
    hold_cases_of(citizen.pk)
    case = Case.objects.open().filter(citizen=citizen).first()
    if case is not None or values.wish == Wish.COUNSELLING:
        return case
    opened_on = timezone.localdate(values.contacted_at)
    return Case.objects.create(
        number=CaseNumberSeries.take(opened_on.year)[0],
        citizen=citizen,
        opened_on=opened_on,
        responsible=by if can_do_casework(by) else None,
    )


def _request(case: Case, inquiry: Inquiry, values: InquiryValues, *, by: User, now: datetime) -> None:
    """Open the request that the clocks belong to, unless one is open: the first wish counts (GUA-3)."""
    request = TreatmentRequest.objects.open().select_related("inquiry").filter(case=case).first()
    if request is None:
        request = TreatmentRequest(case=case, inquiry=inquiry, substance=values.substance)
        request._history_user = by
        request.save()
    elif inquiry.contacted_at < request.inquiry.contacted_at:
        _move_back(request, inquiry, by=by, now=now)
    if values.contacted_by != ContactedBy.SELF and not values.citizen_confirms:
        refresh_clocks(request.pk, by=by)
    elif request.inquiry_id != inquiry.pk or values.contacted_by != ContactedBy.SELF:
        _confirm(request, at=values.contacted_at, by=by, now=now)
    else:
        refresh_clocks(request.pk, by=by)


def _move_back(request: TreatmentRequest, inquiry: Inquiry, *, by: User, now: datetime) -> None:
    """Let the request count from a contact that came first but was written down later."""
    later = request.inquiry
    request.inquiry = inquiry
    request._history_user = by
    request.save(update_fields=["inquiry"])
    if later.contacted_by == ContactedBy.SELF:
        _confirm(request, at=later.contacted_at, by=by, now=now)


def _confirm(request: TreatmentRequest, *, at: datetime, by: User, now: datetime) -> None:
    """The citizen asks in person after somebody else did (GUA-3)."""
    if request.events.standing().filter(kind=ClockEventKind.PERSONAL_CONFIRMATION).exists():
        return
    if request.inquiry.contacted_by == ContactedBy.SELF:
        return
    add_event(
        request_id=request.pk,
        kind=ClockEventKind.PERSONAL_CONFIRMATION,
        occurred_at=at,
        by=by,
        now=now,
    )


def _sentence(inquiry: Inquiry) -> str:
    """'Borgeren selv: ønsker behandling for alkohol (telefon).'"""
    who = inquiry.get_contacted_by_display()
    if inquiry.contact_name:
        who = f"{who} ({inquiry.contact_name})"
    what = inquiry.get_wish_display().lower()
    if inquiry.substance != Substance.UNKNOWN:
        what = f"{what}: {inquiry.get_substance_display().lower()}"
    sentence = f"{who} – {what} ({inquiry.get_channel_display().lower()})."
    return f"{sentence} {inquiry.note}" if inquiry.note else sentence
