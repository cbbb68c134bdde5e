"""Downloading over HTTP: resumed where it stopped, retried when the line is bad, bounded in size."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import requests

from speech.model_errors import FetchError, sentence
from speech.progress import Progress, Step

CONNECT_SECONDS = 10.0
READ_SECONDS = 60.0
"""Longest silence of a server in the middle of a file."""
ATTEMPTS = 4
PAUSE_SECONDS = 2.0
"""Before the second attempt; doubled before each further one."""
CHUNK_BYTES = 1 << 16
"""What a dropped line may cost: a chunk begun is lost."""

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses worth another attempt; any other refusal is final."""


def download(
    url: str,
    target: Path,
    *,
    at_most: int,
    expected: int | None = None,
    progress: Progress,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Fetch `url` into `target`; a `target` already begun is continued.

    `at_most` and `expected` are in bytes. Raises FetchError when the server refuses, cannot be reached after
    ATTEMPTS attempts that brought nothing new, or sends more than allowed; what came so far stays in `target`
    for the next time, except when it cannot be part of the right file.
    """
    attempt = 0
    furthest = _size(target)
    while True:
        try:
            _attempt(url, target, at_most, expected, progress)
            return
        except requests.Timeout:
            reason = sentence("timeout")
        except requests.exceptions.SSLError as error:
            raise FetchError("tls", place=url, reason=error) from error
        except requests.ConnectionError:
            reason = sentence("unreachable", host=urlsplit(url).hostname)
        except _Passing as error:
            reason = str(error)
        except requests.RequestException as error:  # our address, or their redirections, are wrong
            raise FetchError("http_unusable", place=url, reason=error) from error
        # A line that drops every few megabytes still gets there: only attempts without gain are counted.
        reached = _size(target)
        attempt = 1 if reached > furthest else attempt + 1
        furthest = max(furthest, reached)
        if attempt >= ATTEMPTS:
            raise FetchError("http_failed", place=url, attempts=ATTEMPTS, reason=reason)
        pause(PAUSE_SECONDS * 2 ** (attempt - 1))


class _Passing(Exception):
    """A failure that another attempt may mend."""


def _attempt(url: str, target: Path, at_most: int, expected: int | None, progress: Progress) -> None:
    have = _size(target)
    if expected is not None and have == expected:
        return
    marker = target.with_name(f"{target.name}.etag")
    headers = {"Accept-Encoding": "identity"}  # a range of compressed bytes would not join up
    if have:
        headers["Range"] = f"bytes={have}-"
        if marker.exists():
            headers["If-Range"] = marker.read_text(encoding="ascii", errors="ignore")
    timeout = (CONNECT_SECONDS, READ_SECONDS)
    with requests.get(url, headers=headers, stream=True, timeout=timeout) as answer:
        if urlsplit(url).scheme == "https" and urlsplit(answer.url).scheme != "https":
            raise FetchError("downgraded", place=url, url=answer.url)
        if answer.status_code == 416:  # the file is not longer than what we have: begin again
            target.unlink()
            raise _Passing("HTTP 416")
        if answer.status_code in PASSING:
            raise _Passing(f"HTTP {answer.status_code}")
        if answer.status_code not in (200, 206):
            raise FetchError("http_status", place=url, status=answer.status_code)
        resumed = answer.status_code == 206 and _range_start(answer) == have
        if answer.status_code == 206 and not resumed:
            target.unlink(missing_ok=True)
            raise _Passing(f"Content-Range: {answer.headers.get('Content-Range')}")
        done = have if resumed else 0
        length = answer.headers.get("Content-Length", "")
        total = done + int(length) if length.isdecimal() else 0
        if total > at_most:
            target.unlink(missing_ok=True)
            raise FetchError("too_large", place=url, limit=at_most)
        if expected is not None and total and total != expected:
            target.unlink(missing_ok=True)
            raise FetchError("wrong_size", place=url, bytes=total, expected=expected)
        etag = answer.headers.get("ETag", "")
        if etag and not etag.startswith("W/"):  # RFC 9110: If-Range wants a strong validator
            marker.write_text(etag, encoding="ascii", errors="ignore")
        with target.open("ab" if resumed else "wb") as output:
            for chunk in _chunks(answer):
                done += len(chunk)
                if done > at_most:
                    break
                output.write(chunk)
                progress(Step("fetch", target.name, done, total or at_most))
    if done > at_most:
        target.unlink()
        raise FetchError("too_large", place=url, limit=at_most)
    if total and done < total:
        raise _Passing(sentence("cut"))
    marker.unlink(missing_ok=True)


def _chunks(answer: requests.Response) -> Iterator[bytes]:
    """The body as it comes; whatever cuts it short can be resumed."""
    try:
        yield from answer.iter_content(CHUNK_BYTES)
    except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError) as error:
        raise _Passing(sentence("cut")) from error


def _range_start(answer: requests.Response) -> int | None:
    """First byte of a 206 answer, from "bytes 100-199/200"."""
    start = answer.headers.get("Content-Range", "").removeprefix("bytes ").partition("-")[0]
    return int(start) if start.isdecimal() else None


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
