"""A visitor who has chosen no language reads the one the browser asks for, where it is offered."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("asked", "tag"),
    [
        ("es-MX,es;q=0.9", "es"),
        ("zh-CN,zh;q=0.9,en;q=0.5", "zh-Hans"),
        ("zh-TW", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("ar-EG,en;q=0.8", "ar"),
        ("vi", "vi"),
        ("ko,en;q=0.5", "en"),
        ("ko", "en"),
        ("", "en"),
    ],
)
def test_the_browser_decides_until_somebody_chooses(
    client: FlaskClient, asked: str, tag: str
) -> None:
    page = client.get("/sign-in", headers={"Accept-Language": asked}).get_data(as_text=True)
    assert f'<html lang="{tag}"' in page
