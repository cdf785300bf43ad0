"""What is typed about groups: the group itself, its meetings, who came."""

from collections.abc import Iterable
from typing import Any

from django import forms

from cases.enums import SessionOutcome
from offers.enums import Intake
from offers.groups import MOST_MEETINGS, group_offers, terms_of
from offers.models import Group, Membership, Room
from offers.services.attendance import Attended
from offers.services.groups import GroupValues
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.forms import DanishDateField, DanishDateTimeField
from rusmiddel.standards.schema import Offer, Standard

LEADERS = (Role.CASEWORKER, Role.VISITATOR, Role.TEAM_LEAD, Role.PSYCHOLOGIST)
# Places of a group where the standard names no number.
USUAL_SOFT, USUAL_HARD = 6, 8


class GroupForm(forms.Form):
    """A group; the limits begin as the standard has them."""

    offer_key = forms.ChoiceField(label="Tilbud")
    name = forms.CharField(
        label="Navn", max_length=80, help_text="Fx Onsdagsgruppen. Navnet står i deltagernes sager."
    )
    intake = forms.ChoiceField(
        label="Optag", choices=Intake.choices, initial=Intake.OPEN, widget=forms.RadioSelect
    )
    soft_limit = forms.IntegerField(label="Deltagere, tilstræbt højst", min_value=1, max_value=99)
    hard_limit = forms.IntegerField(label="Deltagere, aldrig flere end", min_value=1, max_value=99)
    minutes = forms.IntegerField(label="Minutter pr. møde", min_value=5, max_value=480)
    weeks_between = forms.IntegerField(
        label="Uger mellem møderne",
        min_value=1,
        max_value=12,
        help_text="1 er hver uge, 3 er hver tredje uge.",
    )
    room = forms.ModelChoiceField(
        label="Lokale",
        queryset=Room.objects.none(),
        required=False,
        empty_label="Intet lokale",
        help_text="Møderne reserverer lokalet og behandlerne i kalenderen.",
    )
    therapists = forms.ModelMultipleChoiceField(
        label="Behandlere",
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="De ser deltagernes sager, så længe de leder gruppen.",
    )

    def __init__(self, *args: Any, standard: Standard, group: Group | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["therapists"].queryset = User.objects.with_role(*LEADERS).order_by("name")  # type: ignore[attr-defined]
        self.fields["room"].queryset = Room.objects.in_use()  # type: ignore[attr-defined]
        if group is not None:
            del self.fields["offer_key"]
            return
        self.fields["offer_key"].choices = [(offer.key, offer.name) for offer in group_offers(standard)]  # type: ignore[attr-defined]

    @property
    def values(self) -> GroupValues:
        cleaned = self.cleaned_data
        names = ("name", "soft_limit", "hard_limit", "minutes", "weeks_between", "room")
        return GroupValues(intake=Intake(cleaned["intake"]), **{name: cleaned[name] for name in names})


def begins_with(offer: Offer) -> dict[str, Any]:
    """What the form says before anything is typed: the standard's own numbers."""
    terms = terms_of(offer)
    return {
        "offer_key": offer.key,
        "soft_limit": terms.soft_limit or USUAL_SOFT,
        "hard_limit": terms.hard_limit or USUAL_HARD,
        "minutes": terms.minutes,
        "weeks_between": terms.weeks_between,
    }


class GroupMeetingsForm(forms.Form):
    first_at = DanishDateTimeField(label="Første møde")
    count = forms.IntegerField(
        label="Antal møder",
        min_value=1,
        max_value=MOST_MEETINGS,
        help_text="Med gruppens interval. Helligdage springes over.",
    )


class BackgroundForm(forms.Form):
    is_from_outside = forms.BooleanField(label="Kommer fra et andet behandlingssted", required=False)
    pre_talk_on = DanishDateField(label="Forsamtale holdt den", required=False)


CAME = [
    (SessionOutcome.HELD, "Kom"),
    (SessionOutcome.NO_SHOW, "Udeblev"),
    (SessionOutcome.CANCELLED, "Meldte afbud"),
]


class AttendanceForm(forms.Form):
    """Everybody who should have been there, on one page."""

    content = forms.CharField(
        label="Hvad arbejdede gruppen med?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Står i journalen hos alle, der kom. Nævn ingen deltagere ved navn.",
    )

    def __init__(self, *args: Any, members: Iterable[Membership], is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = list(members)
        if not is_first:
            # What the group did was written with the first of them.
            del self.fields["content"]
        for member in self.members:
            who = f"{member.case.citizen.display_name}, sag {member.case.number}"
            self.fields[f"outcome_{member.pk}"] = forms.ChoiceField(
                label=who, choices=CAME, widget=forms.RadioSelect
            )
            self.fields[f"note_{member.pk}"] = forms.CharField(
                label="Kun i borgerens egen journal",
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"outcome_{member.pk}"], self[f"note_{member.pk}"]) for member in self.members]

    @property
    def attended(self) -> list[Attended]:
        return [
            Attended(
                membership_id=member.pk,
                outcome=SessionOutcome(self.cleaned_data[f"outcome_{member.pk}"]),
                note=self.cleaned_data[f"note_{member.pk}"],
            )
            for member in self.members
        ]
