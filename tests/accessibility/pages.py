"""Every page of the product and how one comes to it, found by asking the URLs themselves."""

from django.urls import URLPattern, get_resolver, reverse

from cases.enums import ClockEventKind, RequestStage
from cases.models import AssessmentSession, Case, ClockEvent, TreatmentRequest
from cases.services.clocks import REVERSIBLE_EVENTS
from rusmiddel.access.models import User

# Addresses that only take a form and send it on, or that answer machines.
NOT_PAGES = {
    "access:sign_out",
    "access:user_deactivate",
    "access:user_reactivate",
    "cases:birthday_acknowledge",
    "deadlines:notice_read",
    "deadlines:notice_read_all",
    "health:health",
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
        case "cases:session_close":
            talk = AssessmentSession.objects.filter(outcome="planned").order_by("-id").first()
            return [[talk.assessment.request.case.number, talk.pk]]
        case "access:user_edit" | "access:user_password":
            return [[User.objects.get(username="behandler").pk]]
        case "reporting:explain_miss":
            return [[TreatmentRequest.objects.order_by("id").first().pk]]
        case _ if name.startswith("cases:") and name.split(":")[1] in {
            "citizen_edit",
            "request_edit",
            "case_assign",
            "session_new",
        }:
            return [[open_case]]
        case _:
            return [[]]
