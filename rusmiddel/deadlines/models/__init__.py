from rusmiddel.deadlines.models.deadline import Deadline, DeadlineChange
from rusmiddel.deadlines.models.notice import Mail, Notice
from rusmiddel.deadlines.models.run import Drift, WatchRun

__all__ = ["Deadline", "DeadlineChange", "Drift", "Mail", "Notice", "WatchRun"]
