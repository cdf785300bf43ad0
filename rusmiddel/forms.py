"""How forms look and what their fields understand, the same on every page."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import from_current_timezone
from django.utils import timezone

from rusmiddel.danish_dates import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    YearOutOfRange,
    clock,
    day_of,
    parse_date,
    parse_time,
)
from rusmiddel.versions import BothHaveWritten, told_of, version_of


class DanishBoundField(BoundField):
    """A field with the classes of DKFDS and what the error summary and the label need to know."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if name := dkfds_class(widget):
            own = attrs.get("class") or widget.attrs.get("class", "")
            attrs["class"] = f"{own} {name}".strip()
        if isinstance(widget, forms.RadioSelect):
            # Checkboxes too. A single choice is not invalid; the group is, and the template says so.
            attrs.pop("aria-invalid", None)
        return attrs

    @property
    def says_required(self) -> bool:
        """Only what must be filled in and is not filled in beforehand says so."""
        return self.field.required and not self.field.disabled and self.initial in (None, "", [])

    @property
    def problems(self) -> list[str]:
        """What is wrong, in words that say how to mend it."""
        return [self._told(error) for error in self.errors.as_data()]

    def _told(self, error: ValidationError) -> str:
        if error.code == "required" and error.message == forms.Field.default_error_messages["required"]:
            return "Vælg en mulighed." if isinstance(self.field, forms.ChoiceField) else "Skal udfyldes."
        return " ".join(error.messages)

    @property
    def lead_in(self) -> str:
        """The label as the beginning of a line that says what is wrong."""
        return self.label if self.label.endswith(("?", "!", ".", ":")) else f"{self.label}:"

    @property
    def is_radio(self) -> bool:
        widget = self.field.widget
        return isinstance(widget, forms.RadioSelect) and not isinstance(widget, forms.CheckboxSelectMultiple)

    @property
    def is_checkbox(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def anchor(self) -> str:
        """The id to go to in order to mend the field."""
        widget = self.field.widget
        if isinstance(widget, forms.MultiWidget | forms.RadioSelect):
            return f"{self.auto_id}_0"
        return self.id_for_label


class DanishFormRenderer(TemplatesSetting):
    """Forms drawn with the templates in `templates/forms/` and DKFDS's markup."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = DanishBoundField


def dkfds_class(widget: forms.Widget) -> str:
    match widget:
        case forms.CheckboxInput() | forms.CheckboxSelectMultiple():
            return "form-checkbox"
        case forms.RadioSelect():
            return "form-radio"
        case forms.Select():
            return "form-select"
        case forms.FileInput():
            return "form-file"
        case forms.HiddenInput() | forms.MultiWidget():
            return ""
        case forms.widgets.Input() | forms.Textarea():
            return "form-input"
    return ""


class SeenForm(forms.Form):
    """A form over what is stored already; it knows which version its writer began from."""

    seen = forms.RegexField(r"^[0-9.-]{0,200}$", widget=forms.HiddenInput, required=False)

    def tell_of(self, *rows: Model) -> None:
        """The writer is now shown what is stored; sending the form again overrules it."""
        self.data = self.data.copy()
        self.data["seen"] = told_of(self.data.get("seen", ""), *rows)

    def begin_from(self, *rows: Model) -> None:
        """What was typed has been stored, and what the writer types next begins from there."""
        self.data = self.data.copy()
        self.data["seen"] = version_of(*rows)


def add_service_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Show what a service refused: at the field it names where the form has it, else at the top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, errors)


@contextmanager
def refusals_shown(form: forms.BaseForm, *rows: Model) -> Iterator[None]:
    """Show in the form what the act inside refuses; the page then goes on to show the form again.

    `rows` are what the form writes over: where a colleague has written meanwhile, it remembers that it told.
    """
    try:
        yield
    except ValidationError as error:
        add_service_errors(form, error)
        if isinstance(error, BothHaveWritten) and isinstance(form, SeenForm):
            form.tell_of(*rows)


class DanishDateInput(forms.TextInput):
    """One box for a date; app.js puts the browser's calendar beside it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "data-date": True, "size": 12, **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, date):
            return f"{day_of(value):%d-%m-%Y}"
        return value


class DanishTimeInput(forms.TextInput):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "size": 6, **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return clock(value) if isinstance(value, datetime | time) else value


class DanishDateField(forms.DateField):
    """A date as people type it: 05-03-2026, 5.3.2026, 5/3 2026, 050326, 'i dag', 'i morgen'."""

    widget = DanishDateInput
    default_error_messages = {
        "invalid": "Skriv datoen som dag-måned-år, fx 05-03-2026.",
        "year": f"Årstallet skal ligge fra {EARLIEST_YEAR} til {LATEST_YEAR}.",
        "required": "Skriv en dato, fx 05-03-2026.",
    }

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return day_of(value)
        try:
            return parse_date(str(value), today=timezone.localdate())
        except YearOutOfRange:
            raise ValidationError(self.error_messages["year"], code="year") from None
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class DanishTimeField(forms.TimeField):
    """A time of day as people type it: 10.15, 10:15, 1015, 10."""

    widget = DanishTimeInput
    default_error_messages = {
        "invalid": "Skriv klokkeslættet, fx 9.30.",
        "required": "Skriv klokkeslættet, fx 9.30.",
    }

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        try:
            return parse_time(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class DanishDateTimeInput(forms.MultiWidget):
    """A box for the date and a box for the time, in one fieldset."""

    template_name = "forms/date_time.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            [DanishDateInput({"class": "form-input"}), DanishTimeInput({"class": "form-input"})], attrs
        )

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, datetime):
            moment = timezone.localtime(value) if timezone.is_aware(value) else value
            return [moment.date(), moment.time()]
        return [None, None]


class DanishDateTimeField(forms.MultiValueField):
    """A moment in Danish time, given as a date and a time of day."""

    widget = DanishDateTimeInput
    default_error_messages = {
        "required": "Skriv dato og klokkeslæt.",
        "incomplete": "Skriv både dato og klokkeslæt.",
        "missing_hour": (
            "Det klokkeslæt findes ikke den dag: kl. 2.00 stilles uret frem til 3.00. "
            "Skriv et klokkeslæt før 2.00 eller fra 3.00."
        ),
        "double_hour": (
            "Det klokkeslæt er der to gange den nat, fordi uret kl. 3.00 stilles tilbage til 2.00. "
            "Skriv et klokkeslæt før 2.00 eller fra 3.00."
        ),
    }

    def __init__(self, **options: Any) -> None:
        fields = (DanishDateField(), DanishTimeField())
        super().__init__(fields, require_all_fields=False, **options)

    def compress(self, data_list: list[Any]) -> datetime | None:
        if not data_list or not all(value is not None for value in data_list):
            return None
        on_the_clock: datetime = datetime.combine(*data_list)
        self._refuse_the_changing_hours(on_the_clock)
        moment: datetime = from_current_timezone(on_the_clock)
        return moment

    def _refuse_the_changing_hours(self, on_the_clock: datetime) -> None:
        """Refuse the hour that summer time leaves out, and the one that is there twice."""
        first, second = (
            on_the_clock.replace(tzinfo=timezone.get_current_timezone(), fold=fold).utcoffset()
            for fold in (0, 1)
        )
        if first == second:
            return
        code = "missing_hour" if first < second else "double_hour"
        raise ValidationError(self.error_messages[code], code=code)
