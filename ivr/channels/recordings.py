"""What the caller said between two documents: fetched from the provider, heard here, deleted there."""

from __future__ import annotations

import io
import logging
import re
import threading
import time
import wave
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout

import requests

from flows.events import Heard
from ivr.channels.hearings import Hearings
from ivr.channels.listener import Ears, EarsFailed, heard_from

log = logging.getLogger(__name__)

RATE = 8000
MAX_BYTES = 2_000_000
"""Two minutes of 16-bit sound at 8 kHz."""
RETRY_SECONDS = (0.2, 0.4, 0.8, 1.2)
"""The file may not exist yet when its address is given: 404 for a moment is normal."""
HTTP_SECONDS = (2.0, 5.0)
"""To connect, and between two pieces of the answer."""
DELETE_AGAIN_SECONDS = (2.0, 10.0)
"""A recording that was cut short may not be there to be deleted yet."""
THEIRS = re.compile(r"https://(?:[a-z0-9-]+\.)+twilio\.com/[\w./-]+", re.ASCII)
"""Letter for letter, so that no two readers of an address can disagree about its host."""
OURS = re.compile(r"http://(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?/[\w./-]+", re.ASCII)
AT_A_TIME = 2
"""Recordings heard at the same time; each keeps a core busy."""
WAIT_SECONDS = 3.0
"""For a place, by a caller who is on the telephone."""
HEARING_SECONDS = 8.0
"""For the words, by a caller who is on the telephone: the provider awaits a document for 15 s in all. A long
message on a busy machine takes longer; it goes on being heard, and is asked for again."""
LEAST_SECONDS = 1.0
"""Of these, however long the recording and a place were waited for."""


class RecordingError(Exception):
    """The provider's recording cannot be had, or is not what it should be."""


class NotReady(RecordingError):
    """The recording is not there yet; it may be in a second."""


class StillHearing(NotReady):
    """The recording is being heard, which takes long; ask again."""


class TooBusy(Exception):
    """This machine already hears as many recordings as it can."""


