"""All that somebody has to keep, where Min dag shows only the most pressing."""

from rusmiddel.deadlines.models import Deadline
from rusmiddel.tables import Column, Table


class MyDeadlineTable(Table):
    """The deadlines of one person that are overdue or soon due, the earliest first."""

    columns = (
        Column(
            key="frist",
            label="Frist",
            value=lambda deadline: deadline.due_on,
            order=("due_on",),
            keeps_together=True,
        ),
        Column(
            key="sag",
            label="Sag",
            value=lambda deadline: deadline.case.number,
            order=("case__number",),
            link=lambda deadline: deadline.case.get_absolute_url(),
            keeps_together=True,
        ),
        Column(
            key="borger",
            label="Borger",
            value=lambda deadline: deadline.case.citizen.display_name,
            order=("case__citizen__sort_key", "due_on"),
        ),
        Column(key="hvad", label="Hvad", value=Deadline.get_kind_display, order=("kind", "due_on")),
    )
    file_name = "mine-frister"
    caption = "Mine frister"
    empty = "Du har ingen frister, der er overskredet eller udløber de nærmeste dage."
    default_sort = "frist"
