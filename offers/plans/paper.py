"""The treatment plan on paper: plain Danish, to be read through together and signed."""

from offers.models import TreatmentPlan
from offers.plans.arranging import arranged
from rusmiddel.letters.papers import Paper, paper
from rusmiddel.standards.schema import Standard


def plan_paper(plan: TreatmentPlan, standard: Standard) -> Paper:
    """The plan as PDF; `plan` is read with its goals and reviews."""
    return paper(
        "offers/papers/plan.html",
        {
            "plan": plan,
            "citizen": plan.case.citizen,
            "case": plan.case,
            "goals": arranged(plan.listed),  # type: ignore[attr-defined]
            "centre": standard.organisation.centre_name.value,
            "phone": standard.organisation.phone.value,
        },
        title=f"Din behandlingsplan, udgave {plan.version}",
    )
