"""What a request lacks is said in the words a colleague would use."""

from datetime import date

import pytest

from cases.enums import RequestStage
from reporting.missing import Standing, missing

TODAY = date(2026, 11, 22)
EARLIER = date(2026, 11, 18)
LATER = date(2026, 11, 25)
S = RequestStage


@pytest.mark.parametrize(
    ("stage", "facts", "said"),
    [
        (S.REGISTERED, {}, "Første samtale ikke booket"),
        (S.ASSESSING, {"talk_on": LATER}, "Første samtale 25. nov."),
        (S.ASSESSING, {"talk_on": LATER, "has_talked": True}, "Afdækning, næste samtale 25. nov."),
        (S.ASSESSING, {"has_talked": True}, "Afdækning ikke afsluttet"),
        (S.ASSESSING, {"unfinished_talk_on": EARLIER}, "Samtale 18. nov. er ikke registreret"),
        (S.ASSESSING, {"no_show_on": EARLIER}, "Udeblev 18. nov., ny samtale ikke booket"),
        (S.ASSESSING, {"no_show_on": EARLIER, "talk_on": LATER}, "Første samtale 25. nov."),
        (S.READY, {}, "Klar, men ikke på et visitationsmøde"),
        (S.READY, {"meeting_on": LATER}, "Visitationsmøde 25. nov."),
        (
            S.READY,
            {"meeting_on": LATER, "postponed_on": EARLIER},
            "Visitationsmøde 25. nov., udsat 18. nov.",
        ),
        (S.READY, {"postponed_on": EARLIER}, "Visitation udsat 18. nov., intet nyt møde"),
        (S.GRANTED, {}, "Bevilget, første samtale ikke booket"),
        (S.GRANTED, {"first_session_on": LATER}, "Bevilget, første samtale 25. nov."),
        (
            S.GRANTED,
            {"unfinished_session_on": EARLIER},
            "Bevilget, første samtale 18. nov. er ikke registreret",
        ),
        (
            S.GRANTED,
            {"missed_session_on": EARLIER},
            "Udeblev 18. nov., ny første samtale ikke booket",
        ),
        (S.IN_TREATMENT, {}, ""),
        (S.REJECTED, {}, ""),
        (S.WITHDRAWN, {}, ""),
        (S.ENDED, {}, ""),
    ],
)
def test_what_is_missing_follows_from_how_far_the_request_has_come(stage, facts, said):
    assert missing(Standing(stage=stage, today=TODAY, **facts)) == said


def test_a_day_in_another_year_is_said_with_its_year():
    standing = Standing(stage=S.ASSESSING, today=TODAY, talk_on=date(2027, 1, 4))

    assert missing(standing) == "Første samtale 4. jan. 2027"
