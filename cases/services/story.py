from datetime import datetime

from cases.enums import StoryKind
from cases.models import StoryEntry
from rusmiddel.access.models import User


def tell(
    *, case_id: int, kind: StoryKind, at: datetime, text: str, by: User | None, path: str = ""
) -> StoryEntry:
    """Add a line to the case's story; `path` is the page where more of it stands."""
    return StoryEntry.objects.create(case_id=case_id, kind=kind, at=at, text=text, recorded_by=by, path=path)
