"""Those near the citizen: children, parents, guardians, network."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import RelationKind, StoryKind
from cases.models import Case, Relation
from cases.permissions import can_assess, require
from cases.seeing import require_sees
from cases.services.story import tell
from rusmiddel.access.models import User

WHO = ("name", "phone", "birth_date")


@transaction.atomic
def keep_relation(
    *, case_id: int, relation_id: int | None, facts: Mapping[str, Any], by: User, now: datetime
) -> Relation:
    """Write down somebody near the citizen, or what is new about them.

    Raises ValidationError for a name in an anonymous citizen's case; PermissionDenied.
    """
    require(can_assess(by))
    require_sees(by, now, pk=case_id)
    case = Case.objects.select_related("citizen").get(pk=case_id)
    relation = (
        Relation.objects.select_for_update(of=("self",)).get(pk=relation_id, citizen=case.citizen_id)
        if relation_id
        else Relation(citizen=case.citizen)
    )
    if case.citizen.is_anonymous and any(facts.get(field) for field in WHO):
        raise ValidationError("Skriv ikke, hvem en anonym borgers nærmeste er.")
    if facts.get("stated_age") != relation.stated_age:
        relation.stated_on = None if facts.get("stated_age") is None else timezone.localdate(now)
    for field, value in facts.items():
        setattr(relation, field, value)
    if relation.birth_date and relation.birth_date > timezone.localdate(now):
        raise ValidationError({"birth_date": "Datoen er ikke kommet endnu."})
    relation._history_user = by
    relation.full_clean()
    relation.save()
    what = "rettet" if relation_id else "registreret"
    label = RelationKind(relation.kind).label
    tell(case_id=case.pk, kind=StoryKind.CASE, at=now, text=f"{label}: {what}", by=by)
    return relation


@transaction.atomic
def end_relation(*, case_id: int, relation_id: int, by: User, now: datetime) -> Relation:
    """Somebody is not near the citizen any more; what is known of them stays in the history."""
    require(can_assess(by))
    require_sees(by, now, pk=case_id)
    case = Case.objects.get(pk=case_id)
    relation = Relation.objects.select_for_update(of=("self",)).get(pk=relation_id, citizen=case.citizen_id)
    if relation.ended_on is None:
        relation.ended_on = timezone.localdate(now)
        relation._history_user = by
        relation.save(update_fields=["ended_on"])
        text = f"{relation.get_kind_display()}: ikke længere"
        tell(case_id=case.pk, kind=StoryKind.CASE, at=now, text=text, by=by)
    return relation
