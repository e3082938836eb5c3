"""OpenID Connect services that vouch for accounts: django-allauth with every check of OpenID Connect Core 1.0."""
