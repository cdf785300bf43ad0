"""Every page of the product and how one comes to it, found by asking the URLs themselves."""

from django.urls import URLPattern, get_resolver, reverse

from cases.enums import REVERSIBLE_EVENTS, ClockEventKind, RequestStage
from cases.models import (
    AnswerSet,
    AssessmentSession,
    Case,
    ClockEvent,
    QuestionnaireVersion,
    TreatmentRequest,
)
from offers.models import Course, Session
from rusmiddel.access.models import User
from rusmiddel.letters.models import Dispatch
from visitation.enums import ItemOutcome, MeetingStatus
from visitation.models import AgendaItem, Decision, Meeting

# Addresses that only take a form and send it on, or that answer machines.
NOT_PAGES = {
    "access:sign_out",
    "access:user_deactivate",
    "access:user_reactivate",
    "cases:birthday_acknowledge",
    "cases:questionnaire_retire",
    "deadlines:notice_read",
    "deadlines:notice_read_all",
    "health:health",
    "visitation:agenda_fill",
    "visitation:agenda_pdf",
    "visitation:decision_told",
    "visitation:item_postpone",
    "visitation:letter_hand_over",
    "visitation:letter_pdf",
    "visitation:letter_post",
    "visitation:minutes_pdf",
}
# Pages that answer a form: shown by sending it.
BY_FORM = {"cases:search", "cases:show_cpr"}


def every_url_name():
    """'cases:case_page' and all the others."""
    return sorted(_names(get_resolver().url_patterns, ""))


def _names(patterns, prefix):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"
        else:
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _names(pattern.url_patterns, f"{prefix}{space}")


def case_at(*stages):
    """A case whose request stands there."""
    return Case.objects.filter(requests__stage__in=stages).order_by("-id").first()


def addresses(name):
    """The addresses to look at for a URL name, in the municipality that has been made up."""
    return [reverse(name, args=args) for args in _arguments(name)]


def _arguments(name):
    open_case = case_at(RequestStage.ASSESSING).number
    match name:
        case "cases:case_page":
            return [[case_at(stage).number] for stage in RequestStage if case_at(stage)] + [
                [Case.objects.filter(citizen__kind="anonymous").first().number]
            ]
        case "cases:assessment":
            return [[open_case], [case_at(RequestStage.READY).number]]
        case "cases:assessment_reopen":
            return [[case_at(RequestStage.READY).number]]
        case "cases:case_close":
            return [[case_at(RequestStage.REJECTED, RequestStage.WITHDRAWN).number]]
        case "cases:event_new":
            kinds = [ClockEventKind.DEVIATION, ClockEventKind.WITHDRAWN, ClockEventKind.PARENTAL_CONSENT]
            return [[open_case, kind] for kind in kinds]
        case "cases:event_take_back":
            event = ClockEvent.objects.filter(kind__in=REVERSIBLE_EVENTS).order_by("-id").first()
            return [[event.request.case.number, event.pk]]
        case "cases:questionnaires":
            return [[AnswerSet.objects.standing().last().case.number], [open_case]]
        case "cases:questionnaire_fill":
            return [[open_case, QuestionnaireVersion.objects.get(key="dudit").pk]]
        case "cases:answer_set" | "cases:answer_set_replace":
            answers = AnswerSet.objects.standing().filter(case__closed_on=None).last()
            return [[answers.case.number, answers.pk]]
        case "cases:questionnaire_version":
            return [[QuestionnaireVersion.objects.get(key="audit").pk]]
        case "cases:session_close":
            talk = AssessmentSession.objects.filter(outcome="planned").order_by("-id").first()
            return [[talk.assessment.request.case.number, talk.pk]]
        case "cases:session_take_back":
            talk = AssessmentSession.objects.filter(assessment__request__stage="assessing").exclude(
                outcome="planned"
            )
            return [[talk[0].assessment.request.case.number, talk[0].pk]]
        case "access:user_edit" | "access:user_password":
            return [[User.objects.get(username="behandler").pk]]
        case "reporting:explain_miss":
            return [[TreatmentRequest.objects.order_by("id").first().pk]]
        case "offers:course" | "offers:course_end" | "offers:session_new":
            course = Course.objects.open().order_by("-id").first()
            return [[course.case.number, course.pk]]
        case "offers:session_close":
            talk = Session.objects.filter(outcome="planned").order_by("-id").first()
            return [[talk.course.case.number, talk.course_id, talk.pk]]
        case "offers:session_take_back":
            talk = Session.objects.filter(outcome="held", course__status="active").first()
            return [[talk.course.case.number, talk.course_id, talk.pk]]
        case "visitation:meeting":
            return [[Meeting.objects.filter(status=status).first().pk] for status in ("planned", "held")]
        case "visitation:meeting_edit" | "visitation:attendance" | "visitation:meeting_close":
            return [[Meeting.objects.filter(status=MeetingStatus.PLANNED).first().pk]]
        case "visitation:meeting_cancel":
            return [[Meeting.objects.filter(status=MeetingStatus.PLANNED).first().pk]]
        case "visitation:meeting_case":
            items = [AgendaItem.objects.filter(outcome=outcome).first() for outcome in ItemOutcome]
            return [[item.meeting_id, item.request.case.number] for item in items if item]
        case "visitation:decision":
            decided = [Decision.objects.filter(kind=kind).first() for kind in ("full_grant", "rejection")]
            return [[each.case.number, each.pk] for each in decided]
        case "visitation:decision_new":
            return [[case_at(RequestStage.READY).number]]
        case "visitation:letter_write":
            told = Decision.objects.filter(letter=None).first()
            return [[told.case.number, told.pk]]
        case "visitation:letter_receipt" | "visitation:letter_take_back":
            sent = Dispatch.objects.order_by("-id").first()
            return [[sent.letter.case.number, sent.letter_id, sent.pk]]
        case _ if name.startswith("offers:"):
            return [[open_case]]
        case _ if name.startswith("cases:") and name.split(":")[1] in {
            "citizen_edit",
            "request_edit",
            "case_assign",
            "session_new",
        }:
            return [[open_case]]
        case _:
            return [[]]
