"""Which rows and files go with an item of a list of what is to be destroyed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from cases.holdings import Holding, Person, holdings
from cases.models import Attachment, Case, Inquiry
from rights.models import DestructionItem, Seal
from rusmiddel.access.models import ReadLog
from rusmiddel.deadlines.models import Deadline, Drift
from visitation.models import Minutes


@dataclass(frozen=True, kw_only=True)
class Doomed:
    """The keys of a table that go."""

    model: type[Model]
    keys: tuple[Any, ...]

    @property
    def table(self) -> str:
        return self.model._meta.db_table


def doomed_by(item: DestructionItem) -> list[Doomed]:
    """Every row of every table that goes, but for the read log, which follows its case."""
    if item.citizen_id is not None:
        return [each for each in _of_person(person_of_item(item)) if each.keys]
    if item.inquiry_id is not None:
        return [each for each in _with_history(Inquiry, (item.inquiry_id,)) if each.keys]
    return [Doomed(model=Minutes, keys=(item.minutes_id,))]


def person_of_item(item: DestructionItem) -> Person:
    """The one record: those linked with it as the same person are items of their own."""
    assert item.citizen_id is not None
    cases = Case.objects.filter(citizen=item.citizen_id).order_by("pk").values_list("pk", flat=True)
    return Person(citizens=(item.citizen_id,), cases=tuple(cases))


def files_of(doomed: list[Doomed]) -> list[str]:
    """The names in the storage of the files whose rows go: attachments and sealed bundles."""
    names: list[str] = []
    for each in doomed:
        if each.model in (Attachment, Seal):
            stored: Any = each.model._base_manager.filter(pk__in=each.keys)
            names += stored.values_list("stored_as", flat=True)
    return names


def _of_person(person: Person) -> Iterator[Doomed]:
    for holding in holdings():
        # Whoever looks at the list is written down in it, so it would never be the same twice.
        if holding.stays or holding.model is ReadLog:
            continue
        yield from _of_holding(holding, person)
    # A drift knows its deadline by name alone.
    drifts = Q(pk__in=[])
    for kind, ref in Deadline.objects.filter(case__in=person.cases).values_list("kind", "ref"):
        drifts |= Q(kind=kind, ref=ref)
    yield Doomed(
        model=Drift, keys=tuple(Drift.objects.filter(drifts).order_by("pk").values_list("pk", flat=True))
    )


def _of_holding(holding: Holding, person: Person) -> Iterator[Doomed]:
    keys = tuple(holding.rows(person).values_list("pk", flat=True))
    yield from _with_history(holding.model, keys)


def _with_history(model: type[Model], keys: tuple[Any, ...]) -> Iterator[Doomed]:
    yield Doomed(model=model, keys=keys)
    history: Any = getattr(model, "history", None)
    if history is not None:
        versions = history.model._base_manager.filter(**{f"{model._meta.pk.attname}__in": keys})
        yield Doomed(model=history.model, keys=tuple(versions.order_by("pk").values_list("pk", flat=True)))
