"""Which addresses a form may send the browser on to: pages of this site only."""

from urllib.parse import urlsplit


def inside(address: str | None) -> str | None:
    """The address when it is a path of this site, else None: "//host" and "/\\host" are not."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    parts = urlsplit(address)
    clean = not parts.scheme and not parts.netloc and address.isprintable()
    return address if clean and "\\" not in address else None
