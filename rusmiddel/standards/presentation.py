"""A standard as a person reads it: groups of labelled values, each with its source."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import formats

from rusmiddel.standards.authorities import named_authority
from rusmiddel.standards.schema import (
    AnonymousProvider,
    Citation,
    Competence,
    Contact,
    GiftCard,
    GoalVariant,
    LawBySubstance,
    Mention,
    Preparation,
    QualityGoal,
    SelfPayment,
    Standard,
    YouthBand,
)
from rusmiddel.standards.sourced import DanishEnum, Frozen, Section, Sourced


@dataclass(frozen=True)
class Row:
    """One value: what it says, where it stands, or that it stands nowhere and what then applies."""

    label: str
    text: str = ""
    source: str = ""
    note: str = ""
    silent: bool = False
    statute_text: str = ""
    statute_source: str = ""
    statute_verified: bool = True
    statute_is_law: bool = True


@dataclass(frozen=True)
class Group:
    anchor: str
    title: str
    rows: list[Row] = field(default_factory=list)
    parts: list["Group"] = field(default_factory=list)


@dataclass(frozen=True)
class Leaf:
    """A value with the path and label it has in the schema."""

    path: str
    label: str
    value: Sourced[Any]


def leaves(standard: Standard) -> Iterator[Leaf]:
    """Every value of the standard, in the order of the schema."""
    yield from _leaves(standard, "")


def groups(standard: Standard) -> list[Group]:
    """The whole standard in readable Danish. Offers show only what they say; silence there is no news."""
    general = Group("generelt", "Generelt", _own_rows(standard, hide_silent=False))
    result = [general]
    for name, info in type(standard).model_fields.items():
        value = getattr(standard, name)
        title = str(info.title)
        if isinstance(value, Section):
            result.append(_section(name, title, value))
        elif name == "offers":
            offers = [_section(offer.key, offer.name, offer, hide_silent=True) for offer in value]
            result.append(Group(name, title, parts=offers))
        elif name == "complaints":
            routes = [_section(route.kind, _capital(route.kind.label), route) for route in value]
            result.append(Group(name, title, parts=routes))
        elif isinstance(value, tuple) and value and name != "remarks":
            result.append(Group(name, title, rows=[_record(item) for item in value]))
    return result


def _section(anchor: str, title: str, section: Section, *, hide_silent: bool = False) -> Group:
    rows = _own_rows(section, hide_silent=hide_silent)
    for name, info in type(section).model_fields.items():
        value = getattr(section, name)
        if isinstance(value, tuple) and value and isinstance(value[0], Frozen):
            rows.extend(_record(item, label=str(info.title)) for item in value)
    return Group(anchor, title, rows)


def _own_rows(model: Frozen, *, hide_silent: bool) -> list[Row]:
    return [
        _row(str(info.title), value)
        for name, info in type(model).model_fields.items()
        if isinstance(value := getattr(model, name), Sourced)
        and not (hide_silent and value.silent and not value.note)
    ]


def _row(label: str, value: Sourced[Any]) -> Row:
    if value.own is not None:
        return Row(label, text=shown(value.own), source=value.source, note=value.note)
    return Row(
        label,
        silent=True,
        note=value.note,
        statute_text=shown(value.default) if value.default is not None else "",
        statute_source=value.default_source,
        statute_verified=value.default_verified,
        statute_is_law=value.default_is_law,
    )


def _record(item: Frozen, *, label: str = "") -> Row:
    """A whole entry of a list, which has one source for all it says."""
    text = shown(item)
    source = getattr(item, "source", "")
    name = label or getattr(item, "name", "") or text
    return Row(name, text=text, source=source)


def shown(value: Any) -> str:
    """The value in Danish words."""
    match value:
        case bool():
            return "ja" if value else "nej"
        case DanishEnum():
            return _label(value)
        case int():
            return formats.localize(value)
        case date():
            return formats.date_format(value, "j. F Y")
        case str():
            return value
        case tuple():
            return ", ".join(shown(item) for item in value) or "ingen"
    return _shown_record(value)


def _label(value: DanishEnum) -> str:
    return value.label


def _shown_record(item: Frozen) -> str:
    match item:
        case Contact():
            return ", ".join(
                part
                for part in (
                    item.name,
                    item.attention,
                    item.address_line,
                    item.postcode_city,
                    item.phone,
                    item.mobile,
                    item.email,
                    item.url,
                )
                if part
            )
        case YouthBand():
            return f"{item.name}: {_ages(item.min_age, item.max_age)}"
        case GoalVariant():
            return f"{item.text} ({item.stop.label})"
        case AnonymousProvider():
            place = "uden for kommunen" if item.outside_municipality else "i kommunen"
            address = f", {item.address}" if item.address else ""
            return f"{item.name}{address}: {shown(item.substances)} ({place})"
        case Competence():
            what = shown(item.offer_kinds) if item.offer_kinds else "alle tilbud"
            what += f" ({shown(item.substances)})" if item.substances else ""
            return f"{_capital(what)}: {item.text}" if item.text else _capital(what)
        case LawBySubstance():
            return _laws(item)
        case GiftCard():
            return f"{item.amount} kr. ved hver {item.every_nth_talk}. samtale"
        case SelfPayment():
            return _self_payment(item)
        case QualityGoal():
            return item.text
        case Citation():
            return item.text
        case Mention():
            return named_authority(item.authority).name
        case Preparation():
            return f"{item.name} (virkning: {item.effect}, pris nr. {item.cost_rank})"
    raise TypeError(f"no words for {type(item).__name__}")


def _ages(lowest: int | None, highest: int | None) -> str:
    if lowest is None:
        return f"til og med {highest} år"
    return f"{lowest}-{highest} år" if highest is not None else f"fra {lowest} år"


def _laws(law: LawBySubstance) -> str:
    named = (("alkohol", law.alcohol), ("stoffer", law.drugs), ("under 18", law.under_18), ("alle", law.all))
    return "; ".join(f"{name}: {', '.join(provisions)}" for name, provisions in named if provisions)


def _self_payment(payment: SelfPayment) -> str:
    if not payment.charged:
        return "opkræves ikke"
    limited = f" ({shown(payment.substances)})" if payment.substances else ""
    return f"kan opkræves{limited}" + (f": {payment.basis}" if payment.basis else "")


def _leaves(model: Frozen, path: str) -> Iterator[Leaf]:
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        here = f"{path}.{name}".lstrip(".")
        if isinstance(value, Sourced):
            yield Leaf(here, str(info.title), value)
        elif isinstance(value, Section):
            yield from _leaves(value, here)
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Frozen):
                    name_of = getattr(item, "key", None) or getattr(item, "kind", "")
                    yield from _leaves(item, f"{here}.{name_of}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
