"""Who may see what is found once for a page, and anew for everything else."""

from django.urls import reverse

from cases import need_to_know
from cases.models import Case, ConflictOfInterest, CoWorker
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases.factories import NOW, co_worker

LIST = reverse("cases:case_list")


def hide(case, user):
    ConflictOfInterest.objects.create(case=case, user=user, reason="Søskende", set_at=NOW, set_by=user)


def sees(user):
    return list(Case.objects.visible_to(user))


def test_what_is_found_in_the_block_is_what_is_found_outside_it(case, caseworker, team_lead):
    colleague, stranger = co_worker(case, Role.CASEWORKER), make_staff(Role.CASEWORKER)
    everybody = (caseworker, colleague, stranger, team_lead, make_staff(Role.ADMINISTRATOR))
    outside = [sees(user) for user in everybody]

    with need_to_know.remembering():
        inside = [sees(user) for user in everybody]

    assert inside == outside == [[case], [case], [], [case], []]


def test_what_is_hidden_is_hidden_in_the_block_too(case, caseworker, team_lead):
    hide(case, team_lead)
    colleague = co_worker(case, Role.CASEWORKER)
    hide(case, colleague)

    with need_to_know.remembering():
        assert [sees(user) for user in (caseworker, colleague, team_lead)] == [[case], [], []]
        assert list(Case.objects.elsewhere_for(colleague)) == []


def test_the_next_page_asks_anew(client, case):
    colleague = make_staff(Role.CASEWORKER)
    work = CoWorker.objects.create(case=case, user=colleague, added_at=NOW, added_by=colleague)
    client.force_login(colleague)
    assert case.number in client.get(LIST).content.decode()

    work.ended_at, work.ended_by = NOW, colleague
    work.save()

    assert case.number not in client.get(LIST).content.decode()
    assert client.get(case.get_absolute_url()).status_code == 403


def test_nothing_is_remembered_where_no_page_is_shown(case):
    colleague = make_staff(Role.CASEWORKER)
    assert sees(colleague) == []

    CoWorker.objects.create(case=case, user=colleague, added_at=NOW, added_by=colleague)

    assert sees(colleague) == [case]


def test_an_act_sees_what_it_has_changed_itself(client, case):
    """A form asks each time: whoever steps back by it is not let in again by what was found before."""
    colleague = make_staff(Role.CASEWORKER)
    work = CoWorker.objects.create(case=case, user=colleague, added_at=NOW, added_by=colleague)
    client.force_login(colleague)

    answer = client.post(reverse("cases:co_worker_end", args=[case.number, work.pk]), follow=True)

    assert answer.redirect_chain[-1][0] != case.get_absolute_url() or answer.status_code == 403


def test_a_page_asks_once(client, case, caseworker, count_queries):
    client.force_login(caseworker)
    client.get(case.get_absolute_url())

    with count_queries() as queries, need_to_know.remembering():
        assert sees(caseworker) == sees(caseworker) == [case]

    # The keys, and each time the cases.
    assert len(queries) == 3
