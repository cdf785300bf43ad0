"""Dates, times, numbers and states as Danes read them; available in every template."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, MultiWidget, RadioSelect, Select
from django.utils import formats, timezone

register = template.Library()


def _local(moment: date | datetime) -> date | datetime:
    return timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment


@register.filter
def dato(day: date | datetime | None) -> str:
    """5. marts 2026"""
    return formats.date_format(_local(day), "j. F Y") if day else ""


@register.filter
def kort_dato(day: date | datetime | None) -> str:
    """5. mar., and with the year where it is not this one."""
    if not day:
        return ""
    day = _local(day)
    month = formats.date_format(day, "M").rstrip(".")[:3].lower()
    year = "" if day.year == timezone.localdate().year else f" {day.year}"
    return f"{day.day}. {month}.{year}"


@register.filter
def klokken(moment: datetime | None) -> str:
    """10.15"""
    return f"{_local(moment):%H.%M}" if moment else ""


@register.filter
def tidspunkt(moment: datetime | None) -> str:
    """20. nov. 10.15"""
    return f"{kort_dato(moment)} {klokken(moment)}" if moment else ""


@register.filter
def dage(count: int | None) -> str:
    """1 dag, 4 dage, −2 dage"""
    if count is None:
        return ""
    number = f"−{-count}" if count < 0 else str(count)
    return f"{number} {'dag' if abs(count) == 1 else 'dage'}"


@register.filter
def dage_tilbage(due_on: date, today: date) -> str:
    """'4 dage tilbage', 'Frist i dag', '2 dage over fristen'"""
    left = (due_on - today).days
    if left == 0:
        return "Frist i dag"
    return f"{dage(left)} tilbage" if left > 0 else f"{dage(-left)} over fristen"


@register.filter
def tal(number: float | Decimal | None, decimals: int = 0) -> str:
    """1.234,50"""
    if number is None:
        return ""
    return formats.number_format(number, decimal_pos=decimals, use_l10n=True, force_grouping=True)


@register.simple_tag
def clock_class(clock, standard, today: date) -> str:  # type: ignore[no-untyped-def]
    """The panel colour that goes with the state of a clock; the words beside it say the same."""
    if clock.status == "running":
        left = (clock.due_on - today).days
        if left < 0:
            return "panel--overdue"
        return "panel--risk" if left <= standard.guarantee.at_risk_days.value else "panel--running"
    return {"kept": "panel--kept", "not_kept": "panel--overdue", "waiting": "panel--risk"}.get(
        clock.status, "panel--neutral"
    )


@register.simple_tag
def days_badge(due_on: date, today: date, at_risk_days: int) -> dict[str, str]:
    """Class and text of the badge that counts the days left."""
    left = (due_on - today).days
    state = "overdue" if left < 0 else "soon" if left <= at_risk_days else "running"
    return {"class": f"badge badge--{state}", "text": f"−{-left}" if left < 0 else str(left)}


@register.filter
def widget_kind(field: BoundField) -> str:
    """Which markup a form field takes."""
    widget = field.field.widget
    if isinstance(widget, CheckboxSelectMultiple):
        return "checkboxes"
    if isinstance(widget, RadioSelect):
        return "radios"
    if isinstance(widget, CheckboxInput):
        return "checkbox"
    if isinstance(widget, MultiWidget):
        return "group"
    return "select" if isinstance(widget, Select) else "input"


@register.filter
def dk_widget(field: BoundField):  # type: ignore[no-untyped-def]
    """The widget with DKFDS's class."""
    kind = widget_kind(field)
    css = {"select": "form-select", "input": "form-input", "checkbox": "form-checkbox"}.get(kind, "")
    return field.as_widget(attrs={"class": css} if css else {})


@register.filter
def som_vist(value: object) -> str:
    """A value in a list: dates short, moments with the time, nothing as nothing."""
    if isinstance(value, datetime):
        return tidspunkt(value)
    if isinstance(value, date):
        return kort_dato(value)
    return "" if value is None else str(value)
