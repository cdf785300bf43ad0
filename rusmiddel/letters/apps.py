from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "rusmiddel.letters"
    label = "letters"
