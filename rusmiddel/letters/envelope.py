"""Where the window of the envelope shows the sheet."""

from dataclasses import dataclass
from typing import Self

from django.conf import settings

# The sheet slides in the envelope: text this far from the window's edge is still seen whole, and other
# text at least as far away is not seen at all.
SLACK_MM = 4.0
PAGE_TOP_MM = 20.0
PAGE_SIDE_MM = 24.0
PX_PER_MM = 96 / 25.4


@dataclass(frozen=True)
class Window:
    """A window in millimetres from the top left corner of an A4 sheet."""

    left: float
    top: float
    width: float
    height: float

    @classmethod
    def from_settings(cls) -> Self:
        return cls(*settings.LETTER_WINDOW)

    def holds(self, box: tuple[float, float, float, float]) -> bool:
        """Whether a box in CSS pixels (left, top, right, bottom) is seen whole however the sheet slides."""
        left, top, right, bottom = (edge / PX_PER_MM for edge in box)
        rounding = 0.1
        return (
            left >= self.left + SLACK_MM - rounding
            and top >= self.top + SLACK_MM - rounding
            and right <= self.left + self.width - SLACK_MM + rounding
            and bottom <= self.top + self.height - SLACK_MM + rounding
        )

    # Lengths as CSS reads them; a template would write a Danish comma.

    @property
    def letterhead_height(self) -> str:
        return _mm(self.top + SLACK_MM - PAGE_TOP_MM)

    @property
    def address_indent(self) -> str:
        return _mm(self.left + SLACK_MM - PAGE_SIDE_MM)

    @property
    def address_width(self) -> str:
        return _mm(self.width - 2 * SLACK_MM)

    @property
    def row_height(self) -> str:
        return _mm(self.height)


def _mm(length: float) -> str:
    return f"{length:.2f}mm"
