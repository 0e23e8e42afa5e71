"""Pages of the study team: what needs a person now, each family, and the set-up of a site."""

from flask import Flask

from portal.pages.team import (
    alert,
    child,
    doses,
    drafts,
    enrol,
    families,
    go_live,
    people,
    plan,
    questions,
    reading,
    rights,
    rota,
    sign_in,
    site,
    site_blanks,
    staff,
    state,
    tasks,
    text_book,
    words,
    work,
)

MODULES = (
    alert, child, doses, drafts, enrol, families, go_live, people, plan, questions, reading, rights,
    rota, sign_in, site, site_blanks, staff, state, tasks, text_book, work,
)  # fmt: skip


def init_app(app: Flask) -> None:
    """Attach every page of the team."""
    words.init_app(app)
    for module in MODULES:
        app.register_blueprint(module.pages)
