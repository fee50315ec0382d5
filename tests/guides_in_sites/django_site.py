"""The Django site around the how-to's files: `python django_site.py FOLDER PORT`.

It has a buyer whose session is printed, and one page. It runs in a process of its own, as Django has one setting for all.
"""

from __future__ import annotations

import json
import secrets
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(sys.argv[1])
sys.path.insert(0, str(FOLDER))


def configure() -> None:
    from django.conf import settings
    from guidance.policy import CONTENT_SECURITY_POLICY
    from guidance.settings import GUIDANCE

    auth = "django.contrib.auth.context_processors.auth"
    request = "django.template.context_processors.request"
    settings.configure(
        SECRET_KEY=secrets.token_hex(),
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "site.sqlite3"}},
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "csp"],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "csp.middleware.CSPMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [FOLDER / "templates"],
                "OPTIONS": {"context_processors": [request, auth, "guidance.reader.guidance"]},
            }
        ],
        CONTENT_SECURITY_POLICY=CONTENT_SECURITY_POLICY,
        GUIDANCE=GUIDANCE,
    )


def session_of_a_buyer() -> str:
    from django.contrib.auth.models import Group, User
    from django.test import Client

    buyer = User.objects.create_user("buyer")
    buyer.groups.add(Group.objects.create(name="buyer"))
    client = Client()
    client.force_login(buyer)
    return str(client.cookies["sessionid"].value)


def quote(request: Any, number: str) -> Any:
    from django.shortcuts import render

    return render(request, "quote.html", {"number": number, "refused": request.method == "POST"})


def main() -> None:
    configure()
    import django
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from django.urls import path
    from waitress import serve

    django.setup()
    globals()["urlpatterns"] = [path("requests/<str:number>/quote", quote)]
    call_command("migrate", verbosity=0, interactive=False)
    application = get_wsgi_application()
    sys.stdout.write(json.dumps({"session": session_of_a_buyer()}) + "\n")
    sys.stdout.flush()
    serve(application, host="127.0.0.1", port=int(sys.argv[2]), ident=None, _quiet=True)


if __name__ == "__main__":
    main()
