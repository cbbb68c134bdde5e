"""Installed models are whole, stay whole or say so."""

from __future__ import annotations

import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from speech.catalogue import Catalogue, Model, Part, carried_catalogue
from speech.fetching import sha256
from speech.model_errors import DATA
from speech.models import FetchError, ModelDamaged, ModelMissing, ModelStore, ModelUnknown
from speech.progress import Step, silent
from tests.file_server import FileServer

pytestmark = pytest.mark.enable_socket

EARS = "vosk-model-fr-mairie-0.15"
ARCHIVE = DATA / f"{EARS}.tar.xz"


def a_catalogue(*places: str, checksum: bool = True) -> Catalogue:
    """The carried ears, to be had from these places alone."""
    part = Part(
        file=ARCHIVE.name,
        places=places,
        bytes=ARCHIVE.stat().st_size if checksum else None,
        at_most=40_000_000,
        sha256=sha256(ARCHIVE, silent) if checksum else "",
    )
    model = Model(
        name=EARS, engine="vosk", language="fr", licence="", make="archive", inside=EARS, parts=(part,)
    )
    return Catalogue({EARS: model})


def a_store(root: Path, *places: str, mirror: Path | None = None, checksum: bool = True) -> ModelStore:
    return ModelStore(
        root, catalogue=a_catalogue(*places, checksum=checksum), mirror=mirror, pause=lambda seconds: None
    )


