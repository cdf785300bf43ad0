from django import forms
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from rusmiddel.access.visibility import of_visible_cases
from rusmiddel.deadlines import services
from rusmiddel.deadlines.models import Notice

PAGE_SIZE = 50


class ReadAllForm(forms.Form):
    """Which warning was the newest on the page."""

    up_to = forms.IntegerField(min_value=0)


@require_safe
def notice_list(request):
    """One's own warnings: a line for each matter, what waits first, then what is read or needs no reading."""
    # What is over may be about a case that is somebody else's now.
    own = of_visible_cases(Notice.objects.for_user(request.user), request.user, through="deadline__case")
    page = Paginator(own.one_per_deadline().for_list().waiting_first(), PAGE_SIZE).get_page(
        request.GET.get("side")
    )
    unread = own.waiting().order_by("-pk").values_list("pk", flat=True)
    context = {
        "page": page,
        "newest_unread": unread.first(),
        "today": timezone.localdate(),
    }
    return render(request, "deadlines/notice_list.html", context)


@require_POST
def notice_read(request, pk):
    notice = get_object_or_404(Notice.objects.for_user(request.user), pk=pk)
    services.mark_read(notice_id=notice.pk, by=request.user)
    return redirect("deadlines:notice_list")


@require_POST
def notice_read_all(request):
    form = ReadAllForm(request.POST)
    if form.is_valid():
        services.mark_all_read(up_to=form.cleaned_data["up_to"], by=request.user)
    return redirect("deadlines:notice_list")
