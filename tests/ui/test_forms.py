from datetime import UTC, date, datetime

import pytest
import time_machine
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template

from rusmiddel.forms import DanishDateField, DanishDateTimeField, add_service_errors


class EveryKind(forms.Form):
    name = forms.CharField(label="Navn", help_text="Fornavn og efternavn")
    note = forms.CharField(label="Notat", required=False, widget=forms.Textarea)
    offer = forms.ChoiceField(label="Tilbud", choices=[("a", "Samtaler"), ("b", "Gruppe")])
    wish = forms.ChoiceField(
        label="Hvad ønskes?", choices=[("r", "Råd"), ("b", "Behandling")], widget=forms.RadioSelect
    )
    roles = forms.MultipleChoiceField(
        label="Roller", choices=[("l", "Læge"), ("s", "Sekretær")], widget=forms.CheckboxSelectMultiple
    )
    told = forms.BooleanField(label="Borgeren er fortalt det", required=False)
    day = DanishDateField(label="Dag")
    at = DanishDateTimeField(label="Tidspunkt")
    file = forms.FileField(label="Fil", required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)


def field(form, name):
    return form[name].as_field_group()


def test_every_widget_has_the_class_of_the_design_system():
    form = EveryKind()

    assert 'class="form-input"' in field(form, "name")
    assert 'class="form-input"' in field(form, "note")
    assert 'class="form-select"' in field(form, "offer")
    assert field(form, "wish").count('class="form-radio"') == 2
    assert field(form, "roles").count('class="form-checkbox"') == 2
    assert 'class="form-checkbox"' in field(form, "told")
    assert field(form, "at").count('class="form-input"') == 2


def test_only_what_is_required_and_not_filled_in_says_so():
    assert "(skal udfyldes)" in field(EveryKind(), "name")
    assert "(skal udfyldes)" not in field(EveryKind(), "note")
    assert "(skal udfyldes)" not in field(EveryKind(initial={"wish": "r"}), "wish")


def test_an_error_stands_at_its_field_and_is_read_with_it():
    html = field(EveryKind({}), "name")

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert "Skal udfyldes." in html


def test_a_group_of_choices_is_invalid_as_a_group():
    html = field(EveryKind({}), "wish")

    assert '<fieldset role="radiogroup" aria-invalid="true" aria-describedby="id_wish_error">' in html
    assert html.count("aria-invalid") == 1
    assert "Vælg en mulighed." in html


def test_the_summary_links_to_what_must_be_mended():
    form = EveryKind({"name": "Anna", "day": "31-02-2026"})
    form.add_error(None, "Sagen er lukket.")

    summary = Template('{% include "partials/error_summary.html" %}').render(Context({"form": form}))

    assert 'role="alert"' in summary
    assert "<li>Sagen er lukket.</li>" in summary
    assert '<a href="#id_wish_0">Hvad ønskes? Vælg en mulighed.</a>' in summary
    assert '<a href="#id_at_0">Tidspunkt: Skriv dato og klokkeslæt.</a>' in summary
    assert '<a href="#id_day">Dag: Skriv datoen som dag-måned-år, fx 05-03-2026.</a>' in summary
    assert "id_name" not in summary


def test_a_form_without_faults_has_no_summary():
    summary = Template('{% include "partials/error_summary.html" %}').render(Context({"form": EveryKind()}))

    assert summary.strip() == ""


def test_what_was_typed_is_shown_again_however_wrong():
    typed = {
        "name": "<b>Åse</b>",
        "note": "Lang note",
        "day": "i overgår",
        "at_date": "x",
        "at_0": "5/3",
        "at_1": "kvart",
    }
    html = str(EveryKind(typed))

    assert "&lt;b&gt;Åse&lt;/b&gt;" in html
    for text in ("Lang note", 'value="i overgår"', 'value="5/3"', 'value="kvart"'):
        assert text in html


@time_machine.travel("2026-03-04 23:30 +00:00")
def test_today_is_the_danish_day():
    assert DanishDateField().clean("i dag") == date(2026, 3, 5)


def test_a_date_and_a_time_are_a_moment_in_danish_time():
    assert DanishDateTimeField().clean(["5.3.2026", "10.15"]) == datetime(2026, 3, 5, 9, 15, tzinfo=UTC)
    assert DanishDateTimeField().clean(["5.7.2026", "10.15"]) == datetime(2026, 7, 5, 8, 15, tzinfo=UTC)


def test_half_a_moment_is_told_as_half():
    with pytest.raises(ValidationError, match="både dato og klokkeslæt"):
        DanishDateTimeField(required=False).clean(["5.3.2026", ""])


def test_no_moment_is_fine_where_none_is_required():
    assert DanishDateTimeField(required=False).clean(["", ""]) is None


@pytest.mark.parametrize(
    ("day", "words"),
    [("29-03-2026", "findes ikke den dag"), ("25-10-2026", "to gange den nat")],
)
def test_the_hour_that_is_skipped_and_the_one_that_comes_twice_are_refused_in_words(day, words):
    with pytest.raises(ValidationError, match=words):
        DanishDateTimeField().clean([day, "2.30"])


@pytest.mark.parametrize(
    ("day", "hour", "utc"),
    [
        ("29-03-2026", "1.59", 0),
        ("29-03-2026", "3.00", 1),
        ("25-10-2026", "1.59", 23),
        ("25-10-2026", "3.00", 2),
    ],
)
def test_the_minutes_around_them_are_taken(day, hour, utc):
    assert DanishDateTimeField().clean([day, hour]).astimezone(UTC).hour == utc


def test_a_stored_moment_is_shown_in_danish_time():
    html = field(EveryKind(initial={"at": datetime(2026, 3, 5, 9, 15, tzinfo=UTC)}), "at")

    assert 'value="05-03-2026"' in html
    assert 'value="10.15"' in html


def test_what_a_service_refused_stands_at_the_field_it_names():
    form = EveryKind({"name": "Anna"})
    form.is_valid()

    add_service_errors(form, ValidationError({"name": "Findes allerede.", "citizen": "Har en åben sag."}))

    assert form.errors["name"] == ["Findes allerede."]
    assert form.non_field_errors() == ["Har en åben sag."]


def test_what_a_service_refused_without_a_field_stands_at_the_top():
    form = EveryKind({})
    form.is_valid()

    add_service_errors(form, ValidationError("Sagen er lukket."))

    assert form.non_field_errors() == ["Sagen er lukket."]
