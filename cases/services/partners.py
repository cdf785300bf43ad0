"""The directory of partners (samarbejdspartnere): kept up to date, archived and never deleted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.models import Partner
from cases.permissions import can_maintain_partners, require
from rusmiddel.access.models import User
from rusmiddel.letters import pdf
from rusmiddel.locks import hold

NAMES = "names of partners"


@transaction.atomic
def add_partner(*, facts: Mapping[str, Any], by: User) -> Partner:
    """Add a partner; ValidationError where one of that name is in use."""
    require(can_maintain_partners(by))
    hold(NAMES)
    return _saved(Partner(**facts), by=by)


@transaction.atomic
def describe_partner(*, partner_id: int, facts: Mapping[str, Any], by: User) -> Partner:
    """Correct what is known; what has been disclosed keeps the name it was disclosed to."""
    require(can_maintain_partners(by))
    hold(NAMES)
    partner = Partner.objects.select_for_update(no_key=True).get(pk=partner_id)
    for field, value in facts.items():
        setattr(partner, field, value)
    return _saved(partner, by=by)


@transaction.atomic
def archive_partner(*, partner_id: int, by: User, now: datetime) -> Partner:
    """Take the partner out of use; consents already given stay in force."""
    require(can_maintain_partners(by))
    partner = Partner.objects.select_for_update(no_key=True).get(pk=partner_id)
    if not partner.is_archived:
        partner.archived_at, partner.archived_by = now, by
        _saved(partner, by=by)
    return partner


@transaction.atomic
def restore_partner(*, partner_id: int, by: User) -> Partner:
    """Take an archived partner into use again; ValidationError where the name has been taken."""
    require(can_maintain_partners(by))
    hold(NAMES)
    partner = Partner.objects.select_for_update(no_key=True).get(pk=partner_id)
    partner.archived_at = partner.archived_by = None
    return _saved(partner, by=by)


def usable_partner(partner_id: int) -> Partner:
    """A partner for a new consent; ValidationError for one that is archived."""
    partner = Partner.objects.get(pk=partner_id)
    if partner.is_archived:
        raise ValidationError({"partner": "Samarbejdspartneren er arkiveret. Vælg en anden."})
    return partner


def _saved(partner: Partner, *, by: User) -> Partner:
    if signs := pdf.unprintable(partner.name):
        raise ValidationError({"name": f"Kan ikke trykkes i et brev: {' '.join(signs)}"})
    partner._history_user = by
    partner.full_clean()
    partner.save()
    return partner
