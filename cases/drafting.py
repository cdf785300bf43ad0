"""How a page with a long form keeps what is typed in it.

The page carries a token that says whose draft it writes in. Who holds the token may add to that draft and do
nothing else: not read it, not send it. That is why text is kept even when the session has run out meanwhile.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from cases.enums import DraftForm
from cases.models import Case, Draft
from cases.services.drafts import Kept, Parting, Writing, finish_draft, keep_draft
from rusmiddel.access.requests import StaffRequest
from rusmiddel.danish_dates import clock

# Names of fields and buttons that are about the draft and not of it.
OURS = "draft"
TOKEN = "draft"  # noqa: S105
SEEN = "draft_seen"
KEEP = "draft_keep"
SALT = "cases.drafting"
VERSION = re.compile(r"[0-9]{1,9}")
# A page may stand open over a holiday.
LONGEST_OPEN = timedelta(days=21)

KEPT = "Kladden er gemt. Den ligger under »Kladder«, til du sender den eller kasserer den."
SIGNED_OUT = "Du er logget ud. Det, du skrev, er gemt som kladde. Log ind for at fortsætte."
ANOTHERS = "Siden blev åbnet af en anden, som nu er logget ud. Teksten er gemt som den andens kladde."
TOLD = {
    Parting.WRITTEN: (
        "Kladden er imens ændret i et andet vindue. Det, du skriver her, er gemt som en kladde for sig."
    ),
    Parting.GONE: (
        "Kladden er imens sendt eller kasseret i et andet vindue. Det, du skriver her, er en ny kladde."
    ),
}
# Forms of which there is one per case, so that a colleague's draft is worth knowing of.
SHARED = frozenset({DraftForm.ASSESSMENT, DraftForm.DECISION})


def token_of(writing: Writing) -> str:
    facts = [writing.user_id, writing.case_id, writing.form, writing.path, str(writing.key), writing.window]
    return signing.dumps(facts, salt=SALT)


def writing_of(token: str) -> Writing | None:
    """What the page with this token writes in; None where it is not ours or too old."""
    try:
        user_id, case_id, form, path, key, window = signing.loads(token, salt=SALT, max_age=LONGEST_OPEN)
    except signing.BadSignature:
        return None
    return Writing(
        user_id=user_id, case_id=case_id, form=DraftForm(form), path=path, key=UUID(key), window=window
    )


def keep_posted(writing: Writing, posted: QueryDict) -> Kept:
    """Keep what the page has sent, whoever is signed in now."""
    typed = {
        name: texts
        for name, texts in posted.lists()
        if not name.startswith(OURS) and name != "csrfmiddlewaretoken"
    }
    seen = posted.get(SEEN, "")
    # A longer row of digits is not from us, and Python reads no number of some thousands.
    version = int(seen) if VERSION.fullmatch(seen) else 0
    return keep_draft(writing=writing, typed=typed, seen=version, now=timezone.now())


def told_page(writing: Writing, kept: Kept, **changes: Any) -> dict[str, Any]:
    """What the script on the page gets to know of the draft."""
    draft = kept.draft
    return {
        "state": "parted" if kept.parting else "kept",
        "token": token_of(replace(writing, key=draft.key)),
        "seen": draft.version,
        "path": draft.get_absolute_url(),
        "line": f"Kladde gemt kl. {clock(draft.kept_at)}",
        "problem": TOLD[kept.parting] if kept.parting else "",
        **changes,
    }


class KeepTypedMiddleware:
    """What is sent from a long form after the session has run out becomes a draft."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if request.method != "POST" or request.user.is_authenticated:
            return None
        writing = writing_of(request.POST.get(TOKEN, ""))
        if writing is None:
            return None
        kept = keep_posted(writing, request.POST)
        onward = f"{resolve_url('access:sign_in')}?{urlencode({'next': kept.draft.get_absolute_url()})}"
        if request.path == reverse("cases:draft_keep"):
            told = told_page(writing, kept, state="signed_out", problem=SIGNED_OUT, sign_in=onward)
            return JsonResponse(told, status=401)
        messages.warning(request, SIGNED_OUT)
        return redirect(onward)


