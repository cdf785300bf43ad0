"""The one way a list is shown, narrowed, sorted, paged and taken out as a spreadsheet.

A list is a subclass of `Table`: its columns, its filter form, and what to say when it is empty. The cells are
written by plain Python and not by a template, because a list of 50 rows has some 400 of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.db.models import F, QuerySet
from django.db.models.expressions import BaseExpression
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from rusmiddel import danish_dates
from rusmiddel.exports import EXPORTS

PAGE_SIZE = 50
# Counting further costs more than it tells; nobody pages through ten thousand rows.
COUNTED_ROWS = 10_000

Value = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """One column: what a row says in it, how it is sorted, and what a spreadsheet gets."""

    key: str
    label: str
    value: Value
    # Field names or expressions; empty: the column cannot be sorted.
    order_by: Sequence[str | BaseExpression] = ()
    # Where the column may be empty, and the empty rows belong last either way.
    nullable: bool = False
    link: Value | None = None
    # The state of the row's value: overdue, soon, kept, running, neutral, or "" for none.
    state: Value | None = None
    numeric: bool = False
    nowrap: bool = False
    # What the spreadsheet gets where it differs from the page.
    export: Value | None = None
    exported: bool = True

    def cell(self, row: Any, today: date) -> str:
        value = self.value(row)
        text = shown(value, today)
        if value is not None and self.state is not None and (state := self.state(row)):
            text = f'<span class="badge badge--{conditional_escape(state)}">{text}</span>'
        if self.link is not None and (url := self.link(row)):
            text = f'<a href="{conditional_escape(url)}">{text}</a>'
        return f"<td{self._class(value)}>{text}</td>"

    def _class(self, value: Any) -> str:
        if self.numeric:
            return ' class="num"'
        return ' class="nowrap"' if self.nowrap or isinstance(value, date) else ""

    def exported_value(self, row: Any) -> Any:
        return (self.export or self.value)(row)

    def ordering(self, descending: bool) -> list[Any]:
        keys = [F(key) if isinstance(key, str) else key for key in self.order_by]
        last = True if self.nullable else None
        return [key.desc(nulls_last=last) if descending else key.asc(nulls_last=last) for key in keys]


def shown(value: Any, today: date) -> str:
    """A value as a list shows it, escaped."""
    if value is None or value == "":
        return "–"
    if isinstance(value, str):
        return str(conditional_escape(value))
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, datetime):
        return f"{danish_dates.short_date(danish_dates.day_of(value), today=today)} {danish_dates.clock(value)}"
    if isinstance(value, date):
        return danish_dates.short_date(value, today=today)
    if isinstance(value, int | float | Decimal):
        return danish_dates.number(value)
    return str(conditional_escape(value))


class TableFilter(forms.Form):
    """What narrows a list. No field is required; one that is filled in wrongly narrows nothing and says so."""

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The rows that fit `wanted`: the fields that hold something."""
        raise NotImplementedError


@dataclass
class Header:
    column: Column
    # "" where the column cannot be sorted.
    url: str
    direction: str


