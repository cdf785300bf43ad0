from django.urls import path

from rusmiddel.access import filter_views, shortcuts, views
from rusmiddel.access.signin import user_access
from rusmiddel.access.signin import views as signin

app_name = "access"
urlpatterns = [
    path("log-ind/", signin.sign_in, name="sign_in"),
    path("log-ud/", views.sign_out, name="sign_out"),
    path("adgangskode/", views.own_password, name="own_password"),
    path("min-adgang/tid/", signin.session_left, name="session_left"),
    path("min-adgang/afslut/", signin.session_end, name="session_end"),
    path("min-adgang/afslut-andre/", signin.sessions_end_others, name="sessions_end_others"),
    path("genveje/", shortcuts.shortcuts, name="shortcuts"),
    path("filtre/gem/", filter_views.filter_save, name="filter_save"),
    path("filtre/<int:pk>/fjern/", filter_views.filter_remove, name="filter_remove"),
    path("brugere/", views.user_list, name="user_list"),
    path("brugere/ny/", views.user_new, name="user_new"),
    path("brugere/<int:pk>/", views.user_edit, name="user_edit"),
    path("brugere/<int:pk>/adgangskode/", views.user_password, name="user_password"),
    path("brugere/<int:pk>/laas-op/", user_access.unlock, name="user_unlock"),
    path("brugere/<int:pk>/nulstil/", user_access.reset_second_factor, name="user_second_factor_reset"),
    path("brugere/<int:pk>/kommunens-login/", user_access.use_municipal_sign_in, name="user_municipal"),
    path("brugere/<int:pk>/luk/", views.user_deactivate, name="user_deactivate"),
    path("brugere/<int:pk>/aabn/", views.user_reactivate, name="user_reactivate"),
]
