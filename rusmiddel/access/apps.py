from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "rusmiddel.access"
    label = "access"
