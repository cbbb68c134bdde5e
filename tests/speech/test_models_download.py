"""Downloads survive bad lines and refuse bad files."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from speech.download import ATTEMPTS, download
from speech.model_errors import FetchError
from speech.progress import Step
from tests.file_server import FileServer

pytestmark = pytest.mark.enable_socket

BODY = bytes(range(256)) * 4000


class Line:
    """Downloads without waiting, and remembers what it was told to wait and what was reported."""

    def __init__(self) -> None:
        self.pauses: list[float] = []
        self.steps: list[Step] = []

    def get(self, url: str, target: Path, *, at_most: int = 2_000_000, expected: int | None = None) -> None:
        download(
            url,
            target,
            at_most=at_most,
            expected=expected,
            progress=self.steps.append,
            pause=self.pauses.append,
        )


@pytest.fixture
def line() -> Line:
    return Line()


def test_it_fetches_a_file_and_reports_how_far_it_is(
    file_server: FileServer, line: Line, tmp_path: Path
) -> None:
    file_server.serve("model.zip", BODY)
    line.get(file_server.url("model.zip"), tmp_path / "model.zip", expected=len(BODY))
    assert (tmp_path / "model.zip").read_bytes() == BODY
    done = [step.done for step in line.steps]
    assert done == sorted(done)
    assert line.steps[-1] == Step("fetch", "model.zip", len(BODY), len(BODY))
    assert line.pauses == []


def test_it_goes_on_where_an_earlier_run_stopped(file_server: FileServer, line: Line, tmp_path: Path) -> None:
    served = file_server.serve("model.zip", BODY)
    (tmp_path / "model.zip").write_bytes(BODY[:300_000])
    line.get(file_server.url("model.zip"), tmp_path / "model.zip")
    assert served.asked == ["bytes=300000-"]
    assert (tmp_path / "model.zip").read_bytes() == BODY


def test_it_goes_on_after_the_line_drops(file_server: FileServer, line: Line, tmp_path: Path) -> None:
    served = file_server.serve("model.zip", BODY, cuts=[300_000, 500_000])
    line.get(file_server.url("model.zip"), tmp_path / "model.zip")
    assert (tmp_path / "model.zip").read_bytes() == BODY
    assert served.asked[0] == ""
    assert all(asked.startswith("bytes=") for asked in served.asked[1:])
    assert len(served.asked) == 3


def test_a_line_that_drops_often_but_advances_gets_there(
    file_server: FileServer, line: Line, tmp_path: Path
) -> None:
    file_server.serve("model.zip", BODY, cuts=[100_000] * (2 * ATTEMPTS))
    line.get(file_server.url("model.zip"), tmp_path / "model.zip")
    assert (tmp_path / "model.zip").read_bytes() == BODY


def test_it_begins_again_when_the_server_knows_no_ranges(
    file_server: FileServer, line: Line, tmp_path: Path
) -> None:
    file_server.serve("model.zip", BODY, ranges=False)
    (tmp_path / "model.zip").write_bytes(b"x" * 300_000)
    line.get(file_server.url("model.zip"), tmp_path / "model.zip")
    assert (tmp_path / "model.zip").read_bytes() == BODY


def test_it_begins_again_when_the_file_changed_meanwhile(
    file_server: FileServer, line: Line, tmp_path: Path
) -> None:
    file_server.serve("model.zip", BODY, cuts=[300_000] + [0] * ATTEMPTS)
    with pytest.raises(FetchError):
        line.get(file_server.url("model.zip"), tmp_path / "model.zip")
    partial = (tmp_path / "model.zip").read_bytes()
    assert partial
    assert BODY.startswith(partial)
    newer = BODY[::-1]
    file_server.serve("model.zip", newer, etag='"2"')
    line.get(file_server.url("model.zip"), tmp_path / "model.zip")
    assert (tmp_path / "model.zip").read_bytes() == newer


def test_it_gives_up_when_nothing_more_comes(file_server: FileServer, line: Line, tmp_path: Path) -> None:
    served = file_server.serve("model.zip", BODY, cuts=[0] * 20)
    with pytest.raises(FetchError, match=f"{ATTEMPTS} essais sans succès.*coupée"):
        line.get(file_server.url("model.zip"), tmp_path / "model.zip")
    assert len(served.asked) == ATTEMPTS
    assert line.pauses == [2.0, 4.0, 8.0]


def test_a_missing_file_is_not_asked_for_twice(file_server: FileServer, line: Line, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="404"):
        line.get(file_server.url("absent.zip"), tmp_path / "absent.zip")
    assert line.pauses == []


def test_a_busy_server_is_asked_again(file_server: FileServer, line: Line, tmp_path: Path) -> None:
    file_server.serve("model.zip", BODY, statuses=[503, 429])
    line.get(file_server.url("model.zip"), tmp_path / "model.zip")
    assert (tmp_path / "model.zip").read_bytes() == BODY
    assert line.pauses == [2.0, 4.0]


def test_a_server_that_is_not_there_is_named(line: Line, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 ne répond pas"):
        line.get(f"http://127.0.0.1:{port}/model.zip", tmp_path / "model.zip")


@pytest.mark.parametrize("length", [True, False])
def test_it_refuses_more_than_the_model_may_weigh(
    file_server: FileServer, line: Line, tmp_path: Path, length: bool
) -> None:
    file_server.serve("model.zip", BODY, length=length)
    with pytest.raises(FetchError, match="plus de 1000 octets"):
        line.get(file_server.url("model.zip"), tmp_path / "model.zip", at_most=1000)
    assert not (tmp_path / "model.zip").exists()


def test_it_refuses_a_file_of_another_size(file_server: FileServer, line: Line, tmp_path: Path) -> None:
    file_server.serve("model.zip", BODY)
    with pytest.raises(FetchError, match=rf"{len(BODY)} octets reçus, {len(BODY) + 1} attendus"):
        line.get(file_server.url("model.zip"), tmp_path / "model.zip", expected=len(BODY) + 1)


def test_a_partial_file_longer_than_the_real_one_is_thrown_away(
    file_server: FileServer, line: Line, tmp_path: Path
) -> None:
    file_server.serve("model.zip", BODY)
    (tmp_path / "model.zip").write_bytes(BODY + b"more")
    line.get(file_server.url("model.zip"), tmp_path / "model.zip")
    assert (tmp_path / "model.zip").read_bytes() == BODY


def test_an_address_that_is_none_fails_at_once(line: Line, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="adresse inutilisable"):
        line.get("http://", tmp_path / "model.zip")
    assert line.pauses == []
