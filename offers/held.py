"""What treatment holds on a person."""

from cases.holdings import Holding, register_holding
from offers.models import (
    ActionPlanOffer,
    AftercarePlan,
    ContactAttempt,
    Course,
    CourseEnding,
    FollowUp,
    FreeChoice,
    GoalAttainment,
    GroupAttendance,
    HandOut,
    Membership,
    NadaAttendance,
    OwnDoctorCare,
    PaymentGuarantee,
    Placement,
    PlanGoal,
    PlanReview,
    Session,
    StatusReport,
    SupervisionVisit,
    TreatmentPlan,
)


def register() -> None:
    register_holding(
        Holding(
            model=Course,
            heading="Behandlingsforløb",
            to=("case",),
            omitted=frozenset({"request", "offer_key", "form", "standard"}),
        ),
        Holding(
            model=Session, heading="Behandlingssamtaler", to=("course__case",), omitted=frozenset({"during"})
        ),
        Holding(model=ContactAttempt, heading="Kontaktforsøg", to=("course__case",)),
        Holding(
            model=CourseEnding,
            heading="Afslutninger",
            to=("case",),
            omitted=frozenset({"course", "standard", "reason", "status"}),
        ),
        Holding(
            model=FollowUp,
            heading="Opfølgning efter behandlingen",
            to=("ending__case",),
            omitted=frozenset({"status"}),
        ),
        Holding(
            model=TreatmentPlan,
            heading="Behandlingsplaner",
            to=("case",),
            omitted=frozenset({"request", "standard"}),
        ),
        Holding(
            model=PlanGoal,
            heading="Mål i behandlingsplaner",
            to=("plan__case",),
            omitted=frozenset({"under", "position"}),
        ),
        Holding(model=PlanReview, heading="Opfølgninger på behandlingsplaner", to=("plan__case",)),
        Holding(
            model=GoalAttainment,
            heading="Målopfyldelse",
            to=("review__plan__case",),
        ),
        Holding(model=OwnDoctorCare, heading="Behandling hos egen læge", to=("case",)),
        Holding(model=ActionPlanOffer, heading="Tilbud om handleplan", to=("case",)),
        # What was noted stands with the talk; these rows tell only which group it was.
        Holding(
            model=GroupAttendance,
            heading="Fremmøde i grupper",
            to=("membership__case",),
            omitted=frozenset({"meeting", "session", "relative_talk"}),
        ),
        Holding(
            model=Membership,
            heading="Deltagelse i grupper",
            to=("case",),
            omitted=frozenset({"course", "relative_course", "offer_key"}),
        ),
        Holding(model=HandOut, heading="Gavekort", to=("course__case",), omitted=frozenset({"session"})),
        Holding(
            model=NadaAttendance,
            heading="Fremmøde til NADA",
            to=("course__case",),
            omitted=frozenset({"sitting", "session"}),
        ),
        Holding(
            model=FreeChoice,
            heading="Frit valg",
            to=("case",),
            omitted=frozenset({"course", "deviation", "form"}),
        ),
        Holding(
            model=Placement,
            heading="Ophold på døgninstitution",
            to=("case",),
            omitted=frozenset({"course", "free_choice", "moved_from"}),
        ),
        Holding(
            model=PaymentGuarantee,
            heading="Betalingsgarantier",
            to=("placement__case",),
        ),
        # What was seen stands in the note, which is held as a note.
        Holding(
            model=SupervisionVisit,
            heading="Tilsyn",
            to=("placement__case",),
            omitted=frozenset({"note"}),
        ),
        Holding(model=StatusReport, heading="Statusbeskrivelser", to=("placement__case",)),
        Holding(
            model=AftercarePlan,
            heading="Efterbehandlingsplaner",
            to=("case",),
            omitted=frozenset({"course"}),
        ),
    )
