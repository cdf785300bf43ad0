"""A row that is held on a person, told in words and as plain values."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db.models import Field, Model

from cases.holdings import Holding, Person
from cases.models import Case, Partner
from rusmiddel import danish_dates
from rusmiddel.access.models import User
from rusmiddel.municipalities import name_of

# What a column is called that has no Danish name of its own.
LABELS = {
    "at": "Hvornår",
    "by": "Af",
    "added_at": "Tilføjet",
    "answered_by": "Besvaret af",
    "birthday": "Fødselsdag",
    "cancelled_by": "Taget tilbage af",
    "changes": "Ændringer",
    "completed_by": "Afsluttet af",
    "closed_by": "Afsluttet af",
    "decided_by": "Registreret af",
    "ended_by": "Afsluttet af",
    "expiry_noted_by": "Udløb noteret af",
    "finished_by": "Afsluttet af",
    "institution": "Institution",
    "lifted_by": "Ophævet af",
    "meeting": "Møde",
    "opened_by": "Oprettet af",
    "recorded_at": "Skrevet",
    "recorded_by": "Skrevet af",
    "reported_by": "Afsluttet af",
    "reviewed_by": "Gennemgået af",
    "settled_at": "Afgjort",
    "stated_on": "Oplyst den",
    "status": "Status",
    "superseded_by": "Erstattet af",
    "taken_back_by": "Taget tilbage af",
    "undone_at": "Ophævet",
    "undone_by": "Ophævet af",
    "undone_reason": "Hvorfor ophævet",
    "user": "Medarbejder",
    "withdrawn_by": "Taget tilbage af",
}
# Shown masked where staff look through the bundle; the person is given it whole.
SECRET = frozenset({"cpr"})
LONGEST_TITLE = 200


class Words:
    """The names that rows refer to by key, read once for many rows."""

    def __init__(self) -> None:
        self._names: dict[type[Model], dict[Any, str]] = {
            User: dict(User.objects.values_list("pk", "name")),
            Partner: dict(Partner.objects.values_list("pk", "name")),
        }

    def of(self, model: type[Model], key: Any) -> str:
        if model is Case and key not in self._names.setdefault(Case, {}):
            self._names[Case][key] = (
                Case.objects.filter(pk=key).values_list("number", flat=True).first() or ""
            )
        known = self._names.get(model)
        return known.get(key, "") if known is not None else f"{model._meta.verbose_name} {key}"


def label_of(field: "Field[Any, Any]") -> str:
    """The column's own Danish name, else the one above; a column without either is a mistake."""
    name = str(field.verbose_name)
    if name == field.name.replace("_", " "):
        name = LABELS.get(field.name, name)
    return name[:1].upper() + name[1:]


def told(holding: Holding, rows: Sequence[Any], words: Words) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each row with its lines and its earlier versions, as it is kept in the bundle."""
    versions = _versions(holding, rows)
    for row in rows:
        lines = [
            {
                "name": field.name,
                "label": label_of(field),
                "value": _plain(row, field),
                "shown": _shown(row, field, words),
            }
            for field in holding.columns
        ]
        lines += [
            {"name": line.name, "label": line.label, "value": line.shown, "shown": line.shown}
            for line in holding.more(row)
        ]
        yield (
            row,
            {
                "lines": [line for line in lines if line["shown"]],
                "earlier": list(_earlier(holding, versions[row.pk], row, words)),
            },
        )


def title_of(holding: Holding, row: Any) -> str:
    """What tells one row of a table from another: what kind of row, and its day."""
    if holding.title:
        return holding.title
    day = next(
        (value for field in holding.columns if isinstance(value := getattr(row, field.attname, None), date)),
        None,
    )
    name = holding.model._meta.verbose_name or ""
    kind = getattr(row, "get_kind_display", None)
    what = str(kind()) if callable(kind) else f"{name[:1].upper()}{name[1:]}"
    title = f"{what}, {danish_dates.long_date(danish_dates.day_of(day))}" if day else what
    return title[:LONGEST_TITLE]


def why_marked(holding: Holding, row: Any, person: Person) -> tuple[list[str], str]:
    """The marks of a row, and why each stands there."""
    marks = holding.marks(row, person)
    return [mark.value for mark in marks], " ".join(marks.values())


def digest(content: str) -> str:
    """Two gatherings of the same row with nothing changed have the same."""
    return json.dumps(json.loads(content), sort_keys=True)


def _versions(holding: Holding, rows: Sequence[Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    history: Any = holding.history
    if history is not None:
        keys = [row.pk for row in rows]
        for version in history.objects.filter(**{f"{holding.model._meta.pk.attname}__in": keys}).order_by(
            "history_date", "history_id"
        ):
            found[getattr(version, holding.model._meta.pk.attname)].append(version)
    return found


def _earlier(holding: Holding, versions: Iterable[Any], row: Any, words: Words) -> Iterator[dict[str, Any]]:
    """What each version said that the next one changed, with who changed it and when."""
    standing = [*versions]
    columns = list(holding.columns)
    for before, after in pairwise(standing):
        changed = [
            field for field in columns if getattr(before, field.attname) != getattr(after, field.attname)
        ]
        if changed:
            yield {
                "until": _written(after.history_date),
                "by": words.of(User, after.history_user_id) if after.history_user_id else "systemet",
                "lines": [
                    {
                        "name": field.name,
                        "label": label_of(field),
                        "value": _plain(before, field),
                        "shown": _shown(before, field, words),
                    }
                    for field in changed
                ],
            }


def _plain(row: Any, field: "Field[Any, Any]") -> Any:
    """The value as a machine reads it."""
    value = getattr(row, field.attname)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | dict):
        return json.loads(json.dumps(value, default=str))
    return str(value)


def _shown(row: Any, field: "Field[Any, Any]", words: Words) -> str:
    """The value as people read it; empty where there is none."""
    value = getattr(row, field.attname)
    if value is None or value == "" or value == []:
        return ""
    if field.is_relation:
        related: Any = field.related_model
        return words.of(related, value)
    if field.name == "municipality_code":
        return name_of(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _written(value)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, datetime):
        return f"{danish_dates.long_date(danish_dates.day_of(value))} kl. {danish_dates.clock(value)}"
    if isinstance(value, date):
        return danish_dates.long_date(value)
    if isinstance(value, list | tuple):
        return ", ".join(_written(each) for each in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_written(each)}" for name, each in value.items())
    return str(value)
