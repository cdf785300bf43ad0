"""Duplicates: found, linked and parted again; nothing is ever merged or lost."""

from datetime import datetime

from django.contrib.postgres.search import TrigramSimilarity
from django.core.exceptions import ValidationError
from django.db import transaction

from cases.duplicates import ALIKE_BY_DATE, may_be_one
from cases.enums import CitizenKind, StoryKind
from cases.models import Case, CitizenLink
from cases.permissions import can_do_casework, require
from cases.seeing import require_sees, require_sees_each
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.locks import hold

# The nearest by name are looked at, and no more: whoever is further off is not mistaken for them.
LOOKED_AT = 50


def possible_duplicates(case: Case, user: User) -> list[Case]:
    """Cases the user may see whose citizen may be this one under another record, the most alike first."""
    citizen = case.citizen
    if citizen.is_anonymous:
        return []
    linked = {link.other_than(citizen.pk) for link in CitizenLink.objects.standing().of(citizen.pk)}
    near = (
        Case.objects.visible_to(user)
        .select_related("citizen", "responsible")
        .filter(citizen__kind=CitizenKind.IDENTIFIED, citizen__search_key__trigram_similar=citizen.search_key)
        .exclude(citizen__in=[citizen.pk, *linked])
        .annotate(likeness=TrigramSimilarity("citizen__search_key", citizen.search_key))
        .filter(likeness__gte=ALIKE_BY_DATE)
        .order_by("-likeness", "-opened_on")[:LOOKED_AT]
    )
    return [
        other
        for other in near
        if may_be_one(
            likeness=other.likeness, born_on=citizen.birth_date, other_born_on=other.citizen.birth_date
        )
    ]


def linked_cases(case: Case, user: User) -> list[tuple[CitizenLink, Case]]:
    """The cases of the records held to be the same person, each with the link that says so."""
    links = {
        link.other_than(case.citizen_id): link for link in CitizenLink.objects.standing().of(case.citizen_id)
    }
    if not links:
        return []
    cases = Case.objects.visible_to(user).filter(citizen__in=links).order_by("-opened_on", "-pk")
    return [(links[other.citizen_id], other) for other in cases]


@transaction.atomic
def link_citizens(*, case_id: int, other_case_id: int, reason: str, by: User, now: datetime) -> CitizenLink:
    """Hold two records to be one person; each case says from now on that there is another."""
    require(can_do_casework(by))
    require_sees_each(by, now, {case_id, other_case_id})
    case, other = (Case.objects.select_related("citizen").get(pk=each) for each in (case_id, other_case_id))
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor det er den samme borger."})
    if case.citizen_id == other.citizen_id:
        raise ValidationError({"other": "De to sager er allerede på den samme borger."})
    if case.citizen.is_anonymous or other.citizen.is_anonymous:
        raise ValidationError({"other": "En anonym borger kædes aldrig sammen med en anden."})
    first, second = sorted((case.citizen_id, other.citizen_id))
    hold(f"citizen link:{first}:{second}")
    already = CitizenLink.objects.standing().filter(first=first, second=second).first()
    if already is not None:
        return already
    link = CitizenLink.objects.create(first_id=first, second_id=second, reason=reason.strip(), at=now, by=by)
    for each in (case, other):
        tell(
            case_id=each.pk,
            kind=StoryKind.CASE,
            at=now,
            # The panel shows the other case to those who may see that too; the story shows it to nobody.
            text=f"Kædet sammen med en anden sag som den samme borger: {reason.strip()}",
            by=by,
        )
    return link


@transaction.atomic
def unlink_citizens(*, link_id: int, case_id: int, reason: str, by: User, now: datetime) -> CitizenLink:
    """They were two after all; it stays written that they were held to be one, and why not any more."""
    require(can_do_casework(by))
    require_sees(by, now, pk=case_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor det ikke er den samme borger."})
    link = CitizenLink.objects.select_for_update(of=("self",)).get(pk=link_id)
    case = Case.objects.get(pk=case_id)
    if link.undone_at is not None:
        raise ValidationError("Sammenkædningen er allerede ophævet.")
    if case.citizen_id not in {link.first_id, link.second_id}:
        raise ValidationError("Sammenkædningen hører ikke til sagen.")
    link.undone_at, link.undone_by, link.undone_reason = now, by, reason.strip()
    link.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    for each in Case.objects.filter(citizen__in=[link.first_id, link.second_id]).order_by("pk"):
        tell(
            case_id=each.pk,
            kind=StoryKind.CASE,
            at=now,
            text=f"Sammenkædningen med en anden borger er ophævet: {reason.strip()}",
            by=by,
        )
    return link
