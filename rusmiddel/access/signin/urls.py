"""The names are allauth's, which it looks its pages up by; the addresses are ours."""

from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import path
from django.views.decorators.http import require_safe

from rusmiddel.access.signin import views
from rusmiddel.access.signin.views import page
from rusmiddel.access.views import sign_out

urlpatterns = [
    path("log-ind/", views.sign_in, name="account_login"),
    path("log-ud/", sign_out, name="account_logout"),
    path("log-ind/kode/", page(views.CodePage), name="mfa_authenticate"),
    path(
        "log-ind/kommunen/",
        require_safe(openid_connect.login),
        {"provider_id": "kommunen"},
        name="openid_connect_login",
    ),
    path(
        "log-ind/kommunen/svar/",
        require_safe(openid_connect.callback),
        {"provider_id": "kommunen"},
        name="openid_connect_callback",
    ),
    path("min-adgang/", views.own_access, name="mfa_index"),
    path("min-adgang/bekraeft/", page(views.PasswordAgainPage), name="account_reauthenticate"),
    path("min-adgang/bekraeft/kode/", page(views.CodeAgainPage), name="mfa_reauthenticate"),
    path("min-adgang/bekraeft/noegle/", page(views.PasskeyAgainPage), name="mfa_reauthenticate_webauthn"),
    path("min-adgang/app/", page(views.SetUpAppPage), name="mfa_activate_totp"),
    path("min-adgang/app/fjern/", page(views.RemoveAppPage), name="mfa_deactivate_totp"),
    path("min-adgang/noegle/", page(views.AddPasskeyPage), name="mfa_add_webauthn"),
    path("min-adgang/noegle/<int:pk>/fjern/", page(views.RemovePasskeyPage), name="mfa_remove_webauthn"),
    path("min-adgang/noedkoder/", page(views.RecoveryCodesPage), name="mfa_view_recovery_codes"),
    path("min-adgang/noedkoder/nye/", page(views.NewRecoveryCodesPage), name="mfa_generate_recovery_codes"),
]
