"""The page where a citizen adds photos: for whoever holds the link, for pictures, for a time."""

import pytest
import time_machine

from ivr.calls.links import PhotoLinks
from ivr.calls.photos import MAX_BYTES, MOST_PHOTOS
from tests.ivr.public.house import HTML, REFERENCE, jpeg, public_pages


@pytest.fixture
def public(tmp_path):
    return public_pages(tmp_path)


def test_the_page_says_which_report_it_is_for_and_nothing_of_who_made_it(public):
    page = public.client.get(public.path, headers=HTML)
    assert page.status_code == 200
    assert REFERENCE in page.text
    assert "panne d" in page.text
    assert "639980101" not in page.text.replace(" ", "")
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"


def test_a_photo_larger_than_other_requests_is_kept_and_thanked_for(public):
    content = jpeg()
    assert len(content) > 64 * 1024
    answer = public.send(content)
    assert (answer.status_code, answer.location) == (303, f"{public.path}?merci=1")
    assert "Merci" in public.client.get(answer.location, headers=HTML).text
    assert len(public.photos.of(REFERENCE)) == 1


@pytest.mark.parametrize(
    ("content", "name", "code", "said"),
    [
        (b"", "", 400, "Choisissez d’abord une photo"),
        (b"%PDF-1.7", "photo.jpg", 400, "n’est pas une photo"),
        (b"<svg/>", "photo.svg", 400, "n’est pas une photo"),
    ],
)
def test_what_cannot_be_kept_is_said_and_can_be_mended(public, content, name, code, said):
    answer = public.send(content, name)
    assert answer.status_code == code
    assert said in answer.text
    assert 'type="file"' in answer.text
    assert public.photos.of(REFERENCE) == []


def test_a_photo_too_heavy_to_be_taken_is_said_on_the_page_itself(public):
    answer = public.client.post(
        public.path,
        data=b"x" * (MAX_BYTES + 200_000),
        headers=HTML,
        content_type="multipart/form-data; boundary=b",
    )
    assert answer.status_code == 413
    assert "trop lourde" in answer.text
    assert 'type="file"' in answer.text


def test_there_is_no_form_once_there_are_enough(public):
    for _ in range(MOST_PHOTOS):
        assert public.send(jpeg((40, 30))).status_code == 303
    page = public.client.get(public.path, headers=HTML).text
    assert 'type="file"' not in page
    assert f"{MOST_PHOTOS} photos déjà reçues" in page


def test_a_form_sent_from_elsewhere_is_refused(public):
    assert public.send(jpeg((40, 30)), token="forged").status_code == 400
    assert public.photos.of(REFERENCE) == []


@pytest.mark.parametrize("token", ["x", "IjQ3MTI5MCI.aaa.bbb", "../../etc/passwd"])
def test_a_link_that_was_made_up_leads_nowhere(public, token):
    assert public.client.get(f"/photo/{token}", headers=HTML).status_code == 404
    assert public.client.post(f"/photo/{token}", headers=HTML).status_code in (400, 404)


def test_another_lines_link_leads_nowhere(public):
    other = PhotoLinks("", "z" * 64).token(REFERENCE)
    assert public.client.get(f"/photo/{other}", headers=HTML).status_code == 404


def test_an_old_link_says_that_it_is_over(public):
    with time_machine.travel("2020-01-01T10:00:00Z", tick=False):
        path = public.path
    page = public.client.get(path, headers=HTML)
    assert (page.status_code, "Ce lien a expiré" in page.text) == (410, True)


def test_a_report_that_is_done_with_takes_no_more(public):
    public.reports.set_status(REFERENCE, "done", who="anne@valmont.example", at=2.0)
    page = public.client.get(public.path, headers=HTML)
    assert (page.status_code, "Ce signalement est terminé" in page.text) == (410, True)


def test_a_report_that_was_erased_says_so(public):
    path = f"/photo/{public.links.token('999999')}"
    assert public.client.get(path, headers=HTML).status_code == 410


def test_no_photo_is_served_to_the_public(public):
    public.send(jpeg((40, 30)))
    (photo,) = public.photos.of(REFERENCE)
    for path in (f"/photo/{photo.id}", f"/photo/{photo.id}.jpg", f"/photos/{photo.id}.jpg"):
        assert public.client.get(path, headers=HTML).status_code == 404
