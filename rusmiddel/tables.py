"""The one way to show a list: narrowed, sorted, paged, and taken out as a spreadsheet exactly as shown.

A table class names its columns; a view hands it the request and the rows the user may see. The cells are
written by plain Python and not by a template, because a list of 50 rows has some 400 of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from html import escape
from itertools import islice
from typing import Any, ClassVar

from django import forms
from django.db.models import F, QuerySet
from django.db.models.expressions import Expression, OrderBy
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.template.loader import get_template
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe

from rusmiddel import danish_dates
from rusmiddel.access.saved_filter import kept_of
from rusmiddel.exports import EXPORTS
from rusmiddel.numbers import key_in

PAGE_SIZE = 50
CHUNK = 1000
# Counting further costs more than it tells, and nobody pages through ten thousand rows.
MOST_COUNTED = 10_000
NOTHING = "–"
# What htmx gets: the page without everything around the list.
PART = "partials/_list.html"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its heading, how a row's value is found, what it is sorted by, where it links."""

    key: str
    label: str
    value: Callable[[Any], Any]
    # Field names, "-name" or expressions; without them the column cannot be sorted.
    order: Sequence[str | Expression] = ()
    # The column may be empty, and the empty rows come last whichever way it is sorted.
    nullable: bool = False
    link: Callable[[Any], str] | None = None
    # overdue, soon, kept, running, neutral: the value as a badge; "" for none.
    state: Callable[[Any], str] | None = None
    is_number: bool = False
    keeps_together: bool = False
    # Template for the cell where text alone is not enough; it gets `row` and `value`.
    template: str = ""
    # What a spreadsheet gets where it differs from the page.
    export: Callable[[Any], Any] | None = None

    def cell(self, row: Any, today: date) -> str:
        """The value of a row as a table cell; everything in it is escaped."""
        value = self.value(row)
        if self.template:
            text: str = get_template(self.template).render({"row": row, "value": value})
        else:
            text = shown(value, today)
            if self.state is not None and text and (state := self.state(row)):
                text = f'<span class="badge badge--{_escaped(state)}">{text}</span>'
            if self.link is not None and (path := self.link(row)):
                text = f'<a href="{_escaped(path)}">{text}</a>'
        # On a telephone the row is stacked, and each value says what it is.
        label = f' data-label="{_escaped(self.label)}"'
        if self.is_number:
            return f'<td class="number nowrap"{label}>{text}</td>'
        if self.keeps_together or isinstance(value, date):
            return f'<td class="nowrap"{label}>{text}</td>'
        return f"<td{label}>{text}</td>"

    def exported(self, row: Any) -> Any:
        return (self.export or self.value)(row)

    def ordering(self, *, turned: bool) -> list[OrderBy]:
        return [self._ordered(part, turned=turned) for part in self.order]

    def _ordered(self, part: str | Expression, *, turned: bool) -> OrderBy:
        backwards = isinstance(part, str) and part.startswith("-")
        expression = F(part.removeprefix("-")) if isinstance(part, str) else part
        # Said only where it matters: an index is not used for an order that it does not have.
        return OrderBy(expression, descending=backwards != turned, nulls_last=True if self.nullable else None)


def _escaped(value: Any) -> str:
    if hasattr(value, "__html__"):
        return str(value.__html__())
    return escape(str(value))


