"""Pictures: which files are accepted, and that what comes out is small and always the same."""

import io
from pathlib import Path

import pytest
from PIL import Image

from generator.pictures import MAX_BYTES, NormalPicture, PictureError, Unusable, normalise, probe


def corners(width: int = 80, height: int = 40) -> Image.Image:
    """A black picture with a white top left quarter."""
    image = Image.new("RGB", (width, height))
    image.paste((255, 255, 255), (0, 0, width // 2, height // 2))
    return image


def opened(picture: NormalPicture) -> Image.Image:
    """The pixels of a normal picture."""
    image = Image.open(io.BytesIO(picture.data), formats=("WEBP",))
    image.load()
    return image


def test_large_pictures_become_small(tmp_path: Path) -> None:
    """Neither edge exceeds the limit, nor do the bytes, however hard the picture is to compress."""
    path = tmp_path / "a.png"
    Image.effect_noise((1200, 800), 120).save(path)
    one, tight = normalise(path), normalise(path, max_edge=200, max_bytes=3000)
    assert max(one.width, one.height) <= 960
    assert len(one.data) <= 200_000
    assert len(tight.data) <= 3000
    assert abs(one.width / one.height - 1.5) < 0.01
    with pytest.raises(PictureError, match="does not fit"):
        normalise(path, max_edge=100, max_bytes=10)


def test_same_picture_gives_same_bytes(tmp_path: Path) -> None:
    """Bytes depend on the file's content alone, not on its name or when it was read."""
    for name in ("a.jpg", "b.jpg"):
        corners().save(tmp_path / name)
    assert normalise(tmp_path / "a.jpg") == normalise(tmp_path / "b.jpg") == normalise(tmp_path / "a.jpg")


def test_small_pictures_are_not_enlarged(tmp_path: Path) -> None:
    """A picture below the limit keeps its size."""
    corners(30, 20).save(tmp_path / "a.png")
    assert normalise(tmp_path / "a.png").width == 30


def jpeg() -> bytes:
    """A photo's bytes."""
    target = io.BytesIO()
    Image.effect_noise((64, 64), 50).save(target, "JPEG")
    return target.getvalue()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (jpeg()[:-300], "cut off"),
        (b"\x89PNG\r\n\x1a\nxxxx", "cut off"),
        (b"\0\0\0\x18ftypheic", "HEIC"),
        (b"\0\0\0\x18ftypmif1", "HEIF"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
        (b"\0\0\0\x18ftypavif", "cut off"),
        (b"GIF89a", "cut off"),
        (b"%PDF-1.7", "PDF"),
        (b"<?xml version='1.0'?><svg/>", "SVG"),
        (b"version https://git-lfs.github.com/spec/v1", "Git LFS"),
        (b"", "not a picture"),
        (b"hello", "not a picture"),
    ],
)
def test_what_is_no_picture_is_told_by_what_it_is(raw: bytes, words: str, tmp_path: Path) -> None:
    """The finding names the format, so that its owner knows what to do."""
    path = tmp_path / "a.jpg"
    path.write_bytes(raw)
    found = probe(path)
    assert isinstance(found, Unusable)
    assert words in found.message
    with pytest.raises(PictureError):
        normalise(path)


def test_files_that_are_none_are_refused(tmp_path: Path) -> None:
    """Missing files, folders, links and enormous files are refused before they are opened."""
    corners().save(tmp_path / "a.jpg")
    (tmp_path / "link.jpg").symlink_to(tmp_path / "a.jpg")
    with (tmp_path / "large.jpg").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    found = [probe(tmp_path / name) for name in ("none.jpg", ".", "link.jpg", "large.jpg", "\0")]
    codes = [one.code for one in found if isinstance(one, Unusable)]
    assert codes == [
        "picture-missing",
        "picture-missing",
        "symbolic-link",
        "picture-unusable",
        "picture-missing",
    ]


@pytest.mark.parametrize("size", [(8000, 6000), (20_000, 6_000), (14_000, 13_000)])
def test_bombs_are_told_by_their_header(size: tuple[int, int], tmp_path: Path) -> None:
    """A small file that would unpack to an enormous picture is refused unread."""
    path = tmp_path / "a.png"
    Image.new("1", size).save(path)
    found = probe(path)
    assert isinstance(found, Unusable)
    assert "million pixels" in found.message
