"""The subject of a call as people read it."""

from __future__ import annotations

from ivr.calls.replayed import replay
from ivr.console.call_files import CallFile
from ivr.console.messages import has_message, message
from ivr.console.office import office
from ivr.console.subjects import Subject, subject_so_far
from ivr.console.words import service_name, word


def subject_told(call: CallFile, subject: Subject) -> str:
    """The subject of a call, in French: what is being narrowed, else what the call was noted for."""
    titles = [title for slug in subject.articles if (title := office().files.title(slug))]
    if titles and call.live:
        return message("topic.or").join(titles)
    if noted := office().files.title(call.topic):
        return noted
    if call.topic and has_message(f"topic.{call.topic}"):
        return message(f"topic.{call.topic}")
    if subject.topic:
        return message(f"topic.{subject.topic}")
    if call.live and subject.service:
        return service_name(subject.service)
    if not call.topic and subject.words:
        return message("topic.words", words=subject.words)
    return word("topic", call.topic or ("none" if call.live else "nothing"))


def subject_remembered(call: CallFile) -> str:
    """The subject of a call in a list, in French: its log is read again only when nothing else tells."""
    if call.topic:
        return subject_told(call, Subject())
    steps = replay(office().desk.log.rows(call.id)).steps
    return subject_told(call, subject_so_far(steps, over=not call.live))
