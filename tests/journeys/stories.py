"""The two stories that every municipality lives, from the call to the end."""

from datetime import date

from tests.journeys import acts

SECRETARY, VISITATOR, CASEWORKER = "sekretaer", "visitator", "behandler"


def call_and_assess(centre, page, *, wishes):
    """Monday the telephone rings, Wednesday they talk, and the case is ready."""
    acts.sign_in(page, centre, CASEWORKER)
    case = acts.take_the_call(page, centre)
    acts.write_address(page, case)
    acts.book_talk(page, case, on=date(2026, 3, 4))
    centre.at(3, 4, 12)
    acts.sign_in(page, centre, CASEWORKER)
    acts.hold_talk(page, case)
    acts.write_assessment(page, case, wishes=wishes)
    return case


def meet(centre, page, case, *, body):
    """Thursday the case stands on the agenda of those who may decide it; the meeting's address."""
    acts.sign_in(page, centre, VISITATOR)
    meeting = acts.plan_meeting(page, centre, body=body, on=date(2026, 3, 5))
    centre.at(3, 5, 11)
    acts.sign_in(page, centre, VISITATOR)
    acts.note_attendance(page, meeting, "Birgit Vang", "Mette Bruun")
    return meeting


def reject_residential(centre, page, municipality):
    """The whole way to a rejection in the post; the case's address."""
    case = call_and_assess(centre, page, wishes="Døgnbehandling")
    meeting = meet(centre, page, case, body=municipality.decides_residential)
    acts.reject(page, meeting, acts.number_of(case))
    acts.sign_in(page, centre, SECRETARY)
    acts.go_to(page, "Breve")
    page.get_by_role("button", name="Sendt med posten").click()
    page.get_by_text("Alle breve er sendt").wait_for()
    return case


def grant_talks(centre, page, municipality):
    """The whole way to the first treatment session, the Monday after; the case's address."""
    case = call_and_assess(centre, page, wishes=municipality.talks)
    meeting = meet(centre, page, case, body=municipality.decides_talks)
    acts.grant(page, meeting, acts.number_of(case))
    acts.sign_in(page, centre, CASEWORKER)
    acts.book_first_treatment(page, case, on=date(2026, 3, 9))
    centre.at(3, 9, 15)
    acts.sign_in(page, centre, CASEWORKER)
    acts.hold_first_treatment(page, case)
    return case
