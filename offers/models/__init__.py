from offers.models.course import Course
from offers.models.plan import ActionPlanOffer, GoalAttainment, PlanGoal, PlanReview, TreatmentPlan
from offers.models.session import Session

__all__ = [
    "ActionPlanOffer",
    "Course",
    "GoalAttainment",
    "PlanGoal",
    "PlanReview",
    "Session",
    "TreatmentPlan",
]
