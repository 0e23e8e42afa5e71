"""A visitor who checks each page: one heading, its title, ids, forms, language, the 911 button."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html.parser import HTMLParser

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.store import sealed
from portal.store.engine import transaction
from portal.store.sessions import WebSession

Typed = Mapping[str, str | list[str]]
HTMX = {"HX-Request": "true"}
VOID = {"input", "meta", "link", "br", "hr", "img"}


@dataclass
class Form:
    """A form as a browser would send it: fields with their values, buttons apart."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.fields if key == name]


class Page(HTMLParser):
    """One page, read. `whole` is False for a part that htmx asked for."""

    def __init__(self, answer: TestResponse, *, whole: bool = True) -> None:
        super().__init__(convert_charrefs=True)
        self.answer = answer
        self.status = answer.status_code
        self.html = answer.get_data(as_text=True)
        self.forms: list[Form] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[str] = []
        self.title = ""
        # A heading that names a disease or a medicine says so, and stays out of the tab.
        self.heading_apart = False
        self.language: str | None = None
        self.direction: str | None = None
        self._open: list[tuple[str, Mapping[str, str | None]]] = []
        self._text: list[str] = []
        self._main: list[str] = []
        self._select: tuple[str, str | None] | None = None
        self.feed(self.html)
        if whole:
            self.check()

    @property
    def text(self) -> str:
        """What can be read on it, on one line."""
        return " ".join(" ".join(self._text).split())

    @property
    def main(self) -> str:
        """The text between the header and the footer."""
        return " ".join(" ".join(self._main).split())

    def form(self, action: str) -> Form:
        """The form whose address holds these words."""
        found = [form for form in self.forms if action in form.action]
        assert found, f"no form to {action!r} among {[form.action for form in self.forms]}"
        return found[0]

    def check(self) -> None:
        assert len(self.headings) == 1, f"one h1, not {self.headings}"
        apart = self.heading_apart or self.title.startswith(self.headings[0])
        assert self.title and apart, (self.title, self.headings)
        twice = {one for one in self.ids if self.ids.count(one) > 1}
        assert not twice, f"ids twice: {twice}"
        assert self.language and self.direction in ("ltr", "rtl")
        assert "tel:911" in self.links, "no button to call 911"
        for form in self.forms:
            assert form.action, "a form without an address"
            if form.method == "post":
                assert form.values("csrf_token"), f"no token in the form to {form.action}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in VOID:
            self._open.append((tag, given))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "html":
            self.language, self.direction = given.get("lang"), given.get("dir")
        elif tag == "a":
            self.links.append(given.get("href") or "")
        elif tag == "h1":
            self.headings.append("")
            self.heading_apart = "data-apart-from-title" in given
        elif tag == "form":
            self.forms.append(Form(given.get("action") or "", given.get("method") or "get"))
        elif self.forms and self._inside("form"):
            self._control(tag, given)

    def _control(self, tag: str, given: Mapping[str, str | None]) -> None:
        form, name, value = self.forms[-1], given.get("name") or "", given.get("value") or ""
        if tag == "input" and name:
            on = given.get("type") not in ("radio", "checkbox") or "checked" in given
            form.fields += [(name, value)] if on else []
        elif tag == "button" and name:
            form.buttons.append((name, value))
        elif tag == "select":
            self._select = (name, None)
        elif tag == "option" and self._select:
            if self._select[1] is None or "selected" in given:
                self._select = (self._select[0], value)
        elif tag == "textarea":
            form.fields.append((name, ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open[-1][0] != tag:
            self._open.pop()
        if self._open:
            self._open.pop()
        if tag == "select" and self._select:
            self.forms[-1].fields.append((self._select[0], self._select[1] or ""))
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._inside("title"):
            self.title += data
        elif self._inside("h1"):
            self.headings[-1] = (self.headings[-1] + data).strip()
        elif self._inside("textarea") and self.forms:
            name, value = self.forms[-1].fields.pop()
            self.forms[-1].fields.append((name, value + data))
        if not (self._inside("script") or self._inside("title")):
            self._text.append(data)
            if self._inside("main"):
                self._main.append(data)

    def _inside(self, tag: str) -> bool:
        return any(name == tag for name, _ in self._open)


class Visitor:
    """A browser of its own cookies. It follows a redirect as a browser does, one step at a time."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()

    def get(self, address: str, *, status: int = 200) -> Page:
        return self._page(self.client.get(address, follow_redirects=True), status)

    def press(
        self, page: Page, action: str, button: tuple[str, str] | None = None,
        typed: Typed | None = None, status: int = 200,
    ) -> Page:
        """Fill in a form of the page, press a button, and land where it leads."""
        answer = self.post(page, action, button, typed)
        if 300 <= answer.status_code < 400:
            answer = self.client.get(answer.headers["Location"], follow_redirects=True)
        return self._page(answer, status)

    def post(
        self, page: Page, action: str, button: tuple[str, str] | None = None,
        typed: Typed | None = None, htmx: bool = False,
    ) -> TestResponse:
        """As `press`, but gives the first answer as it comes."""
        form = page.form(action)
        assert button is None or button in form.buttons, f"no button {button} in {form.buttons}"
        data: dict[str, list[str]] = {}
        for name, value in form.fields:
            data.setdefault(name, []).append(value)
        for name, given in (typed or {}).items():
            data[name] = [given] if isinstance(given, str) else given
        if button:
            data[button[0]] = [button[1]]
        return self.client.post(form.action, data=data, headers=HTMX if htmx else {})

    def sign_in(
        self, caregiver_id: str, now: datetime, *, fresh: bool = True, days: int = 30
    ) -> "Visitor":
        """Sign in without a code, as if it had been typed at `now`."""
        token = secrets.token_urlsafe(16)
        with self.app.app_context(), transaction() as session:
            session.add(
                WebSession(
                    token_index=sealed.index(token),
                    caregiver_id=caregiver_id,
                    created_at=now,
                    seen_at=now,
                    idle_ends_at=now + timedelta(days=days),
                    ends_at=now + timedelta(days=days),
                    fresh_until=now + timedelta(minutes=30) if fresh else None,
                )
            )
        self.client.set_cookie("visit", token)
        return self

    def _page(self, answer: TestResponse, status: int) -> Page:
        assert answer.status_code == status, answer.get_data(as_text=True)[:500]
        return Page(answer)
