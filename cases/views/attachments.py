from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Attachment
from cases.note_forms import DocumentForm
from cases.permissions import can_add_document, require
from cases.services.attachments import Unreadable, add_document, content_of
from cases.views.opening import open_case
from rusmiddel.access.requests import StaffRequest


@require_http_methods(["GET", "POST"])
def attachment_new(request: StaffRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_add_document(request.user))
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        for file in form.cleaned_data["attached"]:
            add_document(case_id=case.pk, file=file, by=request.user, now=timezone.now())
        messages.success(request, "Dokumentet er lagt på sagen.")
        return redirect("cases:note_list", number=number)
    return render(
        request,
        "cases/attachment_form.html",
        {"case": case, "form": form},
        status=422 if form.errors else 200,
    )


@require_safe
def attachment(request: StaffRequest, number: str, key: UUID) -> HttpResponseBase:
    """The file itself, to be saved and not shown: whatever is in it runs in nobody's browser here."""
    case = open_case(request, number)
    found = get_object_or_404(Attachment.objects.visible_to(request.user).filter(case=case), key=key)
    try:
        content = content_of(found)
    except Unreadable:
        messages.error(request, "Filen kan ikke læses. Sig det til den, der driver systemet.")
        return redirect("cases:note_list", number=number)
    name = case.citizen.struck_from(found.name)
    return HttpResponse(
        content,
        content_type=found.content_type,
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cache-Control": "no-store, private",
        },
    )
