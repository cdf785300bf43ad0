"""The forms about complaints."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms

from cases.access_forms import StaffChoiceField
from cases.enums import Channel
from cases.models import Case
from cases.note_forms import AttachmentsField
from complaints.enums import BoardOutcome, ComplaintKind, Lateness, ReassessmentOutcome
from complaints.models import Complaint, PowerOfAttorney
from complaints.permissions import HANDLERS
from complaints.services.answering import BoardValues
from complaints.services.receiving import ComplaintValues, Over, PowerValues
from complaints.services.remedies import Done
from rights.models import AccessRequest
from rights.models.access_request import LESS_THAN_ALL
from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.forms import DanishDateField
from rusmiddel.letters.enums import Channel as SendingChannel
from visitation.models import Decision, FurtherDecision

KINDS_WITHOUT_ROW = (
    ComplaintKind.GUARANTEE_EXCEEDED,
    ComplaintKind.CASE_HANDLING,
    ComplaintKind.HEALTH_TREATMENT,
)


def area(label: str, rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class ComplaintForm(forms.Form):
    """What is written down when somebody complains."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    over = forms.ChoiceField(label="Hvad klages der over?", widget=forms.RadioSelect)
    concerns = StaffChoiceField(
        label="Handler klagen om en medarbejder?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nej, eller vi ved ikke hvem",
        help_text="Kun ved klage over sagsbehandlingen. Den, klagen handler om, kan ikke se den.",
    )
    who = forms.ChoiceField(
        label="Hvem klager?",
        widget=forms.RadioSelect,
        help_text="En anden kan kun klage med fuldmagt. Registrér fuldmagten først.",
    )
    received_on = DanishDateField(
        label="Hvornår kom klagen?",
        help_text="Genvurderingen regnes fra den dag, uanset hvornår den bliver skrevet her.",
    )
    channel = forms.ChoiceField(label="Hvordan kom den?", choices=Channel.choices, widget=forms.RadioSelect)
    text = area(
        "Klagen",
        8,
        help_text="Skriv den, som borgeren siger den, eller det vigtigste af det skriftlige.",
        error_messages={"required": "Skriv klagen."},
    )
    read_back_said = area(
        "Læst op: hvad sagde borgeren til det?",
        2,
        required=False,
        help_text="Når klagen er fortalt. Er den ikke læst op endnu, så lad feltet stå tomt.",
    )
    responsible = StaffChoiceField(label="Hvem behandler klagen?", queryset=User.objects.none())

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["over"].choices = over_choices(case)
        powers = PowerOfAttorney.objects.filter(case=case).order_by("-pk")
        self.fields["who"].choices = [
            ("", "Borgeren selv"),
            *((str(power.pk), f"{power.name} med fuldmagt") for power in powers),
        ]
        self.fields["who"].required = False
        self.fields["concerns"].queryset = User.objects.with_role(*CASE_ROLES).order_by("name", "pk")
        self.fields["responsible"].queryset = User.objects.with_role(*HANDLERS).order_by("name", "pk")

    @property
    def values(self) -> ComplaintValues:
        cleaned = self.cleaned_data
        what, _, key = cleaned["over"].partition(":")
        is_conduct = what == ComplaintKind.CASE_HANDLING
        return ComplaintValues(
            submission=cleaned["submission"],
            over=Over(**{f"{what}_id": int(key)}) if key else Over(kind=ComplaintKind(what)),
            received_on=cleaned["received_on"],
            channel=Channel(cleaned["channel"]),
            text=cleaned["text"],
            responsible=cleaned["responsible"],
            power_id=int(cleaned["who"]) if cleaned["who"] else None,
            concerns=cleaned["concerns"] if is_conduct else None,
            read_back_said=cleaned["read_back_said"],
        )


class PowerForm(forms.Form):
    """Who may act for the citizen, for what and until when."""

    name = forms.CharField(label="Hvem har fuldmagt?", max_length=200)
    address = area(
        "Adresse",
        2,
        required=False,
        help_text="Vej og by på hver sin linje. Uden adresse gives breve i hånden.",
    )
    scope = area("Hvad gælder fuldmagten?", 2, help_text="Fx »at klage over afslaget på døgnbehandling«.")
    given_on = DanishDateField(label="Hvornår er den givet?")
    expires_on = DanishDateField(
        label="Gælder til og med", required=False, help_text="Tom, når den ikke udløber."
    )
    document = AttachmentsField(label="Fuldmagten")

    def clean_document(self) -> Any:
        files = self.cleaned_data["document"]
        if len(files) > 1:
            raise forms.ValidationError("Vælg én fil.")
        return files[0]

    @property
    def values(self) -> PowerValues:
        names = ("name", "address", "scope", "given_on", "expires_on")
        return PowerValues(**{name: self.cleaned_data[name] for name in names})


class ReadBackForm(forms.Form):
    said = area("Hvad sagde borgeren til det?", 3, help_text="Fx »Det er rigtigt skrevet«.")


class LatenessForm(forms.Form):
    """Whether a late complaint is excused."""

    lateness = forms.ChoiceField(
        label="Hvad vurderer vi?", choices=Lateness.choices, widget=forms.RadioSelect
    )
    reason = area("Hvorfor?", 3, help_text="Klageinstansen læser det. Den afgør, om klagen kan behandles.")


class ReassessmentForm(forms.Form):
    """What was found, and why."""

    outcome = forms.ChoiceField(
        label="Hvad kommer I frem til?", choices=ReassessmentOutcome.choices, widget=forms.RadioSelect
    )
    reasons = area(
        "Begrundelse", 8, help_text="Skriv til borgeren: »Vi har set på …«. Det kommer til at stå i brevet."
    )
    present = forms.CharField(label="Hvem har genvurderet?", max_length=500, help_text="Navn og stilling.")


