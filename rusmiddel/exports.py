"""Rows as a spreadsheet file, written while it is sent, and safe to open."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from tempfile import TemporaryFile
from typing import Any

from django.http import HttpResponseBase, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from rusmiddel.danish_dates import in_copenhagen

# A cell that begins so is a formula to a spreadsheet, whoever wrote it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
CHUNK = 64 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def harmless(text: str) -> str:
    """Text that a spreadsheet takes for text."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    starts = text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)
    return f"'{text}" if starts else text


def written(value: Any) -> str:
    """A value as a Danish spreadsheet reads it from a text file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, datetime):
        return f"{_local(value):%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, int | float | Decimal):
        return str(value).replace(".", ",")
    return harmless(str(value))


def csv_response(*, file_name: str, labels: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponseBase:
    """Semicolons and a byte order mark: what a Danish Excel opens without asking."""
    return _attachment(_csv_lines(labels, rows), "text/csv; charset=utf-8", f"{file_name}.csv")


def xlsx_response(
    *, file_name: str, labels: Sequence[str], rows: Iterable[Sequence[Any]]
) -> HttpResponseBase:
    return _attachment(_xlsx_chunks(labels, rows), XLSX, f"{file_name}.xlsx")


# What `?export=` may ask for.
EXPORTS: dict[str, Callable[..., HttpResponseBase]] = {"csv": csv_response, "xlsx": xlsx_response}


def _attachment(content: Iterator[bytes], content_type: str, file_name: str) -> HttpResponseBase:
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name}"',
        "Cache-Control": "no-store, private",
    }
    return StreamingHttpResponse(content, content_type=content_type, headers=headers)


class _Line:
    """What csv.writer writes to: it hands the line back in place of storing it."""

    def write(self, text: str) -> bytes:
        return text.encode()


def _csv_lines(labels: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    writer = csv.writer(_Line(), delimiter=";")
    yield b"\xef\xbb\xbf"
    yield writer.writerow([harmless(label) for label in labels])
    for row in rows:
        yield writer.writerow([written(value) for value in row])


def _xlsx_chunks(labels: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Liste")
    sheet.freeze_panes = "A2"
    heading = []
    for label in labels:
        cell = WriteOnlyCell(sheet, value=harmless(label))
        cell.font = Font(bold=True)
        heading.append(cell)
    sheet.append(heading)
    for row in rows:
        sheet.append([_spreadsheet_value(sheet, value) for value in row])
    with TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


def _spreadsheet_value(sheet: Any, value: Any) -> Any:
    if value is None or (isinstance(value, int | float | Decimal) and not isinstance(value, bool)):
        return value
    if isinstance(value, datetime):
        return _dated_cell(sheet, _local(value), "dd-mm-yyyy hh:mm")
    if isinstance(value, date):
        return _dated_cell(sheet, datetime.combine(value, time()), "dd-mm-yyyy")
    return written(value)


def _dated_cell(sheet: Any, moment: datetime, shown_as: str) -> Any:
    cell = WriteOnlyCell(sheet, value=moment)
    cell.number_format = shown_as
    return cell


def _local(moment: datetime) -> datetime:
    return in_copenhagen(moment).replace(tzinfo=None) if moment.tzinfo else moment
