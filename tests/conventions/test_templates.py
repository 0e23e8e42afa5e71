"""What a template may not say, so that escaping and the content policy hold."""

import re

import pytest

from tests.conventions.tree import name, templates

FORBIDDEN = {
    "switched-off escaping": r"\|\s*safe\b|autoescape\s+false|\bMarkup\(",
    "code in an attribute": r"\bhx-on\b|\son\w+\s*=",
    "a style in an attribute": r"\sstyle\s*=",
    "code in the page": r"<script(?![^>]*\ssrc=)[^>]*>\s*\S|<style\b|javascript:",
    "something from another host": r"(?:src|href|action|hx-\w+)\s*=\s*[\"'](?:https?:)?//",
}
# A page may link to Poison Control or a public page, never load from there.
MAY_LINK = re.compile(r"<a\b[^>]*\shref\s*=\s*[\"']https://[^>]*>", re.IGNORECASE)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what], re.IGNORECASE)
    found = {
        name(path)
        for path in templates()
        if pattern.search(MAY_LINK.sub("", path.read_text("utf-8")))
    }
    assert not found