@pytest.fixture(scope="module")
def installed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with the carried ears, to be copied and never changed."""
    root = tmp_path_factory.mktemp("models")
    ModelStore(root).install(EARS)
    return root


@pytest.fixture
def store(installed_once: Path, tmp_path: Path) -> ModelStore:
    shutil.copytree(installed_once, tmp_path / "models")
    return ModelStore(tmp_path / "models")


def test_a_model_that_is_not_there_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=f"standardiste models install {EARS}"):
        ModelStore(tmp_path).path(EARS)
    with pytest.raises(ModelUnknown):
        ModelStore(tmp_path).path("nobody")


def test_an_installed_model_is_found_and_sound(store: ModelStore) -> None:
    assert store.installed() == [EARS]
    assert (store.path(EARS) / "am" / "final.mdl").is_file()
    store.verify(EARS)


def test_a_line_that_names_a_model_since_replaced_keeps_the_folder_it_has(store: ModelStore) -> None:
    former = store.catalogue[EARS].formerly[-1]
    with pytest.raises(ModelMissing):
        store.path(former)
    (store.root / EARS).rename(store.root / former)
    assert store.install(former) == store.path(former) == store.root / former


def test_nothing_but_the_model_and_its_lock_is_left(store: ModelStore) -> None:
    assert sorted(path.name for path in store.root.iterdir()) == [f".{EARS}.lock", EARS]


def test_installing_again_does_nothing(store: ModelStore) -> None:
    steps: list[Step] = []
    store.install(EARS, steps.append)
    assert {step.stage for step in steps} == {"check"}


def test_a_sound_model_needs_no_right_to_write(store: ModelStore) -> None:
    lock = store.root / f".{EARS}.lock"
    lock.unlink()
    store.install(EARS)
    assert not lock.exists()


def test_a_truncated_file_is_seen_at_start(store: ModelStore) -> None:
    graph = store.root / EARS / "graph" / "Gr.fst"
    whole = graph.stat().st_size
    graph.write_bytes(graph.read_bytes()[:-1])
    with pytest.raises(ModelDamaged, match=rf"graph/Gr\.fst compte {whole - 1} octets au lieu de {whole}"):
        store.path(EARS)


def test_a_lost_file_is_seen_at_start(store: ModelStore) -> None:
    (store.root / EARS / "conf" / "mfcc.conf").unlink()
    with pytest.raises(ModelDamaged, match=r"conf/mfcc\.conf a disparu"):
        store.path(EARS)


def test_a_changed_byte_is_seen_by_verify(store: ModelStore) -> None:
    graph = store.root / EARS / "graph" / "Gr.fst"
    content = bytearray(graph.read_bytes())
    content[1000] ^= 1
    graph.write_bytes(content)
    store.path(EARS)
    with pytest.raises(ModelDamaged, match=rf"graph/Gr\.fst a changé.*models install {EARS}"):
        store.verify(EARS)


@pytest.mark.parametrize("record", ["", "{}", "[]", '{"name": 1, "checksummed": true, "files": {"a": 1}}'])
def test_an_unreadable_record_is_damage(store: ModelStore, record: str) -> None:
    (store.root / EARS / "standardiste-model.json").write_text(record, encoding="utf-8")
    with pytest.raises(ModelDamaged, match="illisible"):
        store.path(EARS)


def test_a_folder_put_there_by_hand_is_not_trusted(store: ModelStore) -> None:
    (store.root / EARS / "standardiste-model.json").unlink()
    with pytest.raises(ModelDamaged, match="relevé d'installation"):
        store.path(EARS)


def test_installing_mends_a_damaged_model(store: ModelStore) -> None:
    (store.root / EARS / "am" / "final.mdl").write_bytes(b"")
    store.install(EARS)
    store.verify(EARS)


def test_a_removed_model_is_gone(store: ModelStore) -> None:
    store.remove(EARS)
    assert store.installed() == []
    with pytest.raises(ModelMissing):
        store.remove(EARS)


def test_two_installations_at_once_do_the_work_once(tmp_path: Path) -> None:
    steps: list[Step] = []
    with ThreadPoolExecutor(3) as workers:
        stores = [a_store(tmp_path / "models", "carried") for _ in range(3)]
        folders = list(workers.map(lambda store: store.install(EARS, steps.append), stores))
    assert folders == [tmp_path / "models" / EARS] * 3
    assert [step for step in steps if step.stage == "try"] == [
        Step("try", EARS, 0, 1),
        Step("try", EARS, 1, 1),
    ]


def test_it_installs_from_a_mirror_folder_before_anything_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mirror").mkdir()
    shutil.copy(ARCHIVE, tmp_path / "mirror")
    monkeypatch.setenv("STANDARDISTE_MODELS", str(tmp_path / "mirror"))
    store = a_store(tmp_path / "models", "mirror", "https://unreachable.invalid/x")
    store.install(EARS)
    store.verify(EARS)


def test_it_installs_from_the_publisher_over_a_bad_line(file_server: FileServer, tmp_path: Path) -> None:
    served = file_server.serve("ears", ARCHIVE.read_bytes(), cuts=[1_000_000], statuses=[503])
    a_store(tmp_path, file_server.url("ears")).install(EARS)
    assert [bool(asked) for asked in served.asked] == [False, False, True]


def test_it_goes_on_with_what_an_earlier_installation_fetched(
    file_server: FileServer, tmp_path: Path
) -> None:
    served = file_server.serve("ears", ARCHIVE.read_bytes(), cuts=[4_000_000, 0, 0, 0, 0])
    store = a_store(tmp_path, file_server.url("ears"))
    with pytest.raises(FetchError, match="coupée"):
        store.install(EARS)
    assert store.installed() == []
    served.cuts.clear()
    served.asked.clear()
    store.install(EARS)
    assert len(served.asked) == 1
    assert int(served.asked[0].removeprefix("bytes=").removesuffix("-")) > 3_500_000


def test_leftovers_of_another_file_do_not_prevent_installing(file_server: FileServer, tmp_path: Path) -> None:
    file_server.serve("ears", ARCHIVE.read_bytes())
    leftovers = tmp_path / f".{EARS}.parts"
    leftovers.mkdir()
    (leftovers / f"{ARCHIVE.name}.partial").write_bytes(b"x" * 1000)
    a_store(tmp_path, file_server.url("ears")).install(EARS)


def test_a_corrupted_file_is_refused_and_the_next_place_tried(
    file_server: FileServer, tmp_path: Path
) -> None:
    content = bytearray(ARCHIVE.read_bytes())
    content[5000] ^= 1
    file_server.serve("ears", bytes(content))
    store = a_store(tmp_path / "a", file_server.url("ears"))
    with pytest.raises(FetchError, match="empreinte SHA-256"):
        store.install(EARS)
    assert store.installed() == []
    a_store(tmp_path / "b", file_server.url("ears"), "carried").install(EARS)


def test_when_no_place_has_it_each_is_named_with_its_reason(file_server: FileServer, tmp_path: Path) -> None:
    short = tmp_path / "mirror" / ARCHIVE.name
    short.parent.mkdir()
    short.write_bytes(b"short")
    store = a_store(tmp_path / "models", "mirror", file_server.url("absent"), mirror=short.parent)
    with pytest.raises(FetchError) as failure:
        store.install(EARS)
    said = str(failure.value)
    assert f"dossier miroir {short.parent} : 5 octets reçus" in said
    assert "le serveur répond 404" in said
    assert "STANDARDISTE_MODELS=/chemin" in said


def test_without_checksum_a_model_is_accepted_when_it_works(tmp_path: Path) -> None:
    store = a_store(tmp_path, "carried", checksum=False)
    store.install(EARS)
    assert not store.catalogue[EARS].checksummed
    assert '"checksummed": false' in (tmp_path / EARS / "standardiste-model.json").read_text(encoding="utf-8")


def test_a_model_without_what_its_engine_needs_is_refused(tmp_path: Path) -> None:
    model = carried_catalogue()[EARS]
    incomplete = Model(**{**vars(model), "inside": f"{EARS}/graph"})
    store = ModelStore(tmp_path, catalogue=Catalogue({EARS: incomplete}))
    with pytest.raises(FetchError, match=r"il manque am/final\.mdl"):
        store.install(EARS)
    assert store.installed() == []


def test_a_voice_without_its_description_is_refused(tmp_path: Path) -> None:
    parts = [Part(file=file, places=("mirror",), at_most=1000) for file in ("voice.onnx", "voice.onnx.json")]
    voice = Model(name="voice", engine="piper", language="fr", licence="", make="files", parts=tuple(parts))
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "voice.onnx").write_bytes(b"onnx")
    (mirror / "voice.onnx.json").write_text("<html>404</html>")
    store = ModelStore(tmp_path / "models", catalogue=Catalogue({"voice": voice}), mirror=mirror)
    with pytest.raises(FetchError, match=r"il manque voice\.onnx\.json"):
        store.install("voice")


def test_a_model_that_its_engine_cannot_load_is_refused(tmp_path: Path) -> None:
    """The engine may even kill its process: it is tried in another one."""
    parts = [Part(file=file, places=("mirror",), at_most=1000) for file in ("voice.onnx", "voice.onnx.json")]
    voice = Model(name="voice", engine="piper", language="fr", licence="", make="files", parts=tuple(parts))
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "voice.onnx").write_bytes(b"not a network")
    (mirror / "voice.onnx.json").write_text('{"audio": {}, "phoneme_id_map": {}}')
    store = ModelStore(tmp_path / "models", catalogue=Catalogue({"voice": voice}), mirror=mirror)
    with pytest.raises(ModelDamaged, match="piper ne parvient pas à s'en servir"):
        store.install("voice")
    assert store.installed() == []


def test_ears_full_of_noise_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "ears.zip", "w") as archive:
        for file in ("am/final.mdl", "conf/model.conf", "conf/mfcc.conf", "graph/HCLG.fst"):
            archive.writestr(f"ears/{file}", b"noise " * 100)
    part = Part(file="ears.zip", places=("mirror",), at_most=10_000)
    ears = Model(
        name="ears", engine="vosk", language="fr", licence="", make="archive", inside="ears", parts=(part,)
    )
    store = ModelStore(tmp_path / "models", catalogue=Catalogue({"ears": ears}), mirror=tmp_path)
    with pytest.raises(ModelDamaged, match="vosk ne parvient pas à s'en servir"):
        store.install("ears")
    assert store.installed() == []


def test_a_place_where_nothing_can_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FetchError, match="On ne peut pas écrire dans"):
        ModelStore(tmp_path / "file").install(EARS)


def test_a_full_disk_is_told_before_anything_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9, 10**6))
    steps: list[Step] = []
    with pytest.raises(FetchError, match=r"reste 1 Mo sur le disque .* il en faut 149 "):
        ModelStore(tmp_path).install(EARS, steps.append)
    assert steps == []
