"""The State's sheets: read safely, drafted in whole sentences, followed without undoing anybody's work."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.articles import SPOKEN_SECONDS, speaking_seconds
from knowledge.located import InputError
from knowledge.official_drafts import draft, wording
from knowledge.official_sheets import OfficialSheet, read_sheets, sheet_from_json, sheet_from_xml
from knowledge.safe_xml import parse_xml
from knowledge.service_public import import_service_public, import_sheets, reviewed, to_review
from knowledge.store import KnowledgeStore
from tests.knowledge.valmont import MONDAY, article

WHO = {"who": "import", "at": MONDAY}
SERVICES = ("accueil", "etat-civil", "urbanisme")
TODAY = date(2026, 11, 23)

XML = """<?xml version="1.0" encoding="UTF-8"?>
<Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="F1342" type="Fiche pratique">
  <dc:title>Carte d'identité d'un majeur : renouvellement</dc:title>
  <dc:date>modified 2026-09-15</dc:date>
  <dc:description>Tout ce qu'il faut savoir pour renouveler sa carte.</dc:description>
  <Audience>Particuliers</Audience>
  <FilDAriane>
    <Niveau ID="Particuliers">Accueil particuliers</Niveau>
    <Niveau ID="N19810" type="Theme">Papiers - Citoyenneté</Niveau>
    <Niveau ID="N358" type="Dossier">Carte d'identité</Niveau>
  </FilDAriane>
  <Introduction><Texte>
    <Paragraphe>La carte d'un majeur est valable <MiseEnEvidence>10 ans</MiseEnEvidence>.</Paragraphe>
    <Paragraphe>La demande se fait sur rendez-vous dans une mairie équipée.</Paragraphe>
  </Texte></Introduction>
  <ListeSituations><Situation><Titre>En France</Titre><Texte><Paragraphe>Venez au guichet.</Paragraphe>
    </Texte></Situation></ListeSituations>
  <OuSAdresser ID="R1" type="Local"><Titre>Mairie</Titre><PivotLocal>mairie</PivotLocal></OuSAdresser>
