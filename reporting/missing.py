"""What a request still lacks before treatment can begin, in the words of the list ('Mangler')."""

from dataclasses import dataclass
from datetime import date

from cases.enums import RequestStage
from rusmiddel.danish_dates import short_date


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How far a request has come, as plain days. None where there is no such thing."""

    stage: RequestStage
    today: date
    talk_on: date | None = None
    unfinished_talk_on: date | None = None
    no_show_on: date | None = None
    has_talked: bool = False
    meeting_on: date | None = None
    postponed_on: date | None = None
    first_session_on: date | None = None
    unfinished_session_on: date | None = None
    missed_session_on: date | None = None

    def said(self, day: date) -> str:
        return short_date(day, today=self.today)


def missing(standing: Standing) -> str:
    """One sentence; empty where nothing is missing."""
    match standing.stage:
        case RequestStage.REGISTERED | RequestStage.ASSESSING:
            return _before_visitation(standing)
        case RequestStage.READY:
            return _in_visitation(standing)
        case RequestStage.GRANTED:
            return _before_treatment(standing)
        case _:
            return ""


def _before_visitation(standing: Standing) -> str:
    if standing.unfinished_talk_on:
        return f"Samtale {standing.said(standing.unfinished_talk_on)} er ikke registreret"
    if standing.talk_on:
        what = "Afdækning, næste samtale" if standing.has_talked else "Første samtale"
        return f"{what} {standing.said(standing.talk_on)}"
    if standing.no_show_on:
        return f"Udeblev {standing.said(standing.no_show_on)}, ny samtale ikke booket"
    return "Afdækning ikke afsluttet" if standing.has_talked else "Første samtale ikke booket"


def _in_visitation(standing: Standing) -> str:
    if standing.meeting_on:
        postponed = f", udsat {standing.said(standing.postponed_on)}" if standing.postponed_on else ""
        return f"Visitationsmøde {standing.said(standing.meeting_on)}{postponed}"
    if standing.postponed_on:
        return f"Visitation udsat {standing.said(standing.postponed_on)}, intet nyt møde"
    return "Klar, men ikke på et visitationsmøde"


def _before_treatment(standing: Standing) -> str:
    if standing.unfinished_session_on:
        return f"Bevilget, første samtale {standing.said(standing.unfinished_session_on)} er ikke registreret"
    if standing.first_session_on:
        return f"Bevilget, første samtale {standing.said(standing.first_session_on)}"
    if standing.missed_session_on:
        return f"Udeblev {standing.said(standing.missed_session_on)}, ny første samtale ikke booket"
    return "Bevilget, første samtale ikke booket"
