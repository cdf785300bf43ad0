"""Drafts (kladder): what is typed is kept before it is sent, whatever happens to browser, session or form."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from cases.enums import DraftForm
from cases.models import Draft
from rusmiddel.access.models import User
from rusmiddel.locks import hold

Typed = Mapping[str, list[str]]


class Parting(Enum):
    """Why what was typed did not go into the draft that the page was opened on, but into one of its own."""

    # Another window has written in the draft since this page read it.
    WRITTEN = "written"
    # The draft has been sent or thrown away since.
    GONE = "gone"


@dataclass(frozen=True, kw_only=True)
class Writing:
    """One page with a long form in it: whose, about what, and which draft it writes in."""

    user_id: int
    case_id: int | None
    form: DraftForm
    path: str
    key: UUID
    # Each page that is handed out is a window of its own.
    window: str


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The draft as it is now stored, and why it is another than the page's own."""

    draft: Draft
    parting: Parting | None


@transaction.atomic
def keep_draft(*, writing: Writing, typed: Typed, seen: int, now: datetime) -> Kept:
    """Store what has been typed so far; the same again changes nothing.

    `seen` is the version the page began from, 0 for none. Text is never written over by a window that has not
    read it: then what was typed becomes a draft of its own.
    """
    hold(f"draft:{writing.key}")
    text = json.dumps(dict(typed), ensure_ascii=False)
    draft = Draft.objects.filter(key=writing.key, user=writing.user_id).first()
    if draft is None:
        parting = Parting.GONE if seen else None
        key = uuid4() if parting else writing.key
        return Kept(draft=_new(writing, key=key, text=text, now=now), parting=parting)
    if draft.typed == text:
        return Kept(draft=draft, parting=None)
    if draft.window != writing.window and draft.version != seen:
        return Kept(draft=_new(writing, key=uuid4(), text=text, now=now), parting=Parting.WRITTEN)
    draft.typed, draft.window, draft.kept_at = text, writing.window, now
    draft.path = writing.path
    draft.version += 1
    draft.save(update_fields=["typed", "window", "kept_at", "path", "version"])
    return Kept(draft=draft, parting=None)


def finish_draft(*, key: UUID, user_id: int) -> None:
    """The form was sent: the draft is no longer needed."""
    Draft.objects.filter(key=key, user=user_id).delete()


def discard_draft(*, key: UUID, by: User) -> bool:
    """Throw a draft of one's own away; whether there was one."""
    deleted, _ = Draft.objects.filter(key=key, user=by).delete()
    return bool(deleted)


def clear_forgotten_drafts(*, now: datetime) -> int:
    """Throw away drafts of no case that nobody has written in for long; a case's own go with the case.

    Whoever was called and never became a case is not kept for ever (databeskyttelsesforordningen art. 5).
    """
    oldest = now - timedelta(days=settings.DRAFT_DAYS)
    deleted, _ = Draft.objects.filter(case=None, kept_at__lt=oldest).delete()
    return deleted


def _new(writing: Writing, *, key: UUID, text: str, now: datetime) -> Draft:
    return Draft.objects.create(
        key=key,
        user_id=writing.user_id,
        case_id=writing.case_id,
        form=writing.form,
        path=writing.path,
        typed=text,
        window=writing.window,
        begun_at=now,
        kept_at=now,
    )