class AnswerForm(forms.Form):
    """What the head of department answers."""

    outcome = forms.ChoiceField(
        label="Får borgeren ret?",
        choices=[
            (ReassessmentOutcome.GRANTED.value, "Ja"),
            (ReassessmentOutcome.PARTLY.value, "Delvist"),
            (ReassessmentOutcome.MAINTAINED.value, "Nej"),
        ],
        widget=forms.RadioSelect,
    )
    reasons = area("Svaret", 8, help_text="Skriv til borgeren. Det kommer til at stå i brevet.")


class StatementForm(forms.Form):
    statement = area(
        "Vores bemærkninger", 5, help_text="Til den, der skal have klagen. Afgørelse og genvurdering er med."
    )


class BoardAnswerForm(forms.Form):
    """What the appeal board answered, and until when it is to be acted on."""

    outcome = forms.ChoiceField(
        label="Hvad er svaret?", choices=BoardOutcome.choices, widget=forms.RadioSelect
    )
    decided_on = DanishDateField(label="Afgørelsen er fra")
    received_on = DanishDateField(label="Hvornår fik vi den?")
    summary = area("Hvad skriver klageinstansen?", 5)
    act_by = DanishDateField(
        label="Hvornår skal det senest være gjort?",
        required=False,
        help_text="Når afgørelsen er ændret eller hjemvist. Brug klageinstansens frist, hvis den har sat en.",
    )
    document = AttachmentsField(label="Svaret", required=False)

    def clean_document(self) -> Any:
        files = self.cleaned_data["document"]
        if len(files) > 1:
            raise forms.ValidationError("Vælg én fil.")
        return files[0] if files else None

    @property
    def values(self) -> BoardValues:
        cleaned = self.cleaned_data
        return BoardValues(
            outcome=BoardOutcome(cleaned["outcome"]),
            decided_on=cleaned["decided_on"],
            received_on=cleaned["received_on"],
            summary=cleaned["summary"],
            act_by=cleaned["act_by"],
        )


class RemedyForm(forms.Form):
    """The new decision, or what else was done."""

    done = forms.ChoiceField(
        label="Hvad er besluttet efter klagen?", widget=forms.RadioSelect, required=False
    )
    text = area("Hvad er der gjort?", 3, required=False, help_text="Når det ikke er en ny afgørelse.")

    def __init__(self, *args: Any, complaint: Complaint, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["done"].choices = [("", "Ikke en ny afgørelse"), *_made_since(complaint)]

    @property
    def values(self) -> Done:
        what, _, key = self.cleaned_data["done"].partition(":")
        text = self.cleaned_data["text"]
        return Done(text=text, **{f"{what}_id": int(key)}) if key else Done(text=text)


class LessonForm(forms.Form):
    lesson = area(
        "Hvad lærte vi af klagen?",
        4,
        help_text="Teamlederen ser det samlet for alle klager. Skriv ingen navne.",
    )


class HandlerForm(forms.Form):
    to = StaffChoiceField(label="Hvem behandler klagen?", queryset=User.objects.none())

    def __init__(self, *args: Any, complaint: Complaint, **options: Any) -> None:
        super().__init__(*args, **options)
        roles = {Role.TEAM_LEAD} if complaint.is_confidential else HANDLERS
        users = User.objects.with_role(*roles).exclude(pk=complaint.concerns_id or 0)
        self.fields["to"].queryset = users.order_by("name", "pk")


class SentForm(forms.Form):
    channel = forms.ChoiceField(
        label="Hvordan?",
        choices=[(SendingChannel.POST.value, "Med posten"), (SendingChannel.HANDED_OVER.value, "I hånden")],
        widget=forms.RadioSelect,
    )
    on = DanishDateField(label="Hvornår?")


def over_choices(case: Case) -> list[tuple[str, str]]:
    """What of the case can be complained of: decisions told by letter, answers on access, and kinds."""
    found: list[tuple[date, str, str]] = []
    for decision in Decision.objects.filter(case=case).exclude(letter=None):
        found.append((decision.decided_on, f"decision:{decision.pk}", str(decision)))
    for further in FurtherDecision.objects.filter(case=case):
        found.append((further.decided_on, f"further:{further.pk}", str(further)))
    for asked in AccessRequest.objects.filter(case=case).exclude(closed_on=None):
        if asked.outcome in LESS_THAN_ALL:
            found.append(
                (asked.closed_on, f"access_request:{asked.pk}", f"Indsigt: {asked.get_outcome_display()}")
            )
    rows = [(value, f"{label} ({long_date(on)})") for on, value, label in sorted(found, reverse=True)]
    return [*rows, *((kind.value, kind.label) for kind in KINDS_WITHOUT_ROW)]


def _made_since(complaint: Complaint) -> list[tuple[str, str]]:
    of_case = {"case": complaint.case_id, "recorded_at__gte": complaint.recorded_at}
    made: list[tuple[date | None, str, str]] = []
    for decision in Decision.objects.filter(**of_case):
        made.append((decision.decided_on, f"decision:{decision.pk}", str(decision)))
    for further in FurtherDecision.objects.filter(**of_case):
        made.append((further.decided_on, f"further:{further.pk}", str(further)))
    for asked in AccessRequest.objects.filter(**of_case).exclude(letter=None):
        label = f"Indsigt: {asked.get_outcome_display()}"
        made.append((asked.closed_on, f"access_request:{asked.pk}", label))
    return [(value, f"{label} ({long_date(on)})") for on, value, label in made if on]
