"""Photos of reports: only their pixels are kept, of pictures alone, few and small."""

from __future__ import annotations

import io

import pytest
import time_machine
from PIL import Image

from flows.reporting import OpenReport
from ivr.calls.following_up import Kind, history
from ivr.calls.links import LinkExpired, LinkInvalid, PhotoLinks
from ivr.calls.photos import KEPT_SIDE, MAX_BYTES, MOST_PHOTOS, PhotoRefused, Photos
from ivr.calls.reports import Reports
from tests.ivr.calls.town import TOWN, claimed, opened

REPORT = OpenReport(reference="471290", kind="eclairage", service="voirie")


@pytest.fixture
def connections(tmp_path):
    found = opened(tmp_path)
    Reports(found, TOWN.zone).open(claimed(1, "CA1", REPORT), REPORT, 1.0)
    return found


@pytest.fixture
def photos(tmp_path, connections):
    return Photos(tmp_path, connections)


def picture(kind="JPEG", size=(400, 300), mode="RGB", **options):
    file = io.BytesIO()
    Image.new(mode, size).save(file, kind, **options)
    return io.BytesIO(file.getvalue())


def kept(photos, photo):
    return Image.open(io.BytesIO(photos.photo_for_agent(photo.id)[1]))


def test_a_photo_is_kept_told_and_written_down(photos, connections):
    photo = photos.add("471290", picture(), 5.0)
    assert photos.of("471290") == [photo]
    assert kept(photos, photo).format == "JPEG"
    assert [done.what for done in history(connections.get(), Kind.REPORT, "471290")] == ["photo"]
    assert [row["kind"] for row in connections.get().table("outbox").rows] == ["NotifyService"]


def test_where_and_when_it_was_taken_is_not_kept(photos):
    exif = Image.Exif()
    exif[0x0110] = "Telephone of Anne"
    exif.get_ifd(0x8825)[2] = (45.0, 10.0, 0.0)
    raw = picture(exif=exif, comment=b"secret comment")
    assert b"Telephone of Anne" in raw.getvalue()
    photo = photos.add("471290", raw, 5.0)
    content = photos.photo_for_agent(photo.id)[1]
    assert b"Telephone" not in content
    assert b"secret" not in content
    assert not dict(kept(photos, photo).getexif())


def test_it_stands_upright_and_is_made_smaller(photos):
    exif = Image.Exif()
    exif[0x0112] = 6  # the telephone was held upright
    photo = photos.add("471290", picture(size=(4000, 3000), exif=exif), 5.0)
    assert (photo.width, photo.height) == (KEPT_SIDE * 3 // 4, KEPT_SIDE)
    assert kept(photos, photo).size == (photo.width, photo.height)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_other_pictures_become_jpeg(photos, kind):
    mode = "RGBA" if kind in ("PNG", "WEBP") else "RGB"
    assert kept(photos, photos.add("471290", picture(kind, mode=mode), 5.0)).format == "JPEG"


def test_pictures_in_grey_or_in_printers_colours_are_kept_too(photos):
    for kind, mode in (("PNG", "L"), ("TIFF", "CMYK"), ("PNG", "P"), ("PNG", "I;16")):
        photos.add("471290", picture(kind, mode=mode), 5.0)
    assert len(photos.of("471290")) == 4


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "unreadable"),
        (b"%PDF-1.7 not a picture", "unreadable"),
        (b"GIF89a<script>", "unreadable"),
        (picture().getvalue()[:300], "unreadable"),
        (b"x" * (MAX_BYTES + 1), "too_heavy"),
    ],
    ids=["nothing", "svg", "pdf", "half a gif", "cut short", "too heavy"],
)
def test_what_is_no_picture_is_refused_and_leaves_nothing(photos, tmp_path, content, reason):
    with pytest.raises(PhotoRefused) as refused:
        photos.add("471290", io.BytesIO(content), 5.0)
    assert refused.value.reason == reason
    assert photos.of("471290") == []
    assert not list(tmp_path.glob("photos/*"))


def test_a_picture_that_claims_to_be_enormous_is_refused_unopened(photos):
    header = bytearray(picture("PNG").getvalue())
    header[16:24] = (50_000).to_bytes(4, "big") * 2
    with pytest.raises(PhotoRefused):
        photos.add("471290", io.BytesIO(bytes(header)), 5.0)
    bitmap = picture("PNG", size=(9000, 9000), mode="1")
    with pytest.raises(PhotoRefused) as refused:
        photos.add("471290", bitmap, 5.0)
    assert refused.value.reason == "too_heavy"


def test_there_are_only_so_many(photos):
    for _ in range(MOST_PHOTOS):
        photos.add("471290", picture(), 5.0)
    with pytest.raises(PhotoRefused) as refused:
        photos.add("471290", picture(), 5.0)
    assert refused.value.reason == "too_many"


def test_they_are_erased_with_their_files(photos, tmp_path):
    photo = photos.add("471290", picture(), 5.0)
    assert photos.erase("471290") == 1
    assert photos.photo_for_agent(photo.id) is None
    assert not list(tmp_path.glob("photos/*"))


def test_a_name_that_was_made_up_shows_nothing(photos):
    assert photos.photo_for_agent("../calls.db") is None


def test_a_link_is_good_for_one_report_for_a_month():
    links = PhotoLinks("https://voix.example", "key" * 20)
    with time_machine.travel("2026-11-24T10:00:00Z", tick=False):
        address = links.link("471290")
        assert address.startswith("https://voix.example/photo/")
        token = address.rpartition("/")[2]
        assert links.reference(token) == "471290"
    with time_machine.travel("2026-12-24T09:00:00Z", tick=False):
        assert links.reference(token) == "471290"
    with time_machine.travel("2026-12-25T10:00:00Z", tick=False), pytest.raises(LinkExpired):
        links.reference(token)
    for forged in (f"{token}x", token[1:], "", PhotoLinks("", "other" * 20).token("471290")):
        with pytest.raises(LinkInvalid):
            links.reference(forged)
