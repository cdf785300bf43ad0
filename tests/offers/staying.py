"""Scenes with residential stays and free choice, made by the acts themselves."""

from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from cases.enums import Substance
from offers.enums import Degree, PlacementEnd, SupervisionMeans, TalksAnswer
from offers.services.free_choices import choose_provider
from offers.services.placements import (
    EndValues,
    StayValues,
    begin_stay,
    end_stay,
    give_guarantee,
    plan_placement,
)
from offers.services.providers import approve_provider, keep_provider, price_provider
from offers.services.stays import (
    AftercareValues,
    SupervisionValues,
    record_supervision,
    write_aftercare_plan,
)
from rusmiddel.access.enums import Role
from tests.visitation.scenes import COPENHAGEN, DECIDED_AT, caseworker, decided, make_user, plan, ready
from visitation.services.further import Grounds, SelfPayment, decide_self_payment, limit_choice

ADMITTED_ON = date(2026, 3, 16)
UNTIL = date(2026, 6, 15)
CHOSEN_ON = DECIDED_AT.date()
PRICE = Decimal(2100)
GROUNDS = {
    "known_from": "Vi har talt med dig den 12. marts, og du var enig i tallene.",
    "facts": "Du har oplyst, at du får kontanthjælp og beholder din lejlighed.",
    "reasons": "Vi vurderer, at du kan betale det for kost og logi.",
    "present": "Birgit Vang, visitator",
}


@contextmanager
def refused(by: str):
    """The database says no, and by which constraint, or in which words."""
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        yield
    assert by in (error.value.__cause__.diag.constraint_name or str(error.value))


def at(day: date) -> datetime:
    """Noon of a day."""
    return datetime(day.year, day.month, day.day, 12, 0, tzinfo=COPENHAGEN)


def lead():
    return make_user(Role.TEAM_LEAD)


def provider(name="Møllegården", *, portal_id="101", approved=True, **facts):
    """A place; approved from the beginning of the year unless said otherwise, with a price."""
    facts = {"form": "residential", "is_public": False, "portal_id": portal_id, **facts}
    found = keep_provider(provider_id=None, facts={"name": name, **facts}, by=lead())
    if approved:
        approve_provider(
            provider_id=found.pk,
            authority="Socialtilsyn Nord",
            from_on=date(2026, 1, 1),
            until_on=None,
            note="",
            by=lead(),
        )
    price_provider(provider_id=found.pk, from_on=date(2026, 1, 1), per_day=PRICE, by=lead(), now=DECIDED_AT)
    return found


def granted(name="Karsten Holmgaard", *, substance=Substance.DRUGS, **values):
    """A course of residential treatment, granted by whoever decides on it."""
    return decided(ready(offer="residential", name=name, substance=substance, **values)).course


def ambulant(name="Karsten Holmgaard", *, offer="individual", **values):
    return decided(ready(offer=offer, name=name, **values), meeting=plan()).course


def stay_values(where, **changes):
    return StayValues(
        **{"provider_id": where.pk, "planned_from": ADMITTED_ON, "planned_until": UNTIL, **changes}
    )


def planned(course=None, where=None, **changes):
    course = course or granted()
    where = where or provider()
    return plan_placement(
        course_id=course.pk, values=stay_values(where, **changes), by=caseworker(), now=DECIDED_AT
    )


def guaranteed(placement, *, from_on=ADMITTED_ON, until_on=UNTIL, per_day=PRICE, now=DECIDED_AT):
    return give_guarantee(
        placement_id=placement.pk,
        from_on=from_on,
        until_on=until_on,
        per_day=per_day,
        reference="",
        by=lead(),
        now=now,
    )


def begun(placement, on=ADMITTED_ON, now=None):
    return begin_stay(placement_id=placement.pk, started_on=on, by=caseworker(), now=now or at(on))


def staying(course=None, where=None):
    """Somebody who has been admitted, with payment guaranteed."""
    placement = planned(course, where)
    guaranteed(placement)
    return begun(placement)


def supervised(placement, on, **changes):
    facts = {
        "held_on": on,
        "means": SupervisionMeans.VISIT,
        "with_whom": "Forstander og borger",
        "delivers": Degree.YES,
        "cooperates": Degree.PARTLY,
        "text": "Gennemgik målene.",
    }
    return record_supervision(
        placement_id=placement.pk,
        values=SupervisionValues(**{**facts, **changes}),
        submission=uuid4(),
        by=caseworker(),
        now=at(on),
    )


def aftercare(placement, on, now=None):
    return write_aftercare_plan(
        course_id=placement.course_id,
        values=AftercareValues(
            made_on=on, with_citizen=True, goals="Stoffri", support="Samtaler", relapse="Ringer"
        ),
        by=caseworker(),
        now=now or at(on),
    )


def end_values(on, kind=PlacementEnd.AGREED, **changes):
    agreed = {"agreed_with": "Forstander", "talks_answer": TalksAnswer.ACCEPTED}
    facts = agreed if kind == PlacementEnd.AGREED else {}
    return EndValues(**{"kind": kind, "ended_on": on, "reason": "Målene er nået.", **facts, **changes})


def ended(placement, on, kind=PlacementEnd.AGREED, **changes):
    return end_stay(
        placement_id=placement.pk, values=end_values(on, kind, **changes), by=caseworker(), now=at(on)
    )


def payment(**changes):
    facts = {
        "per_month": Decimal(1800),
        "from_on": ADMITTED_ON,
        "income": Decimal(11500),
        "rent": Decimal(4200),
        "calculation": "Indkomst minus husleje og rådighedsbeløb.",
    }
    return SelfPayment(**{**facts, **changes})


def paid(course, *, by=None, now=DECIDED_AT, submission=None, grounds=None, **changes):
    return decide_self_payment(
        course_id=course.pk,
        payment=payment(**changes),
        grounds=Grounds(**{**GROUNDS, **(grounds or {})}),
        submission=submission or uuid4(),
        by=by or lead(),
        now=now,
    )


def chosen(course, where, *, on=CHOSEN_ON, by=None, now=DECIDED_AT, **values):
    return choose_provider(
        course_id=course.pk,
        provider_id=where.pk,
        chosen_on=on,
        wish="Vil gerne tættere på familien",
        by=by or caseworker(),
        now=now,
        **values,
    )


def limited(choice, *, by=None, now=DECIDED_AT, **grounds):
    return limit_choice(
        choice_id=choice.pk,
        grounds=Grounds(**{**GROUNDS, **grounds}),
        submission=uuid4(),
        by=by or lead(),
        now=now,
    )


def behind_the_addresses() -> dict[str, object]:
    """A stay that goes on, one that is planned, a choice to answer and a decision on self-payment."""
    where, other = provider(), provider("Åbrinken", portal_id="102")
    here = staying(granted("Ebbe Hemmelighed"), where)
    decision = paid(here.course)
    to_come = planned(granted("Elna Hemmelighed"), other)
    choice = chosen(granted("Eli Hemmelighed"), other)
    waiting = granted("Else Hemmelighed")
    return {
        "provider": where.pk,
        "approval": where.approvals.get().pk,
        "stay_case": here.case.number,
        "stay_course": here.course_id,
        "placement": here.pk,
        "guarantee": here.guarantees.get().pk,
        "further": decision.pk,
        "planned_case": to_come.case.number,
        "planned_placement": to_come.pk,
        "choice_case": choice.case.number,
        "choice": choice.pk,
        "to_place_case": waiting.case.number,
        "to_place_course": waiting.pk,
    }
