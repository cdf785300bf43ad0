from django.urls import path

from rusmiddel.deadlines import views

app_name = "deadlines"
urlpatterns = [
    path("beskeder/", views.notice_list, name="notice_list"),
    path("beskeder/laest/", views.notice_read_all, name="notice_read_all"),
    path("beskeder/<int:pk>/laest/", views.notice_read, name="notice_read"),
]
