from tests.cases.conftest import (
    begun_once,
    case,
    caseworker,
    caseworker_there,
    citizen_has_called,
    clock,
    request_,
    standard,
    standard_in_force,
    team_lead,
)

__all__ = [
    "begun_once",
    "case",
    "caseworker",
    "caseworker_there",
    "citizen_has_called",
    "clock",
    "request_",
    "standard",
    "standard_in_force",
    "team_lead",
]