class Recordings:
    """Fetches and hears recordings.

    `account`: sid and token, the name and password of the provider's files.
    `local`: the line is on a loopback address, for a demonstration; files may then be there too.
    `deleted` learns the address of each recording that the provider has no more.
    """

    def __init__(
        self,
        ears: Ears,
        account: tuple[str, str],
        *,
        local: bool = False,
        deleted: Callable[[str], None] = lambda url: None,
        http: Callable[[], requests.Session] = requests.Session,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._ears = ears
        self._account = account
        self._local = local
        self._deleted = deleted
        self._http = http
        self._sleep = sleep
        self._places = threading.BoundedSemaphore(AT_A_TIME)
        self._hearings = Hearings()

    def hear(
        self,
        url: str,
        phrases: Sequence[str] = (),
        language: str = "fr",
        keep: Callable[[bytes], None] | None = None,
        wait_seconds: float | None = None,
    ) -> Heard:
        """The words of a recording. Raises NotReady, StillHearing, RecordingError, TooBusy, EarsFailed.

        `keep` is given its 16-bit samples at 8 kHz, when there are words in it. `wait_seconds`: how long a
        place is waited for, then the words; unless told, as long as a caller on the telephone may wait.
        """
        began = time.monotonic()
        hearing = self._hearings.under_way(url)
        if hearing is None:
            hearing = self._begin(
                url, phrases, language, WAIT_SECONDS if wait_seconds is None else wait_seconds
            )
        if wait_seconds is None:
            wait_seconds = max(LEAST_SECONDS, HEARING_SECONDS - (time.monotonic() - began))
        try:
            heard, pcm = hearing.result(wait_seconds)
        except FutureTimeout:
            raise StillHearing("The recording takes long to be heard.") from None
        except Exception:
            self._hearings.forget(url)  # whoever asks again has it heard anew
            raise
        self._hearings.forget(url)
        if keep is not None and heard.text:
            keep(pcm)
        return heard

    def _begin(
        self, url: str, phrases: Sequence[str], language: str, wait_seconds: float
    ) -> Future[tuple[Heard, bytes]]:
        """Fetch a recording, and have it heard as soon as there is a place for it."""
        pcm = samples(self._fetch(url))  # the network keeps no core busy: nobody's place is taken meanwhile
        if not self._places.acquire(timeout=wait_seconds):
            raise TooBusy(f"{AT_A_TIME} recordings are being heard, and none was done in {wait_seconds} s.")

        def hear() -> tuple[Heard, bytes]:
            try:
                return self._recognise(pcm, phrases, language), pcm
            finally:
                self._places.release()

        return self._hearings.begin(url, hear)

    def forget(self, url: str) -> None:
        """Delete it at the provider's, without making anybody wait; what was said stays here alone.

        Never raises.
        """
        self._hearings.forget(url)
        try:
            self._check(url)
            threading.Thread(target=self._delete, args=[url], name="forget-recording", daemon=True).start()
        except (RecordingError, RuntimeError) as error:  # the latter: this machine can start no more threads
            log.warning("A recording was not deleted: %s", error)

    def _fetch(self, url: str) -> bytes:
        self._check(url)
        for pause in (*RETRY_SECONDS, None):
            try:
                with self._http() as http:
                    answer = http.get(f"{url}.wav", auth=self._account, timeout=HTTP_SECONDS, stream=True)
                    if answer.status_code == 200:
                        return _body(answer)
                    status = answer.status_code
            except requests.RequestException as error:
                raise RecordingError(
                    f"The provider's recording could not be fetched: {type(error).__name__}."
                ) from error
            if status != 404:
                raise RecordingError(f"The provider answered {status} instead of the recording.")
            if pause is not None:
                self._sleep(pause)
        raise NotReady("The provider's recording is not there yet.")

    def _check(self, url: str) -> None:
        """The account's password goes to the provider alone."""
        if not (THEIRS.fullmatch(url) or (self._local and OURS.fullmatch(url))):
            raise RecordingError("What was given is not an address of the provider's recordings.")

    def _recognise(self, pcm: bytes, phrases: Sequence[str], language: str) -> Heard:
        try:
            recogniser = self._ears.open(phrases, language)
            try:
                for start in range(0, len(pcm), RATE):
                    recogniser.accept(pcm[start : start + RATE])
                utterance = recogniser.finish()
            finally:
                recogniser.close()
        except Exception as error:
            raise EarsFailed(f"Our recogniser failed: {error!r}.") from error
        return heard_from(utterance)

    def _delete(self, url: str) -> None:
        outcome = ""
        for pause in (*DELETE_AGAIN_SECONDS, None):
            outcome = self._try_to_delete(url)
            if outcome == "204":
                self._deleted(url)
                return
            if pause is not None:
                self._sleep(pause)
        if outcome == "404":  # another worker was faster
            self._deleted(url)
        else:
            log.warning("A recording could not be deleted at the provider's: %s.", outcome)

    def _try_to_delete(self, url: str) -> str:
        """The provider's status, or the kind of error that came instead."""
        try:
            with self._http() as http:
                answer = http.delete(f"{url}.json", auth=self._account, timeout=HTTP_SECONDS)
        except requests.RequestException as error:
            return type(error).__name__
        return str(answer.status_code)


def samples(wav: bytes) -> bytes:
    """The 16-bit samples of a WAV file at 8 kHz, one channel. Raises RecordingError for another kind."""
    try:
        with wave.open(io.BytesIO(wav)) as sound:
            kind = (sound.getnchannels(), sound.getsampwidth(), sound.getframerate())
            pcm = bytes(sound.readframes(sound.getnframes()))
    except (wave.Error, EOFError, ValueError) as error:
        raise RecordingError(f"The provider's recording is not a WAV file of samples: {error}.") from error
    if kind != (1, 2, RATE):
        raise RecordingError(
            f"The provider's recording has {kind[0]} channels of {8 * kind[1]} bits at {kind[2]} Hz; "
            f"one of 16 bits at {RATE} Hz is understood."
        )
    return pcm[: len(pcm) - len(pcm) % 2]


def _body(answer: requests.Response) -> bytes:
    body = bytearray()
    for piece in answer.iter_content(65_536):
        body += piece
        if len(body) > MAX_BYTES:
            raise RecordingError(f"The provider's recording is longer than {MAX_BYTES} bytes.")
    return bytes(body)