def shown(value: Any, today: date) -> str:
    """A value as a list shows it, escaped."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, str):
        return _escaped(value)
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, datetime):
        day = danish_dates.short_date(danish_dates.day_of(value), today=today)
        return f"{day} {danish_dates.clock(value)}"
    if isinstance(value, date):
        return danish_dates.short_date(value, today=today)
    if isinstance(value, int | float | Decimal):
        return danish_dates.number(value)
    return _escaped(value)


@dataclass(frozen=True, kw_only=True)
class Heading:
    column: Column
    # Where a click leads; "" where the column cannot be sorted.
    path: str
    sort: str


@dataclass(frozen=True, kw_only=True)
class SavedChoice:
    """A saved filter of the list, and whether it is what the list shows."""

    pk: int
    name: str
    path: str
    is_current: bool


class Table:
    """A list of rows. Subclasses set `columns`, `file_name`, `caption`, `empty`; optionally `filter_form`."""

    columns: ClassVar[Sequence[Column]]
    file_name: ClassVar[str]
    # What the list is, for those who do not see the heading.
    caption: ClassVar[str]
    empty: ClassVar[str] = "Her er ikke noget endnu."
    # The key of a column, with "-" in front for the other way round; "" keeps the order of the rows given.
    default_sort: ClassVar[str] = ""
    filter_form: ClassVar[type[forms.Form] | None] = None

    def __init__(self, request: HttpRequest, rows: QuerySet[Any], **context: Any) -> None:
        self.request = request
        self.context = context
        self.all_rows = rows

    def filtered(self, rows: QuerySet[Any], cleaned: dict[str, Any]) -> QuerySet[Any]:
        """The rows that the filter form asks for; a field filled in wrongly is not in `cleaned`."""
        return rows

    def prepared(self, rows: Sequence[Any]) -> Sequence[Any]:
        """The rows with what their cells show and the query cannot give; one page or one chunk at a time."""
        return rows

    def response(self, template: str, **context: Any) -> HttpResponseBase:
        """The page, the list alone for htmx, or the whole list as a file when `?export=` asks for one."""
        if export := EXPORTS.get(self.request.GET.get("export", "")):
            return export(
                file_name=f"{self.file_name}-{timezone.localdate():%Y-%m-%d}",
                labels=[column.label for column in self.columns],
                rows=self._exported(),
            )
        htmx = getattr(self.request, "htmx", None)
        if htmx and not htmx.history_restore_request:
            template = PART
        response = render(self.request, template, {"table": self, **self.context, **context})
        patch_vary_headers(response, ["HX-Request"])
        return response

    @cached_property
    def form(self) -> forms.Form | None:
        if self.filter_form is None:
            return None
        asked = any(name in self.request.GET for name in self.filter_form.base_fields)
        return self.filter_form(self.request.GET if asked else None)

    @property
    def is_narrowed(self) -> bool:
        """The user has asked for less than the list shows by itself."""
        return self.form is not None and any(self.request.GET.get(name) for name in self.form.fields)

    @cached_property
    def _narrowed(self) -> QuerySet[Any]:
        if self.form is None or not self.form.is_bound:
            return self.filtered(self.all_rows, {})
        self.form.is_valid()
        return self.filtered(self.all_rows, self.form.cleaned_data)

    @cached_property
    def _sorted_by(self) -> tuple[Column | None, bool]:
        """The column the list is sorted by, and whether it is turned round."""
        sortable = {column.key: column for column in self.columns if column.order}
        for asked in (self.request.GET.get("sort", ""), self.default_sort):
            if column := sortable.get(asked.removeprefix("-")):
                return column, asked.startswith("-")
        return None, False

    @cached_property
    def rows(self) -> QuerySet[Any]:
        column, turned = self._sorted_by
        if column is None:
            return self._narrowed if self._narrowed.ordered else self._narrowed.order_by("pk")
        # The key last: rows that are equal keep their place from page to page.
        return self._narrowed.order_by(*column.ordering(turned=turned), "-pk" if turned else "pk")

    @cached_property
    def page_number(self) -> int:
        asked = self.request.GET.get("side", "")
        return min(max(key_in(asked), 1), MOST_COUNTED // PAGE_SIZE)

    @cached_property
    def _fetched(self) -> list[Any]:
        """The page's rows and one more, which tells that there is a next page."""
        start = (self.page_number - 1) * PAGE_SIZE
        return list(self.rows[start : start + PAGE_SIZE + 1])

    @cached_property
    def page_rows(self) -> Sequence[Any]:
        return self.prepared(self._fetched[:PAGE_SIZE])

    @cached_property
    def total(self) -> int:
        """How many rows there are, counted no further than one past MOST_COUNTED."""
        before = (self.page_number - 1) * PAGE_SIZE
        if (self._fetched or not before) and len(self._fetched) <= PAGE_SIZE:
            return before + len(self._fetched)
        # Only the key: what the cells show beside the row itself would otherwise be computed to be counted.
        return self._narrowed.order_by().values("pk")[: MOST_COUNTED + 1].count()

    @cached_property
    def pages(self) -> int:
        return max(1, -(-min(self.total, MOST_COUNTED) // PAGE_SIZE))

    @property
    def total_text(self) -> str:
        """'212', or 'over 10.000'"""
        total = danish_dates.number(min(self.total, MOST_COUNTED))
        return f"over {total}" if self.total > MOST_COUNTED else total

    @property
    def count_text(self) -> str:
        """'12 i alt', or '51–100 af 212'"""
        if self.pages == 1:
            return f"{self.total_text} i alt"
        before = (self.page_number - 1) * PAGE_SIZE
        last = before + len(self._fetched[:PAGE_SIZE])
        return f"{danish_dates.number(before + 1)}–{danish_dates.number(last)} af {self.total_text}"

    @property
    def body(self) -> Iterator[SafeString]:
        """The rows of the page as HTML."""
        today = timezone.localdate()
        for row in self.page_rows:
            cells = "".join([column.cell(row, today) for column in self.columns])
            # Column.cell escapes what it is given.
            yield mark_safe(f"<tr>{cells}</tr>")  # noqa: S308

    @property
    def has_address(self) -> bool:
        """The list can be asked for again by its address: not so the answer to a search, which is posted."""
        return self.request.method in ("GET", "HEAD")

    @property
    def headings(self) -> Iterator[Heading]:
        current, turned = self._sorted_by
        for column in self.columns:
            if not column.order or not self.has_address:
                yield Heading(column=column, path="", sort="")
            elif column is current:
                path = self.path_with(sort=column.key if turned else f"-{column.key}", side="")
                yield Heading(column=column, path=path, sort="descending" if turned else "ascending")
            else:
                yield Heading(column=column, path=self.path_with(sort=column.key, side=""), sort="none")

    def path_with(self, **changed: str) -> str:
        """This page's address with some of its parameters changed; an empty one is left out."""
        parameters = self.request.GET.copy()
        for name, value in changed.items():
            parameters.pop(name, None)
            if value:
                parameters[name] = value
        return f"{self.request.path}?{parameters.urlencode()}"

    @property
    def kept_query(self) -> str:
        """What is chosen, as a saved filter keeps it."""
        return kept_of(self.request.GET)

    @cached_property
    def saved_filters(self) -> list[SavedChoice]:
        """What the user has kept of this list; whoever is nobody in the database has kept nothing."""
        user: Any = self.request.user
        if not self.has_address or user.pk is None:
            return []
        return [
            SavedChoice(
                pk=saved.pk,
                name=saved.name,
                path=f"{self.request.path}?{saved.query}",
                is_current=saved.query == self.kept_query,
            )
            for saved in user.saved_filters.of_list(self.file_name)
        ]

    @property
    def can_be_saved(self) -> bool:
        """Something is chosen that is not kept yet."""
        chosen = self.has_address and bool(self.kept_query)
        return chosen and not any(saved.is_current for saved in self.saved_filters)

    @property
    def csv_path(self) -> str:
        return self.path_with(export="csv", side="") if self.has_address else ""

    @property
    def xlsx_path(self) -> str:
        return self.path_with(export="xlsx", side="") if self.has_address else ""

    @cached_property
    def next_path(self) -> str:
        more = len(self._fetched) > PAGE_SIZE and self.page_number < self.pages and self.has_address
        return self.path_with(side=str(self.page_number + 1)) if more else ""

    @cached_property
    def previous_path(self) -> str:
        if self.page_number == 1 or not self.has_address:
            return ""
        return self.path_with(side=str(min(self.page_number - 1, self.pages)))

    def _exported(self) -> Iterator[list[Any]]:
        remaining = self.rows.iterator(chunk_size=CHUNK)
        while chunk := list(islice(remaining, CHUNK)):
            for row in self.prepared(chunk):
                yield [column.exported(row) for column in self.columns]
