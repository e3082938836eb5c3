"""An OpenID Connect provider on loopback in a process of its own: the one of django-allauth (oauthlib, PyJWT).

    python oidc_service.py FOLDER PORT REDIRECT

It knows the person `olena` and the client `goodoffices`; both secrets are `SECRET`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

SECRET = "a secret of the test"


class Silent(WSGIRequestHandler):
    """Requests are not printed."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def main(folder: Path, port: int, redirect: str) -> None:
    """Serve until the process is ended."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from django.conf import settings

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    settings.configure(
        SECRET_KEY="x" * 50,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="oidc_service_urls",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "service.db")}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        INSTALLED_APPS=[
            "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
            "allauth", "allauth.account", "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware", "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[{
            "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
            "OPTIONS": {"context_processors": [
                "django.template.context_processors.request", "django.contrib.messages.context_processors.messages",
            ]},
        }],
        SESSION_COOKIE_NAME="service", ACCOUNT_EMAIL_VERIFICATION="none", ACCOUNT_LOGIN_METHODS={"username"},
        USE_TZ=True,
        IDP_OIDC_PRIVATE_KEY=key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode(),
    )  # fmt: skip
    import django

    django.setup()
    from allauth.idp.oidc.models import Client
    from django.contrib.auth import get_user_model
    from django.contrib.auth.hashers import make_password
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    call_command("migrate", verbosity=0, interactive=False)
    get_user_model().objects.create_user("olena", password=SECRET)
    Client.objects.create(
        id="goodoffices", name="Good Offices", secret=make_password(SECRET), scopes="openid\nprofile\nemail",
        redirect_uris=redirect, skip_consent=True,
    )  # fmt: skip
    with make_server("127.0.0.1", port, get_wsgi_application(), handler_class=Silent) as server:
        server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
