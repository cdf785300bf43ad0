"""What is known of a citizen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.enums import StoryKind
from cases.models import Case, Citizen, TreatmentRequest
from cases.permissions import can_do_casework, can_see_cpr, require
from cases.seeing import require_sees
from cases.services.birthdays import refresh_birthdays
from cases.services.clocks import refresh_clocks
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.cpr import parse
from rusmiddel.encryption import search_hash
from rusmiddel.locks import hold
from rusmiddel.municipalities import name_of
from rusmiddel.versions import beside_colleague

# How what a colleague has written is shown where the field alone does not say it.
READ_AS = {"municipality_code": name_of, "cpr": lambda digits: parse(digits).masked if digits else ""}

# What an anonymous citizen never has (ANO-13); the database refuses it too.
WHO_IT_IS = ("name", "address_line", "postcode", "city", "email", "birth_date")


@transaction.atomic
def describe_citizen(
    *, case_id: int, facts: Mapping[str, Any], cpr: str, by: User, now: datetime, seen: str = ""
) -> Citizen:
    """Correct who the citizen is; clocks and birthdays follow from it.

    Raises ValidationError for a CPR number that another citizen has; BothHaveWritten where a colleague has
    written something else since `seen`.
    """
    require(can_do_casework(by))
    require_sees(by, now, pk=case_id)
    case = Case.objects.get(pk=case_id)
    citizen = Citizen.objects.select_for_update(no_key=True).get(pk=case.citizen_id)
    if citizen.is_anonymous and (cpr or any(facts.get(field) for field in WHO_IT_IS)):
        raise ValidationError("En anonym borger kan ikke have navn, CPR-nummer eller adresse.")
    written = {**facts, "cpr": parse(cpr).digits} if cpr else facts
    [changes] = beside_colleague((citizen, written), seen=seen, words=READ_AS)
    number_typed = changes.pop("cpr", "")
    for field, value in changes.items():
        setattr(citizen, field, value)
    if number_typed:
        number = parse(number_typed)
        digest = search_hash(number.digits)
        hold(f"citizen:{digest}")
        if Citizen.objects.filter(cpr_hash=digest).exclude(pk=citizen.pk).exists():
            raise ValidationError(
                {
                    "cpr": "En anden borger er registreret med det CPR-nummer. Søg på nummeret, og kæd de to "
                    "sammen, hvis det er den samme borger."
                }
            )
        citizen.cpr, citizen.cpr_hash = number.digits, digest
        citizen.birth_date, citizen.sex = number.birth_date, number.sex
    citizen._history_user = by
    citizen.full_clean(exclude=["cpr"])
    citizen.save()
    # Closed ones too: what was computed from a wrong date of birth was wrong all along.
    for request in TreatmentRequest.objects.filter(case__citizen=citizen).order_by("pk"):
        refresh_clocks(request.pk, by=by)
    for known_case in citizen.cases.order_by("pk"):
        refresh_birthdays(known_case.pk, by=by)
    tell(case_id=case.pk, kind=StoryKind.CASE, at=now, text="Borgerens oplysninger er rettet", by=by)
    return citizen


def reveal_cpr(*, case: Case, by: User, now: datetime) -> str:
    """The whole number, for one who has asked to see it; the read log has the request."""
    require(can_see_cpr(by))
    require_sees(by, now, pk=case.pk)
    return parse(case.citizen.cpr).formatted if case.citizen.cpr else ""