@dataclass
class Table:
    """A list on a page. Subclasses give the columns; `response` answers the page, its part and the exports."""

    request: HttpRequest
    queryset: QuerySet[Any]
    # What the cells need besides the row, such as the standard in force.
    extra: dict[str, Any] = field(default_factory=dict)

    columns: ClassVar[Sequence[Column]] = ()
    filter_class: ClassVar[type[TableFilter] | None] = None
    # What the list is, for those who cannot see the heading.
    caption: ClassVar[str] = ""
    empty: ClassVar[str] = "Der er ingen at vise."
    file_name: ClassVar[str] = "liste"
    # The key of the column the list is sorted by at first, with "-" for descending.
    # Without it the queryset's own order holds.
    default_sort: ClassVar[str] = ""
    template: ClassVar[str] = "partials/table.html"

    def response(self, template: str, context: dict[str, Any] | None = None) -> HttpResponseBase:
        """The whole page, the list alone for htmx, or a file for `?export=csv` and `?export=xlsx`."""
        if export := EXPORTS.get(self.request.GET.get("export", "")):
            return export(
                file_name=f"{self.file_name}-{self.today:%Y-%m-%d}",
                labels=[column.label for column in self.exported_columns],
                rows=self.exported_rows(),
            )
        htmx = getattr(self.request, "htmx", None)
        part = bool(htmx) and not htmx.history_restore_request
        response: HttpResponse = render(
            self.request, self.template if part else template, {**(context or {}), "table": self}
        )
        patch_vary_headers(response, ["HX-Request"])
        return response

    @cached_property
    def today(self) -> date:
        return timezone.localdate()

    @cached_property
    def filter(self) -> TableFilter | None:
        if self.filter_class is None:
            return None
        given = any(name in self.request.GET for name in self.filter_class.base_fields)
        return self.filter_class(self.request.GET if given else None, **self.extra.get("filter", {}))

    @cached_property
    def narrowed(self) -> QuerySet[Any]:
        form = self.filter
        if form is None or not form.is_bound:
            return self.queryset
        form.is_valid()
        wanted = {
            name: value for name, value in form.cleaned_data.items() if value not in (None, "", [], False)
        }
        return form.narrow(self.queryset, wanted)

    @cached_property
    def sort(self) -> tuple[Column | None, bool]:
        """The column the list is sorted by, and whether the other way round."""
        asked = self.request.GET.get("sort", self.default_sort)
        by_key = {column.key: column for column in self.columns if column.order_by}
        column = by_key.get(asked.removeprefix("-")) or by_key.get(self.default_sort.removeprefix("-"))
        if column is None:
            return None, False
        chosen = asked if asked.removeprefix("-") == column.key else self.default_sort
        return column, chosen.startswith("-")

    @cached_property
    def sorted(self) -> QuerySet[Any]:
        column, descending = self.sort
        if column is None:
            return self.narrowed if self.narrowed.ordered else self.narrowed.order_by("pk")
        # The primary key last: rows that are equal stay in their place from page to page.
        return self.narrowed.order_by(*column.ordering(descending), "-pk" if descending else "pk")

    @cached_property
    def page_number(self) -> int:
        asked = self.request.GET.get("side", "")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
        return min(max(number, 1), COUNTED_ROWS // PAGE_SIZE)

    @cached_property
    def _fetched(self) -> list[Any]:
        """The page's rows and one more, which tells whether there is a next page."""
        start = (self.page_number - 1) * PAGE_SIZE
        return list(self.sorted[start : start + PAGE_SIZE + 1])

    @property
    def page_rows(self) -> list[Any]:
        return self._fetched[:PAGE_SIZE]

    @cached_property
    def total(self) -> int:
        """How many rows there are, counted no further than COUNTED_ROWS + 1."""
        fetched = len(self._fetched)
        if fetched <= PAGE_SIZE and (fetched or self.page_number == 1):
            return (self.page_number - 1) * PAGE_SIZE + fetched
        return self.narrowed.order_by()[: COUNTED_ROWS + 1].count()

    @property
    def total_text(self) -> str:
        if self.total > COUNTED_ROWS:
            return f"Over {danish_dates.number(COUNTED_ROWS)}"
        return danish_dates.number(self.total)

    @property
    def pages(self) -> int:
        return max(1, -(-min(self.total, COUNTED_ROWS) // PAGE_SIZE))

    @property
    def shown_text(self) -> str:
        """'51–100 af 212'"""
        first = (self.page_number - 1) * PAGE_SIZE
        last = first + len(self.page_rows)
        if self.pages == 1:
            return f"{self.total_text} i alt"
        return f"{danish_dates.number(first + 1)}–{danish_dates.number(last)} af {self.total_text.lower()}"

    @property
    def is_narrowed(self) -> bool:
        return self.filter is not None and self.filter.is_bound

    @property
    def body(self) -> Iterator[SafeString]:
        """The rows as HTML; every cell is escaped where it is written."""
        for row in self.page_rows:
            cells = "".join([column.cell(row, self.today) for column in self.columns])
            yield mark_safe(f"<tr>{cells}</tr>")  # noqa: S308

    @property
    def headers(self) -> list[Header]:
        sorted_by, descending = self.sort
        headers = []
        for column in self.columns:
            if not column.order_by:
                headers.append(Header(column, "", ""))
                continue
            is_current = sorted_by is not None and sorted_by.key == column.key
            turned = f"-{column.key}" if is_current and not descending else column.key
            direction = ("descending" if descending else "ascending") if is_current else ""
            headers.append(Header(column, self.url(sort=turned), direction))
        return headers

    @property
    def previous_url(self) -> str:
        return self.url(side=str(self.page_number - 1)) if self.page_number > 1 else ""

    @property
    def next_url(self) -> str:
        more = len(self._fetched) > PAGE_SIZE and self.page_number < self.pages
        return self.url(side=str(self.page_number + 1)) if more else ""

    @property
    def csv_url(self) -> str:
        return self.url(export="csv")

    @property
    def xlsx_url(self) -> str:
        return self.url(export="xlsx")

    @property
    def cleared_url(self) -> str:
        return self.request.path

    def url(self, **changes: str) -> str:
        """This list with something changed; a new sort begins on page 1."""
        query = self.request.GET.copy()
        query.pop("export", None)
        query.pop("side", None)
        for name, value in changes.items():
            query[name] = value
        return f"?{query.urlencode()}"

    @property
    def exported_columns(self) -> list[Column]:
        return [column for column in self.columns if column.exported]

    def exported_rows(self) -> Iterator[list[Any]]:
        columns = self.exported_columns
        for row in self.sorted.iterator(chunk_size=1000):
            yield [column.exported_value(row) for column in columns]
