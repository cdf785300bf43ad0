"""The visitationsjournal: all that the decision will rest on, on paper (ASS-3)."""

from cases.models import (
    AnswerSet,
    Assessment,
    AssessmentSession,
    CitizenStatus,
    MappingResult,
    PsychologicalExamination,
    TreatmentRequest,
)
from cases.status.shown import labels, shown_status
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.letters.papers import Paper, paper
from rusmiddel.municipalities import name_of
from rusmiddel.standards.schema import Standard, UnknownOffer

TITLE = "Visitationsjournal"


def journal_paper(wish: TreatmentRequest, standard: Standard) -> Paper:
    """The request's assessment with talks, status, questionnaires, mapping and the psychologist's report.

    A protected citizen's address is not printed, and the CPR number is masked.
    """
    case, citizen = wish.case, wish.case.citizen
    words = labels()
    statuses = CitizenStatus.objects.standing().filter(case=case).prefetch_related("substances")
    latest = statuses.first()
    results = [
        (answer_set, answer_set.scores(sex=citizen.sex))
        for answer_set in AnswerSet.objects.standing()
        .filter(case=case)
        .select_related("version", "finished_by")
    ]
    mappings = MappingResult.objects.standing().filter(case=case).select_related("recorded_by")
    return paper(
        "cases/papers/journal.html",
        {
            "case": case,
            "citizen": citizen,
            "age": wish.age_on(wish.requested_on),
            "municipality": name_of(citizen.municipality_code),
            "wish": wish,
            "wished": _offer_name(wish, standard),
            "guarantee": Deadline.objects.filter(kind=DeadlineKind.GUARANTEE, ref=wish.deadline_ref).first(),
            "assessment": Assessment.objects.filter(request=wish).select_related("completed_by").first(),
            "sessions": AssessmentSession.objects.filter(assessment__request=wish)
            .select_related("employee")
            .order_by("planned_at"),
            "status": shown_status(latest, words) if latest else None,
            "results": results,
            "mappings": [(words[("mapping_tool", mapping.mapping_tool)], mapping) for mapping in mappings],
            "examinations": PsychologicalExamination.objects.filter(case=case, reported_at__isnull=False)
            .select_related("reported_by")
            .order_by("reported_at"),
            "centre": standard.organisation.centre_name.value,
        },
        title=f"{TITLE} – sag {case.number}",
    )


def _offer_name(wish: TreatmentRequest, standard: Standard) -> str:
    try:
        return standard.offer(wish.wished_offer).name if wish.wished_offer else ""
    except UnknownOffer:
        return wish.wished_offer
