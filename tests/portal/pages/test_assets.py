"""Static files travel compressed to every browser that can take it, and are kept for a year."""

import gzip

import pytest
from flask.testing import FlaskClient

SCRIPT = "/static/vendor/htmx-2.0.11/htmx.min.js"
BARE = "identity"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Files do not depend on the kind of database."""
    return sqlite_url


def test_a_browser_that_offers_gzip_alone_gets_gzip(client: FlaskClient) -> None:
    plain = client.get(SCRIPT, headers={"Accept-Encoding": BARE}).data
    packed = client.get(SCRIPT, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain and len(packed.data) < len(plain) / 2


@pytest.mark.parametrize("offered", ["gzip, deflate", "gzip, deflate, br, zstd", "br"])
def test_every_offer_of_a_browser_is_taken_up(client: FlaskClient, offered: str) -> None:
    answer = client.get(SCRIPT, headers={"Accept-Encoding": offered})
    assert answer.headers["Content-Encoding"] in offered.split(", ")
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_browser_that_offers_nothing_gets_the_file_as_it_is(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get(SCRIPT, headers={"Accept-Encoding": BARE}).headers


def test_an_address_with_its_digest_is_kept_for_a_year(client: FlaskClient) -> None:
    assert "immutable" in client.get(f"{SCRIPT}?v=0").headers["Cache-Control"]
    assert "immutable" not in client.get(SCRIPT).headers["Cache-Control"]
