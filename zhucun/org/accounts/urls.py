"""Addresses of log-in, one's own account, and the keeping of accounts."""

from django.urls import path

from zhucun.org.accounts import entrance

app_name = "accounts"
urlpatterns = [
    path("login/", entrance.log_in, name="log_in"),
    path("logout/", entrance.log_out, name="log_out"),
    path("account/", entrance.me, name="me"),
    path("account/check/", entrance.check, name="check"),
    path("account/password/", entrance.password, name="password"),
]
