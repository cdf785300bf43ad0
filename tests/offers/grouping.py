"""Scenes with groups, made by the acts themselves."""

from datetime import datetime, timedelta

from cases.enums import SessionOutcome, Substance
from offers.enums import Intake
from offers.models import Membership
from offers.services.attendance import Attended, write_attendance
from offers.services.groups import GroupValues, make_group, plan_meetings
from offers.services.memberships import offer_next_place, take_place
from tests.visitation.scenes import COPENHAGEN, DECIDED_AT, caseworker, decided, plan, ready

FIRST_AT = datetime(2026, 3, 11, 13, 0, tzinfo=COPENHAGEN)
AFTER = FIRST_AT + timedelta(hours=3)


def granted(name="Karsten Holmgaard", *, offer="group", **values):
    """A citizen who has been granted an offer in groups, and so waits for a place."""
    request = ready(offer=offer, name=name, **values)
    return decided(request, meeting=plan()).course


def waiting(name="Karsten Holmgaard", **values):
    return granted(name, **values).memberships.get()


def values(**changes):
    facts = {
        "name": "Onsdagsgruppen",
        "intake": Intake.OPEN,
        "soft_limit": 6,
        "hard_limit": 8,
        "minutes": 120,
        "weeks_between": 1,
        "room": None,
    }
    return GroupValues(**{**facts, **changes})


def group(offer_key="group", *, therapists=None, by=None, **changes):
    return make_group(
        offer_key=offer_key,
        values=values(**changes),
        therapists=therapists or [caseworker()],
        by=by or caseworker(),
        now=DECIDED_AT,
    )


def meetings(found, count=1, first_at=FIRST_AT):
    return plan_meetings(group_id=found.pk, first_at=first_at, count=count, by=caseworker(), now=DECIDED_AT)


def seat(found, by=None):
    return offer_next_place(group_id=found.pk, by=by or caseworker(), now=DECIDED_AT)


def join(found, membership=None):
    """Whoever is next in line says yes."""
    membership = membership or seat(found)
    return take_place(membership_id=membership.pk, by=caseworker(), now=DECIDED_AT)


def members(found, *names, **granting):
    joined = []
    for name in names:
        granted(name, **granting)
        joined.append(join(found))
    return joined


def came(membership, outcome=SessionOutcome.HELD, note=""):
    return Attended(membership_id=membership.pk, outcome=outcome, note=note)


def write(meeting, *attended, content="", by=None, now=AFTER):
    return write_attendance(
        meeting_id=meeting.pk, attended=attended, content=content, by=by or caseworker(), now=now
    )


def open_memberships():
    return Membership.objects.open()


DRUGS = Substance.DRUGS
