from django.urls import path

from rusmiddel.standards import views

app_name = "standards"

urlpatterns = [
    path("standard/", views.standard_page, name="standard"),
    path("standard/indlaes/", views.load_page, name="load"),
]
