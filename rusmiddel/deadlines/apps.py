from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "rusmiddel.deadlines"
    label = "deadlines"
