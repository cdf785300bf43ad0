from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from rusmiddel.exports import FORMULA_STARTS, csv_response, harmless, xlsx_response

ROW = ['Østergård; "Ø"', date(2026, 3, 5), datetime(2026, 3, 5, 9, 15, tzinfo=UTC), -2, Decimal("1.5"), None]
LABELS = ["Navn", "Dag", "Tid", "Dage", "Tal", "Tomt"]


def content(response):
    return b"".join(response.streaming_content)


def test_a_csv_file_opens_in_a_danish_spreadsheet():
    response = csv_response(file_name="sager", labels=LABELS, rows=[ROW])

    text = content(response)
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.decode("utf-8-sig") == (
        'Navn;Dag;Tid;Dage;Tal;Tomt\r\n"Østergård; ""Ø""";05-03-2026;05-03-2026 10:15;-2;1,5;\r\n'
    )
    assert response["Content-Disposition"] == 'attachment; filename="sager.csv"'
    assert "no-store" in response["Cache-Control"]


def test_a_spreadsheet_keeps_dates_and_numbers_as_what_they_are():
    book = load_workbook(BytesIO(content(xlsx_response(file_name="sager", labels=LABELS, rows=[ROW]))))

    labels, row = book.active.iter_rows(values_only=True)
    assert list(labels) == LABELS
    assert row[1:] == (datetime(2026, 3, 5), datetime(2026, 3, 5, 10, 15), -2, 1.5, None)


@pytest.mark.parametrize("start", [*FORMULA_STARTS, " =", "\u00a0+"])
def test_no_cell_becomes_a_formula(start):
    evil = f'{start}HYPERLINK("http://x")'

    row = content(csv_response(file_name="x", labels=["A"], rows=[[evil]])).decode("utf-8-sig")
    book = load_workbook(BytesIO(content(xlsx_response(file_name="x", labels=["A"], rows=[[evil]]))))

    assert row.splitlines()[1].lstrip('"').startswith("'")
    assert book.active["A2"].data_type == "s"
    assert book.active["A2"].value.startswith("'")


@given(st.text())
def test_harmless_text_never_begins_as_a_formula(text):
    assert not harmless(text).lstrip().startswith(("=", "+", "-", "@"))


def test_characters_that_no_spreadsheet_can_hold_are_left_out():
    assert content(xlsx_response(file_name="x", labels=["A"], rows=[["a\x00b\x0bc"]]))


def test_rows_are_written_as_they_are_fetched():
    fetched = []

    def rows():
        for number in range(3):
            fetched.append(number)
            yield [number]

    chunks = iter(csv_response(file_name="x", labels=["A"], rows=rows()).streaming_content)
    next(chunks), next(chunks), next(chunks)

    assert fetched == [0]
