from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from offers.enums import ActionPlanAnswer, Attainment, GoalKind, Signer
from offers.models import PlanGoal, TreatmentPlan
from offers.services.plan_reviews import Reached
from offers.services.plans import WRITTEN_FIELDS, GoalValues
from rusmiddel.forms import DanishDateField, SeenForm
from rusmiddel.versions import told_of

# A sub-goal is chosen by the goal that it stands under.
UNDER = "under-"
# How many characters of a goal say which one it is.
GIST = 60


class PlanForm(SeenForm):
    """The plan's own fields; its goals are forms of their own on the same page."""

    findings = forms.CharField(
        label="Udgangspunkt efter afdækningen",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Hvad i afdækningen skal planen tage fat i?",
    )
    methods = forms.CharField(label="Metoder", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    tasks = forms.CharField(label="Hvem gør hvad", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    schedule = forms.CharField(label="Tidsplan", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    participation = forms.CharField(
        label="Hvordan har borgeren været med?", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    review_on = DanishDateField(
        label="Aftalt opfølgning",
        required=False,
        help_text="Standardens frist gælder også. Den tidligste er fristen.",
    )

    @property
    def written(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in WRITTEN_FIELDS}


class GoalForm(SeenForm):
    """One goal of the plan."""

    goal = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="Slags", required=False)
    text = forms.CharField(label="Mål", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    actions = forms.CharField(
        label="Det gør vi, og hvem gør det", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    by_on = DanishDateField(label="Inden", required=False)
    is_dropped = forms.BooleanField(label="Tag målet ud af planen", required=False)

    def __init__(self, *args: Any, over: Iterable[PlanGoal], months: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        short = GoalKind.SHORT_TERM.label + (f" (de næste {months} måneder)" if months else "")
        mine = self.initial.get("goal")
        self.fields["kind"].choices = [
            (GoalKind.SHORT_TERM.value, short),
            (GoalKind.LONG_TERM.value, GoalKind.LONG_TERM.label),
            *((f"{UNDER}{goal.pk}", f"Delmål under: {goal.text[:GIST]}") for goal in over if goal.pk != mine),
        ]
        if mine is None:
            del self.fields["is_dropped"]

    @property
    def is_new(self) -> bool:
        return not self.initial.get("goal")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not str(cleaned.get("text", "")).strip():
            if cleaned.get("goal") and not cleaned.get("is_dropped"):
                self.add_error("text", "Skriv målet, eller tag det ud af planen.")
            elif not cleaned.get("goal") and (cleaned.get("actions") or cleaned.get("by_on")):
                self.add_error("text", "Skriv målet.")
        return cleaned

    def tell_of_goal(self, stored: PlanGoal) -> None:
        """The writer is now shown the stored goal; sending the form again overrules it."""
        name = self.add_prefix("seen")
        self.data = self.data.copy()
        self.data[name] = told_of(self.data.get(name, ""), stored)

    @property
    def values(self) -> GoalValues:
        cleaned = self.cleaned_data
        kind, under = cleaned.get("kind") or GoalKind.SHORT_TERM.value, None
        if kind.startswith(UNDER):
            kind, under = GoalKind.SUB_GOAL.value, int(kind.removeprefix(UNDER))
        return GoalValues(
            goal_id=cleaned.get("goal"),
            kind=GoalKind(kind),
            under_id=under,
            text=cleaned.get("text", ""),
            actions=cleaned.get("actions", ""),
            by_on=cleaned.get("by_on"),
            is_dropped=cleaned.get("is_dropped", False),
            seen=cleaned.get("seen", ""),
        )


def initial_of_goal(goal: PlanGoal, *, seen: str) -> dict[str, Any]:
    return {
        "goal": goal.pk,
        "kind": f"{UNDER}{goal.under_id}" if goal.under_id else goal.kind,
        "text": goal.text,
        "actions": goal.actions,
        "by_on": goal.by_on,
        "seen": seen,
    }


class SignatureForm(forms.Form):
    """Who has signed the plan, or why nobody has."""

    signer = forms.ChoiceField(
        label="Hvem har underskrevet?",
        choices=Signer.choices,
        widget=forms.RadioSelect,
        initial=Signer.CITIZEN,
    )
    signed_on = DanishDateField(label="Underskrevet den", required=False, initial=timezone.localdate)
    reason = forms.CharField(
        label="Hvorfor ikke?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kun når planen ikke er underskrevet.",
    )


class PlanReviewForm(forms.Form):
    """How far each goal is reached, what the follow-up showed, and when next."""

    reviewed_on = DanishDateField(label="Fulgt op den", initial=timezone.localdate)

    def __init__(self, *args: Any, plan: TreatmentPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals: list[PlanGoal] = plan.listed  # type: ignore[attr-defined]
        for goal in self.goals:
            self.fields[f"goal_{goal.pk}"] = forms.ChoiceField(
                label=goal.text, choices=Attainment.choices, widget=forms.RadioSelect
            )
            self.fields[f"note_{goal.pk}"] = forms.CharField(
                label=f"Bemærkning til: {goal.text[:GIST]}",
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.fields["text"] = forms.CharField(
            label="Hvad viste opfølgningen?", widget=forms.Textarea(attrs={"rows": 5})
        )
        self.fields["review_on"] = DanishDateField(
            label="Næste aftalte opfølgning",
            required=False,
            help_text="Standardens frist gælder også. Den tidligste er fristen.",
        )

    @property
    def reached(self) -> dict[int, Reached]:
        return {
            goal.pk: Reached(
                attainment=Attainment(self.cleaned_data[f"goal_{goal.pk}"]),
                note=self.cleaned_data[f"note_{goal.pk}"],
            )
            for goal in self.goals
        }


class ActionPlanForm(forms.Form):
    offered_on = DanishDateField(label="Tilbudt den", initial=timezone.localdate)
    note = forms.CharField(label="Bemærkning", required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ActionPlanAnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label="Hvad svarede borgeren?", choices=ActionPlanAnswer.choices, widget=forms.RadioSelect
    )
    answered_on = DanishDateField(label="Svaret den", initial=timezone.localdate)
