from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "rusmiddel.standards"
    label = "standards"
