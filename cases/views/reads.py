"""Who has looked at what, for the team lead and for the citizen who asks."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.access_forms import PeriodForm
from cases.access_tables import ReadTable
from cases.papers import who_has_looked
from cases.permissions import can_review_access, require
from cases.views.opening import open_case
from rusmiddel.access.models import ReadLog
from rusmiddel.letters.papers import inline


@require_safe
def read_list(request: HttpRequest) -> HttpResponseBase:
    require(can_review_access(request.user))
    table = ReadTable(request, ReadLog.objects.select_related("user", "case"))
    return table.response("cases/read_list.html")


@require_safe
def who_has_looked_page(request: HttpRequest, number: str) -> HttpResponse:
    """The paper a citizen is given who asks who has looked at the case."""
    case = open_case(request, number)
    require(can_review_access(request.user))
    form = PeriodForm(request.GET)
    if not form.is_valid():
        raise BadRequest("Skriv perioden som to datoer.")
    paper = who_has_looked(
        case, first_on=form.cleaned_data["fra"], last_on=form.cleaned_data["til"] or timezone.localdate()
    )
    return inline(paper, name=f"hvem-har-set-{case.number}")
