"""Protected name and address: registered, renewed, ended; its expiry stands in the deadline register."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cases.enums import ProtectionEnd, StoryKind
from cases.models import AddressProtection, Case, Citizen
from cases.permissions import can_do_casework, can_see_cpr, require
from cases.seeing import require_sees
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.values import DeadlineValues, Step, due_milestones

# Days of warning before it expires: time to ask the citizen.
WARNING_DAYS_BEFORE = (30,)
BASIS = "CPR-loven § 28"


@transaction.atomic
def protect(
    *, case_id: int, registered_on: date, expires_on: date, by: User, now: datetime
) -> AddressProtection:
    """Hide the citizen's name and address from now on; ValidationError where they are hidden already."""
    require(can_do_casework(by))
    require_sees(by, now, pk=case_id)
    case, citizen = _locked(case_id)
    if citizen.is_anonymous:
        raise ValidationError("En anonym borger har intet navn og ingen adresse at beskytte.")
    if registered_on > timezone.localdate(now):
        raise ValidationError({"registered_on": "Datoen er ikke kommet endnu."})
    protection = AddressProtection(citizen=citizen, registered_on=registered_on, expires_on=expires_on)
    protection._history_user = by
    protection.full_clean()
    protection.save()
    _mark(citizen, is_protected=True, by=by)
    refresh_protection(citizen.pk, by=by)
    text = f"Navne- og adressebeskyttelse registreret, udløber {long_date(expires_on)}"
    tell(case_id=case.pk, kind=StoryKind.CASE, at=now, text=text, by=by)
    return protection


@transaction.atomic
def renew_protection(
    *, case_id: int, protection_id: int, expires_on: date, by: User, now: datetime
) -> AddressProtection:
    """The citizen has renewed it; the old period is kept as met, and nothing is shown in between."""
    require(can_do_casework(by))
    require_sees(by, now, pk=case_id)
    case, citizen = _locked(case_id)
    today = timezone.localdate(now)
    _end(_standing(citizen, protection_id), ProtectionEnd.RENEWED, on=today, by=by)
    protection = AddressProtection(citizen=citizen, registered_on=today, expires_on=expires_on)
    protection._history_user = by
    protection.full_clean()
    protection.save()
    refresh_protection(citizen.pk, by=by)
    text = f"Navne- og adressebeskyttelse fornyet, udløber {long_date(expires_on)}"
    tell(case_id=case.pk, kind=StoryKind.CASE, at=now, text=text, by=by)
    return protection


@transaction.atomic
def end_protection(
    *, case_id: int, protection_id: int, end: ProtectionEnd, by: User, now: datetime
) -> AddressProtection:
    """Name and address are shown again: it has lapsed, or the citizen has given it up."""
    require(can_do_casework(by))
    require_sees(by, now, pk=case_id)
    case, citizen = _locked(case_id)
    today = timezone.localdate(now)
    protection = _standing(citizen, protection_id)
    if end == ProtectionEnd.LAPSED and today < protection.expires_on:
        raise ValidationError(
            {"end": f"Beskyttelsen gælder til {long_date(protection.expires_on)} og er ikke udløbet."}
        )
    if end == ProtectionEnd.RENEWED:
        raise ValidationError({"end": "Forny beskyttelsen i stedet."})
    _end(protection, end, on=today, by=by)
    _mark(citizen, is_protected=False, by=by)
    refresh_protection(citizen.pk, by=by)
    text = f"Navne- og adressebeskyttelsen er ophørt: {end.label.lower()}"
    tell(case_id=case.pk, kind=StoryKind.CASE, at=now, text=text, by=by)
    return protection


def require_may_reveal(*, case_id: int, by: User, now: datetime) -> None:
    """The step before a protected name and address are shown; the read log has the request."""
    require(can_see_cpr(by))
    require_sees(by, now, pk=case_id)


def refresh_protection(citizen_id: int, *, by: User | None) -> None:
    """Keep the register in step with the citizen's protections and cases."""
    protections = _with_cases(AddressProtection.objects.filter(citizen=citizen_id))
    register.keep_many(expected_expiries(protections), by=by)


def all_protections() -> QuerySet[AddressProtection]:
    return _with_cases(AddressProtection.objects.order_by("pk"))


def expected_expiries(protections: Iterable[AddressProtection]) -> Iterator[DeadlineValues]:
    """What the register must say; the deadline stands on the citizen's latest case."""
    for protection in protections:
        cases = sorted(protection.citizen.cases.all(), key=lambda case: (case.opened_on, case.pk))
        if cases:
            yield _values(protection, cases[-1])


def _values(protection: AddressProtection, case: Case) -> DeadlineValues:
    began = protection.registered_on
    status, closed_on, reason = DeadlineStatus.OPEN, None, ""
    if protection.ended_on is not None:
        is_renewed = protection.end == ProtectionEnd.RENEWED
        status = DeadlineStatus.MET if is_renewed else DeadlineStatus.LAPSED
        closed_on, reason = max(protection.ended_on, began), protection.get_end_display()
    elif case.closed_on is not None:
        status, closed_on, reason = DeadlineStatus.LAPSED, max(case.closed_on, began), "Sagen er lukket"
    return DeadlineValues(
        case_id=case.pk,
        kind=DeadlineKind.ADDRESS_PROTECTION,
        ref=protection.deadline_ref,
        opened_on=began,
        due_on=protection.expires_on,
        status=status,
        closed_on=closed_on,
        reason=reason,
        responsible_id=case.responsible_id,
        explanation=(
            Step(
                on=protection.expires_on,
                text="Beskyttelsen udløber: spørg borgeren, og forny den eller lad den ophøre",
                rule="PRO-1",
                basis=BASIS,
            ),
        ),
        milestones=due_milestones(due_on=protection.expires_on, days_before=WARNING_DAYS_BEFORE)
        if status == DeadlineStatus.OPEN
        else (),
    )


def _locked(case_id: int) -> tuple[Case, Citizen]:
    case = Case.objects.get(pk=case_id)
    return case, Citizen.objects.select_for_update(no_key=True).get(pk=case.citizen_id)


def _standing(citizen: Citizen, protection_id: int) -> AddressProtection:
    found = AddressProtection.objects.standing().filter(citizen=citizen, pk=protection_id).first()
    if found is None:
        raise ValidationError("Beskyttelsen er allerede fornyet eller ophørt.")
    return found


def _end(protection: AddressProtection, end: ProtectionEnd, *, on: date, by: User) -> None:
    protection.ended_on, protection.end = on, end
    protection._history_user = by
    protection.save(update_fields=["ended_on", "end"])


def _mark(citizen: Citizen, *, is_protected: bool, by: User) -> None:
    citizen.is_protected = is_protected
    citizen._history_user = by
    citizen.save(update_fields=["is_protected"])


def _with_cases(protections: QuerySet[AddressProtection]) -> QuerySet[AddressProtection]:
    return protections.select_related("citizen").prefetch_related("citizen__cases")
