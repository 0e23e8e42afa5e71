"""Keeps and shows: tables, the actions people take, web pages. Never sends a text itself."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import commands, config, language, pages, start
from portal.config import Settings
from portal.store import engine, sealed

ONE_MEGABYTE = 1024 * 1024


def create_app(settings: Settings) -> Flask:
    """Build the web application. Opens no connection and starts no clock.

    Raises `config.NotReady` when `settings.must_be_ready` and something needed is missing.
    """
    app = Flask(__name__)
    app.config.update(
        SETTINGS=settings,
        MAX_CONTENT_LENGTH=ONE_MEGABYTE,
        MAX_FORM_MEMORY_SIZE=ONE_MEGABYTE // 2,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.base_url.startswith("https"),
        WTF_CSRF_TIME_LIMIT=None,
        COMPRESS_MIMETYPES=["text/html", "text/css", "text/javascript", "image/svg+xml"],
        # Files are streamed, and the package leaves gzip out of that: some phones offer no other.
        COMPRESS_ALGORITHM_STREAMING=["zstd", "br", "gzip", "deflate"],
    )
    if settings.trusted_proxies:
        # Only the visitor's address is taken from them: signatures need the configured address.
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.trusted_proxies, x_proto=0, x_host=0
        )
    app.extensions[engine.EXTENSION] = engine.Database(settings.database)
    if settings.has_secrets:
        app.config["SECRET_KEY"] = settings.secrets.session
        sealed.use(sealed.Keyring(settings.secrets.data, settings.secrets.index))
    language.init_app(app, pages.showing.languages_here, pages.showing.reviewed_here)
    pages.init_app(app)
    commands.init_app(app)
    if settings.must_be_ready:
        start.refuse_unless_ready(app)
    return app


__all__ = ["config", "create_app"]
