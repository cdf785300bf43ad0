from offers.models.course import Course
from offers.models.session import Session

__all__ = [
    "Course",
    "Session",
]
