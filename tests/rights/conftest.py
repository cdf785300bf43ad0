from tests.cases.conftest import case, caseworker, clock, request_, standard, team_lead

__all__ = ["case", "caseworker", "clock", "request_", "standard", "team_lead"]
