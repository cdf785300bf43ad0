"""What every form has in common: Danish dates and times, DKFDS markup, errors where they belong."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils import timezone

# 05-03-2026, 5.3.2026, 5/3 2026, 5 3 26, 050326
DATE = re.compile(r"^(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d{2}|\d{4})$|^(\d{2})(\d{2})(\d{2}|\d{4})$")
# 9, 9.30, 09:30, 0930
TIME = re.compile(r"^(\d{1,2})(?:[.: ]?(\d{2}))?$")
NEARBY_DAYS = {"i går": -1, "i dag": 0, "i morgen": 1}
# Two-digit years up to this many years ahead are in this century.
CENTURY_WINDOW = 20


class DanishFormRenderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class DanishDateField(forms.DateField):
    """A date as Danes write it; 'i dag' and 'i morgen' too."""

    widget = forms.DateInput(format="%d-%m-%Y", attrs={"autocomplete": "off", "size": 12})
    default_error_messages = {
        "invalid": "Skriv datoen som dag-måned-år, fx 05-03-2026.",
        "required": "Skriv en dato, fx 05-03-2026.",
    }

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        return parse_date(str(value), today=timezone.localdate(), message=self.error_messages["invalid"])


def parse_date(text: str, *, today: date, message: str) -> date:
    """Read a date as a Dane types it; raises ValidationError with the message."""
    text = text.strip().lower()
    if text in NEARBY_DAYS:
        return today + timedelta(days=NEARBY_DAYS[text])
    match = DATE.match(text)
    if match is None:
        raise ValidationError(message, code="invalid")
    day, month, year = (int(part) for part in match.groups() if part is not None)
    if year < 100:
        year += 2000 if 2000 + year <= today.year + CENTURY_WINDOW else 1900
    try:
        return date(year, month, day)
    except ValueError:
        raise ValidationError("Den dato findes ikke. Skriv fx 05-03-2026.", code="invalid") from None


class DanishTimeField(forms.TimeField):
    """A time of day, with or without minutes."""

    widget = forms.TimeInput(format="%H.%M", attrs={"autocomplete": "off", "size": 6})
    default_error_messages = {
        "invalid": "Skriv klokkeslættet, fx 9.30.",
        "required": "Skriv klokkeslættet, fx 9.30.",
    }

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        match = TIME.match(str(value).strip())
        if match is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return time(int(match[1]), int(match[2] or 0))
        except ValueError:
            raise ValidationError("Det klokkeslæt findes ikke. Skriv fx 9.30.", code="invalid") from None


class DanishDateTimeWidget(forms.SplitDateTimeWidget):
    template_name = "forms/datetime.html"

    def __init__(self) -> None:
        forms.MultiWidget.__init__(self, [DanishDateField.widget, DanishTimeField.widget])

    def decompress(self, value: Any) -> list[Any]:
        if value is None:
            return [None, None]
        if isinstance(value, datetime) and timezone.is_aware(value):
            value = timezone.localtime(value)
        return [value.date(), value.time()]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_


class DanishDateTimeField(forms.MultiValueField):
    """A date and a time of day, as an aware moment in Danish time."""

    widget = DanishDateTimeWidget
    default_error_messages = {"required": "Skriv dato og klokkeslæt."}

    def __init__(self, **options: Any) -> None:
        super().__init__(
            fields=(DanishDateField(), DanishTimeField()), require_all_fields=False, **options
        )

    def compress(self, values: list[Any]) -> datetime | None:
        if not values or values[0] is None or values[1] is None:
            return None
        moment = datetime.combine(values[0], values[1])
        return timezone.make_aware(moment)


def add_service_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Show what a service refused: at the field it names where the form has it, else at the top."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for field, texts in by_field.items():
        for text in texts:
            form.add_error(field if field in form.fields else None, text)
