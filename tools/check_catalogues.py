"""Compare the catalogues with the words in the source; `--update` brings them up to date.

Creation dates and line numbers do not count. It translates nothing.
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from portal.language import OFFERED

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "portal" / "translations"
SOURCE_LANGUAGE = "en"


def extract() -> Catalog:
    """The words that stand in the source now."""
    pybabel = Path(sys.executable).with_name("pybabel")
    folders = [name for name in ("study", "portal", "sms") if (ROOT / name).is_dir()]
    with tempfile.TemporaryDirectory() as place:
        words = Path(place) / "messages.pot"
        subprocess.run(
            [pybabel, "--quiet", "extract", "-F", "babel.cfg", "-k", "lazy_gettext",
             "-k", "lazy_ngettext:1,2", "-k", "lazy_pgettext:1c,2", "-o", words, *folders],
            cwd=ROOT, check=True,
        )
        return read_po(io.BytesIO(words.read_bytes()))


def is_translated(message: Message) -> bool:
    """True when every form of the message has words."""
    forms = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(forms)


def faults(catalogue: Catalog, source: Catalog) -> list[str]:
    """What keeps this catalogue from being complete, one line each."""
    found = []
    for message in source:
        if not message.id:
            continue
        ours = catalogue.get(message.id, message.context)
        if ours is None:
            found.append(f"not in the catalogue: {message.id!r}")
        elif not is_translated(ours):
            found.append(f"not translated: {message.id!r}")
        elif ours.fuzzy:
            found.append(f"fuzzy, nobody has read it: {message.id!r}")
        else:
            found += [f"{error}: {message.id!r}" for error in ours.check(catalogue)]
    for message in catalogue:
        if message.id and source.get(message.id, message.context) is None:
            found.append(f"no longer in the source: {message.id!r}")
    return found


def update(path: Path, catalogue: Catalog, source: Catalog) -> None:
    """Write the catalogue with the source's messages, kept translations and no line numbers."""
    date = catalogue.revision_date
    catalogue.update(source, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.revision_date = date
    with path.open("wb") as file:
        write_po(file, catalogue, width=96, sort_by_file=True, include_lineno=False)


def main(arguments: list[str]) -> int:
    """Check or update every catalogue; 1 when a language that is offered is not complete."""
    source = extract()
    incomplete = set()
    found = set()
    for path in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po")):
        language = path.parent.parent.name
        found.add(language)
        catalogue = read_po(io.BytesIO(path.read_bytes()), locale=language)
        if "--update" in arguments:
            update(path, catalogue, source)
        for line in faults(catalogue, source):
            incomplete.add(language)
            sys.stdout.write(f"{language}: {line}\n")
    missing = set(OFFERED) - {SOURCE_LANGUAGE} - found
    sys.stdout.writelines(f"{language}: offered, and has no catalogue\n" for language in missing)
    failed = bool(missing or incomplete & set(OFFERED))
    if failed:
        sys.stdout.write("Run `make translations`, then translate what is listed.\n")
    return int(failed and "--update" not in arguments)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
