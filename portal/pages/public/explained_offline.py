"""The worker that keeps visited explaining pages on the phone, for reading without a signal.

It keeps public pages and static files alone: what it stores is fetched without any cookie.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, current_app, render_template

from portal.pages import access
from study.explained.passages import FOLDER

pages = Blueprint("explained_offline", __name__, url_prefix="/study")


@pages.get("/worker.js")
@access.open_to_all
def worker() -> Response:
    """Its scope is /study/, so that no signed-in page is ever answered by it."""
    root = Path(current_app.root_path)
    places = (FOLDER, root / "templates", root / "static")
    script = render_template("public/explained/worker.js", version=_version(places))
    return Response(script, mimetype="text/javascript")


@lru_cache(maxsize=1)
def _version(places: tuple[Path, ...]) -> str:
    """A digest of the passages, templates and static files; a new one empties the old store."""
    digest = hashlib.sha256()
    for place in places:
        for path in sorted(one for one in place.rglob("*") if one.is_file()):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
