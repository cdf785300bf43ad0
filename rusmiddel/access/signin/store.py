"""The session engine: Django's own in the database, with who, from where and when last used in columns."""

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from rusmiddel.access.signin.session import StaffSession

STARTED_AT = "started_at"
ADDRESS = "address"
BROWSER = "browser"


class SessionStore(DatabaseStore):
    # When the row that was read ends; None where nothing was.
    ends_at: datetime | None = None

    @classmethod
    def get_model_class(cls) -> type[StaffSession]:
        return StaffSession

    def _get_session_from_db(self) -> Any:
        found = super()._get_session_from_db()  # type: ignore[misc]
        self.ends_at = found.expire_date if found else None
        return found

    def create_model_instance(self, data: dict[str, Any]) -> StaffSession:
        row = super().create_model_instance(data)
        assert isinstance(row, StaffSession)
        started_at = data.get(STARTED_AT)
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.started_at = datetime.fromisoformat(started_at) if started_at else None
        row.used_at = timezone.now()
        row.address = data.get(ADDRESS)
        row.browser = data.get(BROWSER, "")
        return row
