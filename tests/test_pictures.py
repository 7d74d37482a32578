"""Pictures: which are accepted, and that what comes out is small, upright, always the same, and tells nothing."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from generator.pictures import MAX_BYTES, NormalPicture, Picture, PictureError, Unusable, normalise, probe


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


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_come_out_upright(orientation: int, tmp_path: Path) -> None:
    """Whatever way the camera was held, the white quarter is where the viewer of the original sees it."""
    quarter = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}[
        orientation
    ]
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "a.jpg"
    corners().save(path, exif=exif, quality=95)
    size = (80, 40) if orientation <= 4 else (40, 80)
    found, normal = probe(path), normalise(path)
    assert isinstance(found, Picture)
    assert (found.width, found.height) == (normal.width, normal.height) == opened(normal).size == size
    x, y = (size[0] * (1 + 2 * quarter[0]) // 4, size[1] * (1 + 2 * quarter[1]) // 4)
    assert opened(normal).convert("L").tobytes()[y * size[0] + x] > 200


def test_no_metadata_comes_through(tmp_path: Path) -> None:
    """Place, camera, comments, profiles and previews are gone: the file has pixels, and nothing but pixels."""
    exif = Image.Exif()
    exif[0x010E] = "CANARY description"
    exif.get_ifd(0x8825)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for name, image, extra in (
        ("a.jpg", corners(), "comment"),
        ("b.png", corners().convert("RGBA"), "nothing"),
        ("c.webp", corners(), "xmp"),
    ):
        image.save(tmp_path / name, None, exif=exif, icc_profile=profile, **{extra: b"CANARY"})
        data = normalise(tmp_path / name).data
        assert b"CANARY" not in data
        chunks = [sign for sign in (b"EXIF", b"XMP ", b"ICCP", b"ANIM") if sign in data]
        assert chunks == []


def test_colour_profiles_are_applied_and_dropped(tmp_path: Path) -> None:
    """Colours stay what they were, also where the profile is none."""
    red = Image.new("RGB", (16, 16), (200, 30, 30))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    red.save(tmp_path / "a.png", icc_profile=srgb.tobytes())
    red.save(tmp_path / "b.png", icc_profile=b"not a profile")
    for name in ("a.png", "b.png"):
        pixel = opened(normalise(tmp_path / name)).convert("RGB").getpixel((8, 8))
        assert isinstance(pixel, tuple)
        assert all(abs(one - other) < 12 for one, other in zip(pixel, (200, 30, 30), strict=True))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_pixel_is_read(mode: str, tmp_path: Path) -> None:
    """Black and white, grey, palette, deep and print colours all come out; clear ones stay clear."""
    path = tmp_path / ("a.jpg" if mode == "CMYK" else "a.png")
    Image.new(mode, (20, 10)).save(path)
    normal = normalise(path)
    assert (normal.width, normal.height, normal.cty) == (20, 10, "image/webp")
    assert (opened(normal).mode == "RGBA") == (mode in {"LA", "RGBA"})


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
        (b"\0\0\0\x18ftypavif", "AVIF"),
        (b"GIF89a", "GIF"),
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


@pytest.mark.parametrize("name", ["a.webp", "a.png"])
def test_moving_pictures_are_refused(name: str, tmp_path: Path) -> None:
    """Nothing moves on its own."""
    corners().save(tmp_path / name, save_all=True, append_images=[Image.new("RGB", (80, 40), "red")])
    found = probe(tmp_path / name)
    assert isinstance(found, Unusable)
    assert "moves" in found.message
