from typing import Any

from django import forms
from django.utils import timezone

from cases.enums import Place, SessionOutcome
from cases.forms import SessionForm, SessionOutcomeForm
from cases.models import Code
from offers.enums import CancelledBy, ContactMeans, FollowUpKind, FollowUpOutcome, OwnDoctorKind
from offers.models import Room
from rusmiddel.access.enums import CASE_ROLES
from rusmiddel.access.models import User
from rusmiddel.forms import DanishDateField, DanishDateTimeField, SeenForm
from rusmiddel.standards.enums import AtHome
from rusmiddel.standards.schema import Standard

MOST_IN_A_SERIES = 20
# An outcome and who called it off, as one choice.
CANCELLED = {f"{SessionOutcome.CANCELLED.value}_{each.value}": each for each in CancelledBy}


class EarlyStartForm(SessionForm):
    """The first talk of what may begin before visitation."""

    offer_key = forms.ChoiceField(label="Hvad begynder?")
    field_order = ("offer_key",)

    def __init__(self, *args: Any, standard: Standard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = standard.visitation.may_start_before.value
        self.fields["offer_key"].choices = [(key, standard.offer(key).name) for key in keys]


class TreatmentTalkForm(SessionForm):
    """A talk of the treatment to be booked, or the same talk week after week."""

    room = forms.ModelChoiceField(
        label="Lokale", queryset=Room.objects.none(), required=False, empty_label="Intet lokale"
    )
    talks = forms.IntegerField(
        label="Antal gange",
        required=False,
        min_value=1,
        max_value=MOST_IN_A_SERIES,
        initial=1,
        help_text="Mere end én: samme ugedag og klokkeslæt. Helligdage springes over.",
    )
    weeks_between = forms.IntegerField(
        label="Uger imellem", required=False, min_value=1, max_value=12, initial=1
    )

    def __init__(self, *args: Any, standard: Standard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].queryset = Room.objects.in_use()
        at_home = standard.premises.at_home.value
        if at_home == AtHome.NO:
            self.fields["place"].choices = [each for each in Place.choices if each[0] != Place.HOME]
        if at_home == AtHome.SPECIAL_CIRCUMSTANCES:
            self.fields["place_reason"] = forms.CharField(
                label="Hvorfor i hjemmet?",
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text="Kun ved særlige omstændigheder, siger standarden.",
            )
        self.order_fields(
            ["planned_at", "minutes", "place", "place_reason", "room", "employee", "talks", "weeks_between"]
        )


class MoveTalkForm(SeenForm, TreatmentTalkForm):
    """Where and when a booked talk is to be instead."""

    reason = forms.CharField(
        label="Hvorfor flyttes den?", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["talks"], self.fields["weeks_between"]


class TreatmentOutcomeForm(SessionOutcomeForm):
    """How a talk went, and who called it off."""

    outcome = forms.ChoiceField(
        label="Hvordan gik det?",
        choices=[
            (SessionOutcome.HELD.value, SessionOutcome.HELD.label),
            (SessionOutcome.NO_SHOW.value, SessionOutcome.NO_SHOW.label),
            *((key, each.label) for key, each in CANCELLED.items()),
        ],
        widget=forms.RadioSelect,
    )

    @property
    def values(self) -> dict[str, Any]:
        chosen, note = self.cleaned_data["outcome"], self.cleaned_data["note"]
        if chosen in CANCELLED:
            return {"note": note, "outcome": SessionOutcome.CANCELLED, "cancelled_by": CANCELLED[chosen]}
        return {"note": note, "outcome": SessionOutcome(chosen)}


class ContactForm(forms.Form):
    """That somebody who stays away was sought."""

    attempted_at = DanishDateTimeField(label="Hvornår", initial=timezone.now)
    means = forms.ChoiceField(label="Hvordan", choices=ContactMeans.choices, widget=forms.RadioSelect)
    was_reached = forms.BooleanField(label="Borgeren blev nået", required=False)
    note = forms.CharField(
        label="Hvad kom der ud af det?", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class OwnDoctorForm(forms.Form):
    """What the own doctor gives beside the centre's treatment."""

    kind = forms.ChoiceField(label="Hvad", choices=OwnDoctorKind.choices, widget=forms.RadioSelect)
    doctor = forms.CharField(label="Læge eller klinik", max_length=120)
    handed_out_at = forms.CharField(
        label="Hvor udleveres det?", max_length=120, required=False, help_text="Fx Sundhedsklinikken."
    )
    from_on = DanishDateField(label="Fra", initial=timezone.localdate)
    note = forms.CharField(label="Bemærkning", required=False, widget=forms.Textarea(attrs={"rows": 3}))


class OwnDoctorEndForm(forms.Form):
    until_on = DanishDateField(label="Sidste dag", initial=timezone.localdate)


class NewVisitationForm(forms.Form):
    conclusion = forms.CharField(
        label="Hvorfor har borgeren brug for flere samtaler?",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Hvad er nået, og hvad mangler? Det er det, visitationsmødet afgør sagen på.",
    )


class EndingForm(forms.Form):
    """Why a course ends, how the citizen is, what the plan came to and what comes next."""

    reason = forms.ChoiceField(label="Hvorfor afsluttes forløbet?", widget=forms.RadioSelect)
    status = forms.ChoiceField(label="Status ved afslutning", widget=forms.RadioSelect)
    evaluation = forms.CharField(
        label="Hvad førte planen til?", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    what_next = forms.CharField(
        label="Hvad sker der nu?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Andet tilbud, efterbehandling, hvem borgeren kan ringe til.",
    )
    note = forms.CharField(label="Bemærkning", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, codes: list[Code], has_plan: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("reason", "status"):
            self.fields[name].choices = choices_of(codes, f"end_{name}")
        if not has_plan:
            del self.fields["evaluation"]


class FollowUpForm(forms.Form):
    """What was found after treatment, or why nothing was."""

    on = DanishDateField(label="Hvornår", initial=timezone.localdate)
    outcome = forms.ChoiceField(
        label="Hvordan gik det?", choices=FollowUpOutcome.choices, widget=forms.RadioSelect
    )
    status = forms.ChoiceField(
        label="Status nu", required=False, widget=forms.RadioSelect, help_text="Når opfølgningen er holdt."
    )
    findings = forms.CharField(
        label="Hvad fandt I?", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, codes: list[Code], kind: FollowUpKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = choices_of(codes, "end_status")


class RoomForm(forms.Form):
    name = forms.CharField(label="Navn", max_length=60)
    is_in_use = forms.BooleanField(label="I brug", required=False, initial=True)


class CalendarForm(forms.Form):
    """Whose calendar, which room, which day or week."""

    medarbejder = forms.ModelChoiceField(
        label="Medarbejder", queryset=User.objects.none(), required=False, empty_label="Alle"
    )
    lokale = forms.ModelChoiceField(
        label="Lokale", queryset=Room.objects.none(), required=False, empty_label="Alle"
    )
    dag = DanishDateField(label="Dag", required=False)
    vis = forms.ChoiceField(label="Vis", choices=[("uge", "Uge"), ("dag", "Dag")], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["medarbejder"].queryset = User.objects.with_role(*CASE_ROLES).order_by("name")
        self.fields["lokale"].queryset = Room.objects.order_by("name")


def choices_of(codes: list[Code], of_list: str) -> list[tuple[str, str]]:
    return [(code.code, code.label) for code in codes if code.list == of_list]
