"""The one way to show a list: filtered, sorted, paged, and exported exactly as shown.

A table class names its columns; a view hands it a queryset and the request.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property
from openpyxl import Workbook

PAGE_SIZE = 50
CHUNK = 1000
# A spreadsheet takes a cell that begins so for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its heading, how a row's value is found, what it is sorted by, where it links."""

    key: str
    label: str
    value: Callable[[Any], Any]
    order: Sequence[str] = ()
    link: Callable[[Any], str] | None = None
    is_number: bool = False
    keeps_together: bool = False
    # Template for the cell where text alone is not enough; it gets `row` and `value`.
    template: str = ""


@dataclass(frozen=True, kw_only=True)
class Heading:
    column: Column
    path: str
    sort: str


class Table:
    """A list of rows. Subclasses set `columns`, `file_name`, `empty`, and optionally `filter_form`."""

    columns: ClassVar[Sequence[Column]]
    file_name: ClassVar[str]
    caption: ClassVar[str]
    empty: ClassVar[str] = "Ingen rækker."
    default_sort: ClassVar[str] = ""
    filter_form: ClassVar[type[forms.Form] | None] = None

    def __init__(self, request: HttpRequest, rows: QuerySet[Any], **context: Any) -> None:
        self.request = request
        self.context = context
        self.all_rows = rows

    def filtered(self, rows: QuerySet[Any], cleaned: dict[str, Any]) -> QuerySet[Any]:
        """The rows that the filter form asks for."""
        return rows

    def prepared(self, rows: Sequence[Any]) -> Sequence[Any]:
        """The rows with what their cells show and the query cannot give; one page or one chunk at a time."""
        return rows

    @cached_property
    def form(self) -> forms.Form | None:
        return self.filter_form(self.request.GET or None) if self.filter_form else None

    @cached_property
    def rows(self) -> QuerySet[Any]:
        rows = self.all_rows
        if self.form is not None and self.form.is_bound:
            self.form.is_valid()
            rows = self.filtered(rows, self.form.cleaned_data)
        elif self.form is not None:
            rows = self.filtered(rows, {})
        order = self._order
        return rows.order_by(*order) if order else rows

    @cached_property
    def page(self) -> Page[Any]:
        return Paginator(self.rows, PAGE_SIZE).get_page(self.request.GET.get("side"))

    @property
    def sort(self) -> str:
        return self.request.GET.get("sort", self.default_sort)

    @property
    def _order(self) -> list[str]:
        name = self.sort.removeprefix("-")
        column = next((c for c in self.columns if c.key == name and c.order), None)
        if column is None:
            return []
        if not self.sort.startswith("-"):
            return list(column.order)
        return [part.removeprefix("-") if part.startswith("-") else f"-{part}" for part in column.order]

    @property
    def headings(self) -> Iterator[Heading]:
        name = self.sort.removeprefix("-")
        for column in self.columns:
            if not column.order:
                yield Heading(column=column, path="", sort="")
                continue
            descending = self.sort == column.key
            sort = ""
            if name == column.key:
                sort = "ascending" if descending else "descending"
            path = self.path_with(sort=f"-{column.key}" if descending else column.key, side="")
            yield Heading(column=column, path=path, sort=sort or "none")

    @property
    def shown(self) -> Iterator[list[tuple[Column, Any, Any, str]]]:
        """Each row of the page as cells: column, row, value, link."""
        for row in self.prepared(self.page.object_list):
            yield [
                (column, row, column.value(row), column.link(row) if column.link else "")
                for column in self.columns
            ]

    def path_with(self, **changed: str) -> str:
        """This page's address with some of its parameters changed; an empty one is left out."""
        parameters = {**self.request.GET.dict(), **changed}
        return "?" + urlencode({name: value for name, value in parameters.items() if value})

    @property
    def csv_path(self) -> str:
        return self.path_with(export="csv", side="")

    @property
    def xlsx_path(self) -> str:
        return self.path_with(export="xlsx", side="")

    @property
    def next_path(self) -> str:
        return self.path_with(side=str(self.page.next_page_number())) if self.page.has_next() else ""

    @property
    def previous_path(self) -> str:
        return (
            self.path_with(side=str(self.page.previous_page_number())) if self.page.has_previous() else ""
        )

    def response(self, template: str, **context: Any) -> HttpResponseBase:
        """The page, or the whole list as a file when `?export=` asks for one."""
        export = self.request.GET.get("export")
        if export == "csv":
            return self._csv()
        if export == "xlsx":
            return self._xlsx()
        return render(self.request, template, {"table": self, **self.context, **context})

    def _values(self) -> Iterator[list[Any]]:
        remaining = iter(_streamed(self.rows))
        while chunk := list(islice(remaining, CHUNK)):
            for row in self.prepared(chunk):
                yield [column.value(row) for column in self.columns]

    def _csv(self) -> StreamingHttpResponse:
        writer = csv.writer(_Echo(), delimiter=";")

        def lines() -> Iterator[str]:
            # Excel needs the mark to read the file as UTF-8.
            yield "\ufeff" + writer.writerow([column.label for column in self.columns])
            for values in self._values():
                yield writer.writerow([as_text(value) for value in values])

        response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self._dated_name}.csv"'
        return response

    def _xlsx(self) -> HttpResponse:
        book = Workbook(write_only=True)
        sheet = book.create_sheet(self.caption[:31])
        sheet.append([column.label for column in self.columns])
        for values in self._values():
            sheet.append([as_cell(value) for value in values])
        file = BytesIO()
        book.save(file)
        response = HttpResponse(file.getvalue(), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{self._dated_name}.xlsx"'
        return response

    @property
    def _dated_name(self) -> str:
        return f"{self.file_name}-{timezone.localdate():%Y-%m-%d}"


class _Echo:
    """A file that gives back what is written to it, so that rows stream."""

    def write(self, text: str) -> str:
        return text


def _streamed(rows: QuerySet[Model]) -> Iterable[Any]:
    return rows.iterator(chunk_size=CHUNK)


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def as_text(value: Any) -> str:
    """A value as it stands in a CSV file."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d-%m-%Y %H.%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, int | float):
        return str(value).replace(".", ",")
    return harmless(str(value))


def as_cell(value: Any) -> Any:
    """A value as it stands in a spreadsheet: dates and numbers stay what they are."""
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None)
    if value is None or isinstance(value, date | int | float):
        return value
    return harmless(str(value))
