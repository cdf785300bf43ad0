"""Scenes of what is shared: a partner, a consent, something disclosed, a notification."""

from datetime import datetime
from uuid import uuid4

from cases.enums import ConsentForm, ConsentGiver, Direction, Means, PartnerKind
from cases.models import Case, Consent, Disclosure, Notification, Partner
from cases.services.consents import ConsentValues, record_consent
from cases.services.disclosures import DisclosureValues, disclose_by_consent
from cases.services.notifications import ChildValues, open_notification
from rusmiddel.access.models import User
from rusmiddel.danish_dates import day_of
from tests.cases.factories import march


def make_partner(**changes) -> Partner:
    told = {
        "kind": PartnerKind.JOB_CENTRE,
        "name": "Jobcenter Prøveby",
        "address_line": "Prøvevej 1",
        "postcode": "9999",
        "city": "Prøveby",
    }
    return Partner.objects.create(**{**told, **changes})


def consent_values(partner: Partner, **changes) -> ConsentValues:
    agreed = {
        "partner_id": partner.pk,
        "direction": Direction.BOTH,
        "purpose": "Plan for arbejde",
        "scope": "Fremmøde",
        "form": ConsentForm.WRITTEN,
        "given_by": ConsentGiver.CITIZEN,
        "given_on": march(3).date(),
    }
    return ConsentValues(**{**agreed, **changes})


def consent(
    case: Case, by: User, *, partner: Partner | None = None, now: datetime | None = None, **changes
) -> Consent:
    now = now or march(3)
    partner = partner or Partner.objects.first() or make_partner()
    values = consent_values(partner, **{"given_on": day_of(now), **changes})
    return record_consent(case_id=case.pk, values=values, by=by, now=now)


def disclosed(at: datetime, **changes) -> DisclosureValues:
    told = {
        "submission": uuid4(),
        "direction": Direction.DISCLOSE,
        "content": "Mødte til to samtaler.",
        "means": Means.PHONE,
        "occurred_at": at,
    }
    return DisclosureValues(**{**told, **changes})


def disclose(given: Consent, by: User, *, now: datetime | None = None, **changes) -> Disclosure:
    now = now or march(4)
    return disclose_by_consent(consent_id=given.pk, values=disclosed(now, **changes), by=by, now=now)


CHILD = ChildValues(
    child_name="Alma Prøve",
    municipality_code="0849",
    concern="Barnet har sovet hos naboen tre nætter.",
)


def notify(case: Case, by: User, *, now: datetime | None = None, values: ChildValues = CHILD) -> Notification:
    return open_notification(case_id=case.pk, values=values, by=by, now=now or march(4))
