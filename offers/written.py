"""What has been written of a case's treatment, asked once for all that its page shows."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from cases.models import Case
from offers.models import ActionPlanOffer, CourseEnding, TreatmentPlan


@dataclass(frozen=True, kw_only=True)
class Written:
    """Whether there is any at all: most cases have none yet, and need not be asked for it."""

    has_plans: bool
    has_action_plans: bool
    # Of the citizen, in any of their cases.
    has_endings: bool


def written_of(case: Case) -> Written:
    known = vars(case)
    if "written" not in known:
        known["written"] = _ask(case)
    written: Written = known["written"]
    return written


def _ask(case: Case) -> Written:
    plans = TreatmentPlan.objects.filter(case=OuterRef("pk"))
    action_plans = ActionPlanOffer.objects.filter(case=OuterRef("pk"))
    endings = CourseEnding.objects.filter(case__citizen=OuterRef("citizen"), ends_treatment=True)
    has_plans, has_action_plans, has_endings = Case.objects.values_list(
        Exists(plans), Exists(action_plans), Exists(endings)
    ).get(pk=case.pk)
    return Written(has_plans=has_plans, has_action_plans=has_action_plans, has_endings=has_endings)
