from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.drafting import Drafting
from cases.enums import DraftForm
from cases.forms import InquiryForm
from cases.models import Case, Citizen, Inquiry
from cases.need_to_know import hidden_from
from cases.permissions import can_do_casework, can_register_inquiry, require
from cases.services.inquiries import SubmissionReused, known_citizen, register_inquiry
from cases.tables import InquiryTable
from rusmiddel.forms import add_service_errors
from rusmiddel.standards.services import in_force

# The button that looks a CPR number up without registering anything.
LOOK_UP = "look_up"
LONG_FIELDS = ("note", "name", "alias", "contact_name")


@require_http_methods(["GET", "POST"])
def inquiry_new(request: HttpRequest) -> HttpResponse:
    require(can_register_inquiry(request.user))
    standard = in_force(timezone.localdate())
    drafting = Drafting(request, DraftForm.INQUIRY, worth_keeping=LONG_FIELDS)
    if request.method != "POST":
        form = InquiryForm(standard=standard)
        drafting.restore(form)
        return _inquiry_page(request, form, drafting)
    drafting.keep()
    if kept := drafting.on_purpose():
        return kept
    form = InquiryForm(request.POST, standard=standard)
    if LOOK_UP in request.POST:
        # What was typed goes into a form that has not been checked yet.
        typed = {field.name: field.value() for field in form}
        return _inquiry_page(request, InquiryForm(initial=typed, standard=standard), drafting, look_up=True)
    drafting.tell_first(form)
    if form.is_valid():
        try:
            inquiry = register_inquiry(
                values=form.values, person=form.person, by=request.user, now=timezone.now()
            )
        except ValidationError as error:
            add_service_errors(form, error)
            if isinstance(error, SubmissionReused):
                form.begin_anew()
        else:
            drafting.finish()
            messages.success(request, "Henvendelsen er registreret.")
            seen = Case.objects.visible_to(request.user).filter(pk=inquiry.case_id).first()
            return redirect(seen or "cases:inquiry_list")
    return _inquiry_page(request, form, drafting, status=422)


def _inquiry_page(
    request: HttpRequest,
    form: InquiryForm,
    drafting: Drafting,
    *,
    look_up: bool = False,
    status: int = 200,
) -> HttpResponse:
    citizen, open_case, looked_up = None, None, False
    request.is_search = True
    typed = form["cpr"].value()
    if typed and not form.has_error("cpr"):
        citizen, open_case, looked_up = _look_up(request, typed)
    return render(
        request,
        "cases/inquiry_form.html",
        {
            "form": form,
            "draft": drafting,
            "citizen": citizen,
            "open_case": open_case,
            "looked_up": look_up and looked_up,
            "may_work": can_do_casework(request.user),
        },
        status=status,
    )


def _look_up(request: HttpRequest, typed: str) -> tuple[Citizen | None, Case | None, bool]:
    """The citizen with the number and their open case; nobody where the number is no number.

    A citizen whose case is hidden from the user looks like one who is not known.
    """
    try:
        citizen = known_citizen(typed)
    except ValueError:
        return None, None, False
    if citizen is None or citizen.cases.filter(pk__in=hidden_from(request.user, timezone.now())).exists():
        return None, None, True
    return citizen, citizen.cases.open().select_related("responsible").first(), True


@require_safe
def inquiry_list(request: HttpRequest) -> HttpResponse:
    require(can_register_inquiry(request.user))
    inquiries = Inquiry.objects.visible_to(request.user).for_list().order_by("-contacted_at", "-id")
    return InquiryTable(request, inquiries).response("cases/inquiry_list.html")
