from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.models import Case, Relation
from cases.people_forms import ChildForm, NearForm, PersonForm
from cases.permissions import can_assess, require
from cases.services.relations import end_relation, keep_relation
from cases.views.acting import act_page
from cases.views.opening import open_case
from rusmiddel.forms import refusals_shown

# What stands in the address: whom the form is about.
FORM_OF = {"barn": ChildForm, "person": PersonForm}


@require_http_methods(["GET", "POST"])
def relation_new(request: HttpRequest, number: str, who: str) -> HttpResponse:
    if who not in FORM_OF:
        raise Http404
    case = open_case(request, number)
    require(can_assess(request.user))
    form = FORM_OF[who](request.POST or None, is_anonymous=case.citizen.is_anonymous)
    return _kept(request, case, form, None, title="Nyt barn" if who == "barn" else "Ny i netværket")


@require_http_methods(["GET", "POST"])
def relation_edit(request: HttpRequest, number: str, relation: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_assess(request.user))
    found = get_object_or_404(Relation.objects.standing(), pk=relation, citizen=case.citizen_id)
    kind = ChildForm if found.is_child else PersonForm
    form = kind(request.POST or None, is_anonymous=case.citizen.is_anonymous, initial=vars(found))
    return _kept(request, case, form, found, title=f"Ret: {found.get_kind_display().lower()}")


@require_POST
def relation_end(request: HttpRequest, number: str, relation: int) -> HttpResponse:
    case = open_case(request, number)
    found = get_object_or_404(Relation, pk=relation, citizen=case.citizen_id)
    end_relation(case_id=case.pk, relation_id=found.pk, by=request.user, now=timezone.now())
    messages.success(request, "Det er noteret.")
    return redirect(case)


def _kept(
    request: HttpRequest, case: Case, form: NearForm, found: Relation | None, *, title: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            keep_relation(
                case_id=case.pk,
                relation_id=found.pk if found else None,
                facts=form.facts,
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Gemt.")
            return redirect(case)
    return act_page(request, case, form, title=title, act="Gem")
