"""Danish dates, numbers and states in templates; loaded in every template."""

from datetime import date, datetime, time
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe

from rusmiddel import danish_dates

register = template.Library()

# The states a badge, a panel or a tile may show; each always stands beside a word or a number.
STATES = ("overdue", "soon", "kept", "running", "neutral")


@register.filter
def dato(value: date | datetime | None) -> str:
    """'5. marts 2026'"""
    return danish_dates.long_date(danish_dates.day_of(value)) if value else ""


@register.filter
def kort_dato(value: date | datetime | None) -> str:
    """'5. mar.', with the year when it is not this year's."""
    if not value:
        return ""
    return danish_dates.short_date(danish_dates.day_of(value), today=timezone.localdate())


@register.filter
def klokken(value: datetime | time | None) -> str:
    """'10.15'"""
    return danish_dates.clock(value) if value is not None and value != "" else ""


@register.filter
def tidspunkt(value: datetime | None) -> str:
    """'20. nov. 10.15'"""
    return f"{kort_dato(value)} {klokken(value)}" if value else ""


@register.filter
def dage(count: int | None) -> str:
    """'1 dag', '4 dage', '−2 dage'"""
    return danish_dates.days(count) if count not in (None, "") else ""


@register.filter
def dage_tilbage(due_on: date | None, today: date) -> str:
    """'4 dage tilbage', 'Frist i dag', '2 dage over fristen'"""
    if not due_on:
        return ""
    left = (due_on - today).days
    if left == 0:
        return "Frist i dag"
    return f"{danish_dates.days(left)} tilbage" if left > 0 else f"{danish_dates.days(-left)} over fristen"


@register.filter
def tal(value: int | float | Decimal | None) -> str:
    """'1.234,50'"""
    return danish_dates.number(value) if value not in (None, "") else ""


@register.filter
def maskeret_cpr(value: str | None) -> str:
    """'010161-••••'"""
    digits = "".join(character for character in value or "" if character.isdigit())
    return f"{digits[:6]}-••••" if digits else ""


@register.filter
def som_vist(value: object) -> str:
    """A value in a list: dates short, moments with the time, nothing as nothing."""
    if isinstance(value, datetime):
        return tidspunkt(value)
    if isinstance(value, date):
        return kort_dato(value)
    return "" if value is None else str(value)


@register.simple_tag
def tilstand(text: object, state: str = "neutral") -> SafeString:
    """A badge: a word or a number in the colour of its state."""
    if state not in STATES:
        raise template.TemplateSyntaxError(f"Ukendt tilstand: {state}")
    return format_html('<span class="badge badge--{}">{}</span>', state, text)


@register.simple_block_tag
def unless_empty(content: str) -> str:
    """What is inside, or nothing at all when it holds no text and no control."""
    has_control = "<input" in content or "<button" in content
    # The content is a rendered template, escaped where it was made.
    return mark_safe(content) if has_control or strip_tags(content).strip() else ""  # noqa: S308


@register.simple_tag
def days_badge(due_on: date, today: date, at_risk_days: int) -> dict[str, str]:
    """Class and text of the badge that counts the days left."""
    left = (due_on - today).days
    state = "overdue" if left < 0 else "soon" if left <= at_risk_days else "running"
    return {"class": f"badge badge--{state}", "text": danish_dates.signed(left)}


@register.filter
def hold_paragraf(text: str) -> str:
    """A provision whose § stays on the line of its number."""
    return text.replace("§ ", "§\u00a0")
