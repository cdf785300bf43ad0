"""Whatever shows a case writes it down, and what is written down stays."""

import pytest
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from cases.models import Case, Inquiry, TreatmentRequest
from rusmiddel.access import reads
from rusmiddel.access.enums import ReadKind, Role
from rusmiddel.access.middleware import ReadLogMiddleware
from rusmiddel.access.models import ReadLog
from rusmiddel.deadlines.models import Deadline
from tests.access.factories import make_staff
from tests.cases.conftest import clock
from tests.cases.factories import CaseFactory, TreatmentRequestFactory, inquire, load_preset

__all__ = ["clock"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def caseworker():
    return make_staff(Role.CASEWORKER)


def answer(view, user, path="/sager/", **options):
    """What the middleware makes of a request that the view answers."""
    request = RequestFactory().generic(options.pop("method", "GET"), path, **options)
    request.user = user
    request.resolver_match = resolve("/sager/")
    return ReadLogMiddleware(view)(request)


def seen():
    return list(ReadLog.objects.order_by("pk").values_list("case", "kind"))


WAYS = {
    "itself": lambda: list(Case.objects.all()),
    "one": lambda: Case.objects.get(),
    "in pieces": lambda: list(Case.objects.iterator(chunk_size=1)),
    "some of it": lambda: Case.objects.only("number").get(),
    "through its request": lambda: TreatmentRequest.objects.get().case,
    "beside its request": lambda: TreatmentRequest.objects.select_related("case").get(),
    "before its inquiry": lambda: list(Inquiry.objects.prefetch_related("case")),
    "again": lambda: Case.objects.get().refresh_from_db(),
    "by hand": lambda: list(Case.objects.raw("SELECT * FROM cases_case")),
}


@pytest.mark.parametrize("read", WAYS.values(), ids=WAYS)
def test_a_case_is_written_down_however_it_is_read(caseworker, read):
    case = TreatmentRequestFactory().case

    answer(lambda request: HttpResponse(str(read())), caseworker)

    assert seen() == [(case.pk, ReadKind.LISTED)]


def test_a_case_read_many_times_for_one_page_is_one_reading(caseworker):
    CaseFactory()

    answer(lambda request: HttpResponse(str([Case.objects.get() for _ in range(3)])), caseworker)

    assert len(seen()) == 1


def test_a_deadline_shown_with_its_case_is_a_reading_of_the_case(caseworker, clock):
    load_preset("jammerbugt")
    case = inquire(caseworker).case

    answer(
        lambda request: HttpResponse(str([d.case for d in Deadline.objects.select_related("case")])),
        caseworker,
    )

    assert seen() == [(case.pk, ReadKind.LISTED)]


def test_the_case_that_the_page_is_about_was_opened_and_the_others_were_listed(caseworker):
    opened, other = CaseFactory(), CaseFactory()

    def view(request):
        request.opened_case_id = opened.pk
        return HttpResponse(str(list(Case.objects.order_by("pk"))))

    answer(view, caseworker)

    assert seen() == [(opened.pk, ReadKind.OPENED), (other.pk, ReadKind.LISTED)]


def test_what_is_taken_out_of_the_system_is_written_down_as_taken_out(caseworker):
    case = CaseFactory()

    answer(lambda request: HttpResponse(str(Case.objects.get())), caseworker, path="/sager/?export=csv")

    assert seen() == [(case.pk, ReadKind.EXPORTED)]


def test_the_log_says_who_where_and_how(caseworker):
    CaseFactory()

    answer(lambda request: HttpResponse(str(Case.objects.get())), caseworker, method="POST")

    read = ReadLog.objects.get()
    assert (read.user, read.page, read.method) == (caseworker, "cases:case_list", "POST")


def test_what_only_the_system_reads_is_nobodys_reading():
    CaseFactory()

    assert Case.objects.get()
    assert seen() == []


def test_what_one_request_read_is_not_told_of_the_next(caseworker):
    CaseFactory()
    answer(lambda request: HttpResponse(str(Case.objects.get())), caseworker)

    answer(lambda request: HttpResponse(), caseworker)

    assert len(seen()) == 1


def test_collecting_inside_collecting_keeps_them_apart():
    first, second = CaseFactory(), CaseFactory()

    with reads.collecting() as outer:
        with reads.collecting() as inner:
            Case.objects.get(pk=first.pk)
        Case.objects.get(pk=second.pk)

    assert (inner, outer) == ({first.pk}, {second.pk})


def test_when_the_log_cannot_be_written_nothing_is_shown(client, caseworker, clock, monkeypatch):
    load_preset("jammerbugt")
    case = inquire(caseworker).case
    client.force_login(caseworker)

    def fail(**facts):
        raise DatabaseError("no room")

    monkeypatch.setattr(ReadLog, "write", fail)

    with pytest.raises(DatabaseError, match="no room"):
        client.get(case.get_absolute_url())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_readlog SET kind = 'listed'",
        "DELETE FROM access_readlog",
        "TRUNCATE access_readlog",
    ],
)
def test_the_database_lets_nobody_change_the_log(caseworker, statement):
    CaseFactory()
    answer(lambda request: HttpResponse(str(Case.objects.get())), caseworker)

    with connection.cursor() as cursor:
        # What waits for the end of the transaction would be in the way of a TRUNCATE.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="may never be changed or deleted"):
            cursor.execute(statement)