@dataclass
class Drafting:
    """The draft of the form on this page: kept when it is sent, put back when it is opened again."""

    request: StaffRequest
    form: DraftForm
    case: Case | None = None
    # Without any of these fields there is nothing worth keeping.
    worth_keeping: Sequence[str] = ("text",)

    def __post_init__(self) -> None:
        writing = writing_of(self.request.POST.get(TOKEN, ""))
        self.is_anothers = writing is not None and writing.user_id != self.request.user.pk
        if writing is None or writing.path != self.request.path:
            writing = self._new_writing()
        self.writing = writing
        self.kept: Draft | None = None
        self.problem = ""

    def _new_writing(self) -> Writing:
        return Writing(
            user_id=self.request.user.pk,
            case_id=self.case.pk if self.case else None,
            form=self.form,
            path=self.request.path,
            key=uuid4(),
            window=uuid4().hex,
        )

    def keep(self) -> None:
        """Keep what was sent before anything is done with it; `problem` is what must be told first."""
        if not any(self.request.POST.get(name, "").strip() for name in self.worth_keeping):
            return
        kept = keep_posted(self.writing, self.request.POST)
        if self.is_anothers:
            self.problem = ANOTHERS
            self.begin_anew()
            return
        self.kept = kept.draft
        self.problem = TOLD[kept.parting] if kept.parting else ""

    @property
    def key(self) -> UUID:
        """Which draft the page writes in."""
        return self.kept.key if self.kept else self.writing.key

    @property
    def is_kept_on_purpose(self) -> bool:
        return KEEP in self.request.POST and self.kept is not None and not self.problem

    def on_purpose(self) -> HttpResponse | None:
        """The answer to 'Gem kladde': the page again with what was typed; None for any other button."""
        if not self.is_kept_on_purpose or self.kept is None:
            return None
        messages.success(self.request, KEPT)
        return redirect(self.kept)

    def tell_first(self, form: forms.BaseForm) -> None:
        """Let the form wait until its writer has read where the draft went."""
        if self.problem:
            form.add_error(None, self.problem)

    def begin_anew(self) -> None:
        """What is on the page from now on is another draft."""
        self.writing = self._new_writing()
        self.kept = None

    def restore(self, form: forms.BaseForm) -> None:
        """Put back what was typed, as it was typed, when the address names a draft."""
        key = self.request.GET.get("kladde", "")
        self.kept = next((draft for draft in self.mine if str(draft.key) == key), None)
        if key and self.kept is None:
            self.problem = "Kladden findes ikke længere: den er sendt eller kasseret, eller den er en andens."
        if self.kept is not None:
            put_back(form, self.kept.fields)

    def finish(self) -> None:
        """The form has done what it was for."""
        if self.kept is not None:
            finish_draft(key=self.kept.key, user_id=self.request.user.pk)

    @cached_property
    def mine(self) -> list[Draft]:
        return list(Draft.objects.mine(self.request.user).filter(**self._this_form))

    @property
    def _this_form(self) -> dict[str, Any]:
        """Of what a case has one of, the draft goes along: written on at the next meeting."""
        if self.form in SHARED and self.case is not None:
            return {"case": self.case, "form": self.form}
        return {"path": self.request.path}

    @property
    def offered(self) -> list[Draft]:
        """What the writer has begun on this form before, and may go on with."""
        return [draft for draft in self.mine if self.kept is None or draft.key != self.kept.key]

    @cached_property
    def others(self) -> list[Draft]:
        """Colleagues who have begun on the same form."""
        if self.form not in SHARED:
            return []
        drafts = Draft.objects.filter(**self._this_form).exclude(user=self.request.user)
        return list(drafts.select_related("user").order_by("-kept_at"))

    @property
    def token(self) -> str:
        """The page that is handed out is a window of its own."""
        return token_of(replace(self.writing, key=self.key, window=uuid4().hex))

    @property
    def seen(self) -> int:
        return self.kept.version if self.kept else 0


def put_back(form: forms.BaseForm, fields: dict[str, list[str]]) -> None:
    """Let the form show what was typed, also what it would not take."""
    typed = QueryDict(mutable=True)
    for name, texts in fields.items():
        typed.setlist(name, texts)
    for name, field in form.fields.items():
        html_name = form.add_prefix(name)
        is_omitted = field.widget.value_omitted_from_data(typed, {}, html_name)
        if not isinstance(field.widget, forms.FileInput) and not is_omitted:
            form.initial[name] = field.widget.value_from_datadict(typed, {}, html_name)
