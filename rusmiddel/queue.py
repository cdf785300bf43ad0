"""Work is handed to the worker when it is stored; a broker that is down costs some minutes and no work."""

from celery import Task
from django.db import transaction


def hand_to_worker(task: Task, key: int) -> None:
    """Let the worker run the task when the transaction is committed.

    What cannot be sent is logged, and taken up again from its row (`tasks.resume`).
    """

    def send() -> None:
        task.apply_async([key], retry=False)

    transaction.on_commit(send, robust=True)
