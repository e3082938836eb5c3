"""Which accounts have a password that was made up for them, and until when it is good."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class FirstPassword(models.Model):
    """One such account; `until` in seconds UTC. It goes when its owner chooses a password."""

    user: models.OneToOneField[Any, Any] = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True
    )
    until: models.BigIntegerField[Any, Any] = models.BigIntegerField()
