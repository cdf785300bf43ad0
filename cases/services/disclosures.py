"""Information given out or obtained (videregivelse, indhentning), by a consent in force or a named law."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from cases.consent import hindrance
from cases.enums import Direction, Means, StoryKind
from cases.models import Case, Consent, Disclosure, DisclosureCorrection
from cases.permissions import can_exchange_information, require
from cases.seeing import require_sees
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.danish_dates import day_of
from rusmiddel.locks import hold
from rusmiddel.standards.legal_duties import legal_duties


@dataclass(frozen=True, kw_only=True)
class DisclosureValues:
    """What went, which way, to or from whom, when and how."""

    submission: UUID
    direction: Direction
    content: str
    means: Means
    occurred_at: datetime
    # The person spoken with, where there was one.
    person: str = ""


@transaction.atomic
def disclose_by_consent(*, consent_id: int, values: DisclosureValues, by: User, now: datetime) -> Disclosure:
    """Record what was exchanged with the consent's partner; a second click gives the same line.

    Raises ValidationError where the consent was not in force at the time or does not cover it (CNS-2, CNS-6);
    PermissionDenied. A withdrawal at the same moment comes wholly before or wholly after.
    """
    require(can_exchange_information(by))
    require_sees(by, now, consents=consent_id)
    hold(f"disclosure:{values.submission}")
    consent = (
        Consent.objects.select_for_update(of=("self",), no_key=True)
        .select_related("partner")
        .get(pk=consent_id)
    )
    if known := Disclosure.objects.filter(submission=values.submission).first():
        return known
    return add_disclosure_by_consent(consent, values, by=by, now=now)


def add_disclosure_by_consent(
    consent: Consent, values: DisclosureValues, *, by: User, now: datetime
) -> Disclosure:
    """The same on a locked consent, as part of an act whose own permission has been checked."""
    if values.occurred_at > now:
        raise ValidationError({"occurred_at": "Tidspunktet ligger i fremtiden."})
    if refusal := hindrance(consent.facts, wanted=values.direction, at=values.occurred_at):
        raise ValidationError(refusal)
    name = consent.partner.name
    return _record(
        Disclosure(
            case_id=consent.case_id,
            partner=consent.partner,
            consent=consent,
            counterpart=f"{values.person.strip()}, {name}" if values.person.strip() else name,
        ),
        values,
        by=by,
        now=now,
    )


@transaction.atomic
def disclose_by_law(
    *,
    case_id: int,
    duty: str,
    reason: str,
    counterpart: str,
    values: DisclosureValues,
    by: User,
    now: datetime,
) -> Disclosure:
    """Record what was exchanged without consent, by a named law, and why the law applies.

    Raises ValidationError for a law that is not known, does not cover it or was not in force yet;
    PermissionDenied.
    """
    require(can_exchange_information(by))
    require_sees(by, now, pk=case_id)
    hold(f"disclosure:{values.submission}")
    if known := Disclosure.objects.filter(submission=values.submission).first():
        return known
    return add_disclosure_by_law(
        case_id=case_id, duty=duty, reason=reason, counterpart=counterpart, values=values, by=by, now=now
    )


def add_disclosure_by_law(
    *,
    case_id: int,
    duty: str,
    reason: str,
    counterpart: str,
    values: DisclosureValues,
    by: User,
    now: datetime,
) -> Disclosure:
    """The same as part of an act whose own permission has been checked."""
    law = legal_duties().get(duty)
    if law is None or not law.applies(direction=values.direction, on=day_of(values.occurred_at)):
        raise ValidationError({"duty": "Loven gælder ikke den slags oplysninger på den dag."})
    if values.occurred_at > now:
        raise ValidationError({"occurred_at": "Tidspunktet ligger i fremtiden."})
    name = counterpart.strip()
    return _record(
        Disclosure(
            case_id=case_id,
            counterpart=f"{values.person.strip()}, {name}" if values.person.strip() else name,
            duty=duty,
            reason=reason.strip(),
        ),
        values,
        by=by,
        now=now,
    )


@transaction.atomic
def correct_disclosure(*, disclosure_id: int, text: str, by: User, now: datetime) -> DisclosureCorrection:
    """Say what is wrong in a line of the log; the line stays."""
    require(can_exchange_information(by))
    require_sees(by, now, disclosures=disclosure_id)
    disclosure = Disclosure.objects.get(pk=disclosure_id)
    correction = DisclosureCorrection(
        disclosure=disclosure, text=text.strip(), recorded_at=now, recorded_by=by
    )
    correction.full_clean()
    correction.save()
    _tell(disclosure.case_id, f"Rettelse om {disclosure.counterpart}: {correction.text}", by=by, at=now)
    return correction


def _record(disclosure: Disclosure, values: DisclosureValues, *, by: User, now: datetime) -> Disclosure:
    disclosure.submission = values.submission
    disclosure.direction = values.direction
    disclosure.content = values.content.strip()
    disclosure.means = values.means
    disclosure.occurred_at = values.occurred_at
    disclosure.recorded_at, disclosure.recorded_by = now, by
    disclosure.full_clean(exclude=["submission"])
    disclosure.save()
    _tell(
        disclosure.case_id,
        f"{disclosure.went} {disclosure.counterpart}: {disclosure.content}",
        by=by,
        at=values.occurred_at,
    )
    return disclosure


def _tell(case_id: int, text: str, *, by: User, at: datetime) -> None:
    number = Case.objects.values_list("number", flat=True).get(pk=case_id)
    tell(
        case_id=case_id,
        kind=StoryKind.DISCLOSURE,
        at=at,
        text=text,
        by=by,
        path=reverse("cases:disclosure_list", args=[number]),
    )
