"""What is typed is kept: through log-out, refusal, another window and another person at the same screen."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases.drafting import token_of, writing_of
from cases.enums import DraftForm
from cases.models import Draft, Note
from cases.services.drafts import Parting, discard_draft, keep_draft
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases.factories import CaseFactory, march
from tests.cases.journal import begin, writing

pytestmark = pytest.mark.django_db

KEEP = "/kladder/gem/"


def keep(page, text, *, seen=0, now=None):
    return keep_draft(writing=page, typed={"text": [text]}, seen=seen, now=now or march(3))


def texts():
    return sorted(draft.fields["text"][0] for draft in Draft.objects.all())


@pytest.fixture
def page(case, caseworker):
    """A page with a new note in it, open in a browser."""
    return writing(case, by=caseworker)


@pytest.fixture
def mette(client, caseworker):
    client.force_login(caseworker)
    return client


def posted(page, text="Halvt skrevet", **more):
    return {"draft": token_of(page), "draft_seen": "0", "kind": "talk", "text": text, **more}


# One window


def test_a_draft_grows_as_one_types(page):
    keep(page, "Borgeren")
    kept = keep(page, "Borgeren ringede", now=march(4))

    assert texts() == ["Borgeren ringede"]
    assert (kept.parting, kept.draft.version) == (None, 2)
    assert (kept.draft.begun_at, kept.draft.kept_at) == (march(3), march(4))


def test_the_same_text_again_changes_nothing(page):
    keep(page, "Borgeren")

    assert keep(page, "Borgeren", now=march(4)).draft.kept_at == march(3)


def test_what_is_not_sent_cannot_be_read_in_the_database(page):
    keep(page, "Fortrolige ord")

    with connection.cursor() as cursor:
        cursor.execute("SELECT typed FROM cases_draft")
        assert "Fortrolige" not in cursor.fetchone()[0]


def test_signs_that_a_database_cannot_hold_are_kept_too(page):
    keep(page, "nul \x00 og æøå 🙂")

    assert texts() == ["nul \x00 og æøå 🙂"]


# Two windows


def test_a_window_that_has_not_read_the_newest_writes_beside_it(case, caseworker, page):
    first = keep(page, "Fra vindue et").draft
    other = writing(case, by=caseworker, key=page.key)
    keep(other, "Fra vindue to", seen=first.version)

    late = keep(page, "Mere fra vindue et", seen=first.version)

    # The first window wrote before the second one did, so its next words are its own draft.
    assert late.parting == Parting.WRITTEN
    assert texts() == ["Fra vindue to", "Mere fra vindue et"]


def test_a_draft_that_was_sent_from_another_window_is_not_lost_in_this_one(page, caseworker):
    draft = keep(page, "Borgeren").draft
    discard_draft(key=draft.key, by=caseworker)

    kept = keep(page, "Borgeren ringede", seen=draft.version)

    assert kept.parting == Parting.GONE
    assert kept.draft.key != draft.key
    assert texts() == ["Borgeren ringede"]


def test_the_second_window_is_told_and_goes_on_in_its_own_draft(mette, case, caseworker):
    draft = begin(case, by=caseworker)
    one, two = (mette.get(draft.get_absolute_url()).context["draft"] for _ in range(2))
    mette.post(KEEP, {"draft": one.token, "draft_seen": one.seen, "text": "Et"})

    told = mette.post(KEEP, {"draft": two.token, "draft_seen": two.seen, "text": "To"}).json()
    again = mette.post(KEEP, {"draft": told["token"], "draft_seen": told["seen"], "text": "To mere"}).json()

    assert told["state"] == "parted"
    assert "ændret i et andet vindue" in told["problem"]
    assert again["state"] == "kept"
    assert texts() == ["Et", "To mere"]


def test_signing_in_the_second_window_waits_until_the_writer_has_been_told(mette, case, caseworker):
    draft = begin(case, by=caseworker)
    path = reverse("cases:note_new", args=[case.number])
    one, two = (mette.get(draft.get_absolute_url()).context["draft"] for _ in range(2))
    moment = {"occurred_at_0": "31-03-2026", "occurred_at_1": "10.00", "kind": "talk"}
    mette.post(KEEP, {"draft": one.token, "draft_seen": one.seen, "text": "Et"})

    answer = mette.post(path, {"draft": two.token, "draft_seen": two.seen, "text": "To", **moment})
    assert answer.status_code == 422
    assert not Note.objects.exists()
    shown = answer.context["draft"]
    mette.post(path, {"draft": shown.token, "draft_seen": shown.seen, "text": "To", **moment})

    assert Note.objects.get().text == "To"
    assert texts() == ["Et"]


def test_going_back_after_signing_and_writing_something_else_is_another_note(mette, case, caseworker):
    path = reverse("cases:note_new", args=[case.number])
    token = mette.get(path).context["draft"].token
    moment = {"occurred_at_0": "31-03-2026", "occurred_at_1": "10.00", "kind": "talk", "draft": token}
    mette.post(path, {**moment, "text": "Først"})

    assert mette.post(path, {**moment, "text": "Først"}).status_code == 302
    answer = mette.post(path, {**moment, "text": "Siden"})

    assert "allerede underskrevet" in answer.content.decode()
    assert [note.text for note in Note.objects.all()] == ["Først"]
    assert texts() == ["Siden"]


# The session has run out


def test_a_form_sent_after_the_session_ran_out_is_there_after_signing_in(client, case, caseworker, page):
    answer = client.post(page.path, posted(page, "Alt det, jeg nåede"))
    draft = Draft.objects.get()

    assert answer.url == f"/log-ind/?next={page.path.replace('/', '%2F')}%3Fkladde%3D{draft.key}"
    client.force_login(caseworker)
    opened = client.get(draft.get_absolute_url())
    assert "Alt det, jeg nåede" in opened.content.decode()
    assert not Note.objects.exists()


def test_the_script_is_told_that_the_session_ran_out_and_that_the_text_is_kept(client, page):
    answer = client.post(KEEP, posted(page))

    assert answer.status_code == 401
    assert answer.json()["state"] == "signed_out"
    assert texts() == ["Halvt skrevet"]


def test_a_form_without_our_token_is_kept_for_nobody(client, page):
    answer = client.post(page.path, posted(page, draft=token_of(page)[:-2] + "xx"))

    assert answer.url.startswith("/log-ind/?next=")
    assert not Draft.objects.exists()


def test_a_token_lets_its_holder_write_and_never_read(client, page):
    keep(page, "Hemmeligt")

    for path in (page.path, KEEP):
        assert "Hemmeligt" not in client.post(path, posted(page, "x")).content.decode()


def test_a_page_older_than_the_sign_in_keeps_its_text(case, caseworker, page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(caseworker)

    answer = client.post(page.path, posted(page, "Skrevet før"))

    assert answer.url == Draft.objects.get().get_absolute_url()
    assert texts() == ["Skrevet før"]
    assert not Note.objects.exists()


def test_a_page_of_somebody_who_left_the_screen_is_not_signed_by_who_came_after(client, page, caseworker):
    client.force_login(make_staff(Role.TEAM_LEAD))
    moment = {"occurred_at_0": "31-03-2026", "occurred_at_1": "10.00"}

    answer = client.post(page.path, posted(page, "Mettes ord", **moment))

    assert answer.status_code == 422
    assert not Note.objects.exists()
    assert [draft.user for draft in Draft.objects.all()] == [caseworker]


def test_a_page_that_stood_open_too_long_says_so(mette, page, clock):
    token = posted(page)
    clock.shift(60 * 60 * 24 * 30)

    assert mette.post(KEEP, token).status_code == 422
    assert writing_of(token["draft"]) is None


# Mine and others'


def test_another_persons_draft_is_neither_shown_nor_thrown_away(client, case, caseworker):
    draft = begin(case, by=caseworker, text="Mettes ord")
    client.force_login(make_staff(Role.CASEWORKER))

    pages = [client.get(path).content.decode() for path in (draft.get_absolute_url(), "/kladder/")]
    client.post(reverse("cases:draft_discard", args=[draft.key]))

    assert not any("Mettes ord" in page for page in pages)
    assert Draft.objects.exists()


def test_a_draft_is_offered_again_on_its_form_on_the_case_and_in_the_list(mette, case, caseworker):
    draft = begin(case, by=caseworker, text="Borgeren ringede")
    form = reverse("cases:note_new", args=[case.number])

    for path in (form, case.get_absolute_url(), "/kladder/"):
        assert f"kladde={draft.key}" in mette.get(path).content.decode(), path


def test_a_draft_of_a_case_one_may_no_longer_see_is_not_listed(case, caseworker):
    begin(case, by=caseworker)
    caseworker.roles = [Role.ADMINISTRATOR]

    assert not Draft.objects.mine(caseworker).exists()


def test_a_draft_that_is_gone_says_so(mette, case, page):
    answer = mette.get(f"{page.path}?kladde={page.key}")

    assert "findes ikke længere" in answer.content.decode()


def test_a_draft_can_be_thrown_away(mette, case, caseworker):
    draft = begin(case, by=caseworker)

    mette.post(reverse("cases:draft_discard", args=[draft.key]))

    assert not Draft.objects.exists()


def test_nothing_typed_is_no_draft(mette, case, page):
    mette.post(page.path, posted(page, "  "))

    assert not Draft.objects.exists()


def test_the_list_costs_the_same_however_long_it_is(mette, caseworker, count_queries, standard):
    begin(CaseFactory(), by=caseworker)
    mette.get("/kladder/")
    with count_queries() as one:
        mette.get("/kladder/")
    for _ in range(5):
        begin(CaseFactory(), by=caseworker)
    with count_queries() as six:
        mette.get("/kladder/")

    assert len(six) == len(one)


@pytest.mark.parametrize("seen", ["9" * 5000, "-1", "²", "", "\x00"])
def test_a_version_nobody_has_handed_out_is_taken_for_none(mette, page, seen):
    assert mette.post(KEEP, posted(page, draft_seen=seen)).status_code == 200
    assert texts() == ["Halvt skrevet"]


def test_the_drafts_of_every_long_form_have_a_name():
    assert all(form.label for form in DraftForm)