</Publication>
"""


def sheet(**fields) -> OfficialSheet:
    values = {
        "id": "F21244",
        "title": "Passeport d'un mineur : en cas de perte",
        "updated": date(2026, 6, 1),
        "theme": "Papiers - Citoyenneté > Passeport",
        "summary": "En cas de perte, il faut faire une déclaration à la mairie.",
        "intro": "Le nouveau passeport se demande sur rendez-vous.",
        "town_hall": True,
        **fields,
    }
    return OfficialSheet(**values)


def line(**fields) -> str:
    record = {
        "id": "F1",
        "title": "Une fiche",
        "updated": "2020-01-02",
        "mairie": True,
        "summary": "Il faut venir à la mairie avec un papier.",
    }
    return json.dumps({**record, **fields}, ensure_ascii=False)


@pytest.fixture
def store(tmp_path) -> KnowledgeStore:
    return KnowledgeStore(tmp_path / "knowledge.db")


def bring(store: KnowledgeStore, *sheets: OfficialSheet):
    return import_sheets(store, sheets, services=SERVICES, **WHO)


# Reading.


def test_it_reads_the_publishers_xml():
    read = sheet_from_xml(XML.encode())
    assert read == OfficialSheet(
        id="F1342",
        title="Carte d'identité d'un majeur : renouvellement",
        updated=date(2026, 9, 15),
        audience="particuliers",
        theme="Papiers - Citoyenneté > Carte d'identité",
        summary="Tout ce qu'il faut savoir pour renouveler sa carte.",
        intro="La carte d'un majeur est valable 10 ans.\n"
        "La demande se fait sur rendez-vous dans une mairie équipée.",
        town_hall=True,
    )


def test_a_theme_or_a_directory_is_not_a_sheet():
    assert sheet_from_xml(XML.replace("F1342", "N358").encode()) is None
    assert sheet_from_xml(b"<Organisme ID='F1'/>") is None


def test_a_sheet_without_introduction_gives_its_first_paragraphs():
    bare = XML[: XML.index("  <Introduction>")] + "<Texte><Paragraphe>Oui.</Paragraphe></Texte></Publication>"
    read = sheet_from_xml(bare.encode())
    assert read is not None
    assert (read.intro, read.town_hall) == ("Oui.", False)


def test_a_folder_and_an_archive_give_the_same_sheets(tmp_path):
    folder = tmp_path / "fiches"
    (folder / "sous").mkdir(parents=True)
    (folder / "sous" / "F1342.xml").write_text(XML, encoding="utf-8")
    (folder / "N358.xml").write_text(XML.replace("F1342", "N358"), encoding="utf-8")
    archive = tmp_path / "fiches.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.write(folder / "sous" / "F1342.xml", "../../F1342.xml")
        opened.writestr("lisez-moi.txt", "rien")
    assert [found.id for found in read_sheets(folder)] == ["F1342"]
    assert read_sheets(archive) == read_sheets(folder) == read_sheets(folder / "sous" / "F1342.xml")


@pytest.mark.parametrize(
    ("xml", "told"),
    [
        ('<!DOCTYPE a [<!ENTITY x "boum">]><a>&x;</a>', "refusé par sécurité"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "refusé par sécurité"),
        ("<a><b></a>", "Ligne 1"),
        ("<a>\n&inconnue;</a>", "Ligne 2"),
        ("", "XML"),
        ("pas du xml", "XML"),
        ("<a>" * 300, "imbriquées"),
        ('<?xml version="1.0" encoding="klingon"?><a/>', "XML"),
    ],
)
def test_dangerous_or_broken_xml_is_refused(xml, told):
    with pytest.raises(InputError, match=told):
        parse_xml(xml.encode())


def test_a_bomb_is_not_unfolded(tmp_path):
    archive = tmp_path / "bombe.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("F1.xml", b" " * 50_000_000)
    with pytest.raises(InputError, match=r"F1\.xml"):
        read_sheets(archive)


def test_a_broken_archive_is_told(tmp_path):
    archive = tmp_path / "fiches.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("F1342.xml", XML * 3)
    raw = bytearray(archive.read_bytes())
    raw[60:120] = b"\0" * 60
    archive.write_bytes(raw)
    with pytest.raises(InputError):
        read_sheets(archive)


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("{", "JSON"),
        ("[1]", "forme attendue"),
        (line(id="1342"), "1342"),
        (line(id="F1' or 1=1"), "F1' or 1=1"),
        (line(updated="hier"), "hier"),
        (line(title=""), "title"),
        (line(title=12), "12"),
        (line(keywords=[1]), "forme attendue"),
        ('{"id": "F1", "updated": "2020-01-01"}', "title"),
        (line(title="coupé \ud83d").replace("\ud83d", "\\ud83d"), "demi-caractère"),
        (line(title="bip \x07"), "U\\+0007"),
        ("[" * 100_000, "forme attendue|JSON"),
    ],
)
def test_a_broken_line_is_told_with_its_number_and_nothing_is_imported(store, tmp_path, broken, told):
    path = tmp_path / "fiches.jsonl"
    path.write_text(f"{line(id='F2')}\n\n{broken}\n", encoding="utf-8")
    with pytest.raises(InputError, match=told) as caught:
        import_service_public(store, path, services=SERVICES, **WHO)
    assert str(caught.value).startswith("Ligne 3 : ")
    assert store.articles() == []


def test_the_same_sheet_twice_is_refused(tmp_path):
    path = tmp_path / "fiches.jsonl"
    path.write_text(f"{line()}\n{line()}\n", encoding="utf-8")
    with pytest.raises(InputError, match="F1"):
        read_sheets(path)


def test_json_lines_keep_only_what_is_asked_for(store, tmp_path):
    path = tmp_path / "fiches.jsonl"
    path.write_text(
        "\n".join([line(), line(id="F2", mairie=False), line(id="F3", theme="Logement > Travaux")]),
        encoding="utf-8",
    )

    def found(**options) -> list[str]:
        return [
            change.sheet for change in import_service_public(store, path, services=SERVICES, **options, **WHO)
        ]

    assert found() == ["F1", "F3"]
    assert found(theme="travaux") == ["F3"]
    assert found(only=["f2"]) == ["F2"]
    assert found(only_town_hall=False) == ["F1", "F2", "F3"]


# Drafting.


def test_a_draft_cites_its_source_and_date_and_is_not_published():
    made = draft(sheet(), SERVICES, TODAY)
    assert made.slug == "sp-f21244"
    assert made.status == "draft"
    assert made.source == "DILA – service-public.fr, Licence Ouverte 2.0 (fiche F21244)"
    assert made.as_of == date(2026, 6, 1)
    assert made.service == "etat-civil"
    assert made.offer == "le sujet suivant : passeport d'un mineur : en cas de perte"
    assert made.spoken == (
        "En cas de perte, il faut faire une déclaration à la mairie. "
        "Le nouveau passeport se demande sur rendez-vous."
    )
    assert made.text_message.endswith("https://www.service-public.fr/particuliers/vosdroits/F21244")


@pytest.mark.parametrize(
    "outdated",
    [
        "Le timbre coûte 86 €.",
        "Le délai est de 15 jours en général.",
        "Remplissez le formulaire cerfa n°12100.",
        "Cela coûte vingt euros.",
    ],
)
def test_prices_delays_and_forms_of_old_sheets_are_never_said(outdated):
    old = sheet(updated=date(2020, 1, 1), summary=f"La démarche se fait à la mairie. {outdated}")
    made = draft(old, SERVICES, TODAY)
    assert outdated not in f"{made.spoken} {made.details}"
    assert made.spoken.startswith("La démarche se fait à la mairie.")


def test_a_recent_sheet_keeps_its_figures():
    made = draft(sheet(summary="Le passeport d'un adulte coûte 86 €."), SERVICES, TODAY)
    assert made.spoken.startswith("Le passeport d'un adulte coûte 86 €.")


def test_only_whole_sentences_are_said():
    glued = (
        "Faire suspendre sa ligneVous devez prévenir votre opérateur au plus vite.À savoirla plupart des "
        "appareils se bloquent. Il se peut qu'ils soient retrouvés. Vous pouvez utiliser :soit une lettre,"
        "soit un appel.Qui peut le demander ? Le service FranceConnect permet de s'identifier facilement. "
        "M. Martin vous reçoit sur rendez-vous. Cette phrase est coupée au mil"
    )
    made = draft(sheet(summary="", intro=glued), SERVICES, TODAY)
    assert made.spoken == (
        "Vous devez prévenir votre opérateur au plus vite. Le service FranceConnect permet de s'identifier "
        "facilement. M. Martin vous reçoit sur rendez-vous."
    )


def test_a_summary_repeated_by_the_introduction_is_said_once():
    twice = sheet(
        intro="En cas de perte, il faut faire une déclaration à votre mairie. Elle est gratuite pour tous."
    )
    spoken = draft(twice, SERVICES, TODAY).spoken
    assert spoken.count("En cas de perte") == 1


def test_a_sheet_with_nothing_to_say_sends_to_the_site_and_to_people():
    made = draft(sheet(summary="", intro="Tableau 1Tableau 2"), SERVICES, TODAY)
    assert made.spoken == wording()["no_summary"]


def test_a_long_sheet_is_cut_between_sentences():
    subjects = ["carte", "passeport", "permis", "mariage", "naissance", "logement", "cimetière", "urbanisme"]
    numbered = [f"{word.capitalize() * 3} : la démarche se fait au guichet {word}." for word in subjects]
    made = draft(sheet(summary=" ".join(numbered), intro=""), SERVICES, TODAY)
    assert 0 < len(made.details) < len(" ".join(numbered))
    assert speaking_seconds(made.spoken) <= SPOKEN_SECONDS
    assert made.spoken.endswith(".")


@pytest.mark.parametrize(
    ("theme", "service"),
    [
        ("Papiers - Citoyenneté > Élections", "etat-civil"),
        ("Logement > Autorisations d'urbanisme", "urbanisme"),
        ("Transports > Cartes de transport", "accueil"),
        ("", "accueil"),
    ],
)
def test_a_draft_goes_to_a_service_the_town_has(theme, service):
    assert draft(sheet(theme=theme), SERVICES, TODAY).service == service


def test_titles_beyond_all_length_still_make_a_draft():
    made = draft(sheet(title="Très long titre " * 30, keywords=("x" * 200,)), SERVICES, TODAY)
    assert made.title.endswith("…")


# Following.


def test_sheets_brought_twice_change_nothing(store):
    assert [change.outcome for change in bring(store, sheet())] == ["created"]
    version = store.version()
    assert [change.outcome for change in bring(store, sheet())] == ["unchanged"]
    assert store.version() == version


def test_an_untouched_draft_follows_its_sheet_and_what_changed_is_told(store):
    bring(store, sheet())
    (change,) = bring(store, sheet(summary="Désormais, tout se fait sur internet.", updated=date(2026, 7, 1)))
    assert (change.outcome, change.changed, change.to_review) == ("updated", ("spoken", "as_of"), ())
    changed = store.article("sp-f21244")
    assert changed is not None
    assert changed.spoken.startswith("Désormais")
    assert changed.status == "draft"


def test_what_the_town_hall_wrote_is_kept_and_marked_to_be_read_again(store):
    bring(store, sheet())
    ours = replace(store.article("sp-f21244"), spoken="Passez nous voir, c'est plus simple.")
    store.save(ours, who="Camille", at=MONDAY)
    new = sheet(title="Passeport perdu", summary="Désormais, tout se fait sur internet.")
    (change,) = bring(store, new)
    assert (change.outcome, change.to_review) == ("to_review", ("spoken",))
    kept = store.article("sp-f21244")
    assert (kept.spoken, kept.title) == ("Passez nous voir, c'est plus simple.", "Passeport perdu")
    (review,) = to_review(store)
    assert (review.slug, review.fields) == ("sp-f21244", ("spoken",))
    assert review.proposed.spoken.startswith("Désormais")
    assert [change.outcome for change in bring(store, new)] == ["unchanged"]
    assert len(to_review(store)) == 1
    assert reviewed(store, "sp-f21244")
    assert to_review(store) == []
    assert not reviewed(store, "sp-f21244")


def test_a_published_article_is_never_changed_by_an_import(store):
    bring(store, sheet())
    published = replace(store.article("sp-f21244"), status="published")
    store.save(published, who="Camille", at=MONDAY)
    (change,) = bring(store, sheet(summary="Désormais, tout se fait sur internet."))
    assert change.outcome == "to_review"
    assert store.article("sp-f21244") == published


def test_a_new_date_alone_does_not_ask_anybody_to_read_again(store):
    bring(store, sheet())
    store.save(replace(store.article("sp-f21244"), status="published"), who="Camille", at=MONDAY)
    (change,) = bring(store, sheet(updated=date(2026, 8, 1)))
    assert (change.outcome, change.to_review) == ("unchanged", ())
    assert to_review(store) == []


def test_a_change_the_town_hall_had_already_made_needs_no_reading(store):
    bring(store, sheet())
    ours = replace(store.article("sp-f21244"), title="Passeport perdu")
    store.save(ours, who="Camille", at=MONDAY)
    (change,) = bring(store, sheet(title="Passeport perdu"))
    assert change.to_review == ()


def test_a_sheet_the_town_hall_deleted_does_not_come_back(store):
    bring(store, sheet())
    store.delete("sp-f21244", who="Camille", at=MONDAY)
    (change,) = bring(store, sheet(title="Autre titre"))
    assert change.outcome == "deleted_here"
    assert store.articles() == []


def test_an_article_the_town_hall_already_had_under_that_name_is_theirs(store):
    theirs = article("sp-f21244")
    store.save(theirs, who="Camille", at=MONDAY)
    (change,) = bring(store, sheet())
    assert change.outcome == "to_review"
    assert store.article("sp-f21244") == theirs


def test_every_import_can_be_undone(store):
    bring(store, sheet())
    bring(store, sheet(title="Autre titre"))
    last = store.revisions("sp-f21244")[0]
    assert (last.who, last.deed) == ("import", "changed")
    restored = store.undo(last.id, who="Camille", at=MONDAY)
    assert restored == draft(sheet(), SERVICES, TODAY)


def test_an_import_that_fails_half_way_leaves_nothing(store, monkeypatch):
    def broken(given, services, today):
        if given.id == "F2":
            raise RuntimeError("disk on fire")
        return draft(given, services, today)

    monkeypatch.setattr("knowledge.service_public.draft", broken)
    with pytest.raises(RuntimeError):
        bring(store, sheet(id="F1"), sheet(id="F2"))
    assert store.articles() == []


def test_one_line_of_json_is_one_sheet():
    read = sheet_from_json(line(audience="associations", intro="Deux  espaces", keywords=["a"]))
    assert (read.audience, read.intro, read.keywords, read.town_hall) == (
        "associations",
        "Deux espaces",
        ("a",),
        True,
    )


def test_a_missing_file_is_the_systems_error(store):
    with pytest.raises(OSError, match="nulle-part"):
        import_service_public(store, Path("nulle-part.jsonl"), services=SERVICES, **WHO)
