from django.urls import path

from rusmiddel.health.views import health

app_name = "health"
urlpatterns = [path("health/", health, name="health")]
