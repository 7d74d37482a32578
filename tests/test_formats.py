"""Pictures of every common format come out upright, in sRGB and without metadata; broken ones are told in words."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from generator.pictures import NormalPicture, Picture, PictureError, Unusable, normalise, probe, quiet

_SIZE = (80, 40)
_WHITE, _BLACK = 215, 40  # what is at least white and at most black after two encodings


def corners() -> Image.Image:
    """A black picture with a white top left quarter."""
    image = Image.new("RGB", _SIZE)
    image.paste((255, 255, 255), (0, 0, _SIZE[0] // 2, _SIZE[1] // 2))
    return image


def encoded(form: str, image: Image.Image | None = None, **more: Any) -> bytes:
    """A picture's file in a format."""
    target = io.BytesIO()
    (image or corners()).save(target, form, **more)
    return target.getvalue()


def _moving(form: str, **more: Any) -> bytes:
    return encoded(form, save_all=True, append_images=[Image.new("RGB", _SIZE, "red")], duration=100, **more)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(colours: int, depth: int, interlaced: bool, samples: Callable[[int, int], bytes]) -> bytes:
    """A PNG written by hand (W3C PNG, third edition): Pillow writes neither 16-bit colours nor interlaced ones."""
    passes = (
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    )
    rows = b""
    for left, top, across, down in passes if interlaced else ((0, 0, 1, 1),):
        for y in range(top, _SIZE[1], down):
            rows += b"\0" + b"".join(samples(x, y) for x in range(left, _SIZE[0], across))
    head = struct.pack(">IIBBBBB", *_SIZE, depth, colours, 0, 0, int(interlaced))
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _white(x: int, y: int) -> bool:
    return x < _SIZE[0] // 2 and y < _SIZE[1] // 2


def _grey_16(order: str) -> Image.Image:
    """Sixteen bits of grey, in the order of bytes of one machine or the other."""
    values = [65535 if _white(x, y) else 0 for y in range(_SIZE[1]) for x in range(_SIZE[0])]
    raw = struct.pack(f"{order}{len(values)}H", *values)
    return Image.frombytes("I;16" if order == "<" else "I;16B", _SIZE, raw)


def _clear_palette() -> Image.Image:
    image = corners().convert("P")
    image.info["transparency"] = image.getpixel((_SIZE[0] - 1, _SIZE[1] - 1))
    return image


def _alpha() -> Image.Image:
    image = corners().convert("RGBA")
    image.putalpha(corners().convert("L"))
    return image


FILES: Mapping[str, bytes] = {
    "jpeg": encoded("JPEG"),
    "jpeg-progressive": encoded("JPEG", progressive=True),
    "jpeg-grey": encoded("JPEG", corners().convert("L")),
    "jpeg-cmyk": encoded("JPEG", corners().convert("CMYK")),
    "png": encoded("PNG"),
    "png-1-bit": encoded("PNG", corners().convert("1")),
    "png-grey": encoded("PNG", corners().convert("L")),
    "png-palette": encoded("PNG", corners().convert("P")),
    "png-16-bit-grey": encoded("PNG", _grey_16("<")),
    "png-16-bit": _png(2, 16, False, lambda x, y: b"\xff" * 6 if _white(x, y) else b"\0" * 6),
    "png-interlaced": _png(2, 8, True, lambda x, y: b"\xff" * 3 if _white(x, y) else b"\0" * 3),
    "webp": encoded("WEBP"),
    "webp-lossless": encoded("WEBP", lossless=True),
    "gif": encoded("GIF"),
    "avif": encoded("AVIF"),
    "bmp": encoded("BMP"),
    "bmp-1-bit": encoded("BMP", corners().convert("1")),
    "bmp-palette": encoded("BMP", corners().convert("P")),
    "tiff": encoded("TIFF"),
    "tiff-cmyk": encoded("TIFF", corners().convert("CMYK")),
    "tiff-16-bit": encoded("TIFF", _grey_16("<")),
    "tiff-16-bit-big-endian": encoded("TIFF", _grey_16(">")),
    "tiff-fax": encoded("TIFF", corners().convert("1"), compression="group4"),
    "tiff-lzw": encoded("TIFF", compression="tiff_lzw"),
    "tiff-jpeg": encoded("TIFF", compression="jpeg"),
}
CLEAR: Mapping[str, bytes] = {
    "png": encoded("PNG", _alpha()),
    "png-grey": encoded("PNG", _alpha().convert("LA")),
    "png-palette": encoded("PNG", _clear_palette()),
    "png-one-colour": encoded("PNG", transparency=(0, 0, 0)),
    "webp": encoded("WEBP", _alpha()),
    "gif": encoded("GIF", _clear_palette()),
    "avif": encoded("AVIF", _alpha()),
    "tiff": encoded("TIFF", _alpha()),
}
MOVING: Mapping[str, bytes] = {
    "png": _moving("PNG"),
    "webp": _moving("WEBP"),
    "gif": _moving("GIF"),
    "avif": _moving("AVIF"),
    "tiff": _moving("TIFF"),
}


def _written(tmp_path: Path, data: bytes, name: str = "picture.jpg") -> Path:
    """A file whose ending says nothing of what is in it."""
    path = tmp_path / name
    path.write_bytes(data)
    return path


def opened(picture: NormalPicture) -> Image.Image:
    """The pixels of a normal picture, whose file has to be a WebP."""
    image = Image.open(io.BytesIO(picture.data), formats=("WEBP",))
    image.load()
    assert picture.cty == "image/webp"
    assert image.size == (picture.width, picture.height)
    return image


def _quarters(image: Image.Image) -> tuple[bool, ...]:
    """Which of the quarters are white: top left, top right, bottom left, bottom right; the others have to be black."""
    grey, (width, height) = image.convert("L").tobytes(), image.size
    values = [grey[height * y // 4 * width + width * x // 4] for y in (1, 3) for x in (1, 3)]
    assert all(value >= _WHITE or value <= _BLACK for value in values), values
    return tuple(value >= _WHITE for value in values)


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_every_common_format_is_read(data: bytes, tmp_path: Path) -> None:
    """Whatever the kind of file and of pixels, black is black and white is white; and always in the same bytes."""
    path = _written(tmp_path, data)
    found, normal = probe(path), normalise(path)
    assert isinstance(found, Picture)
    assert ((found.width, found.height), found.moves) == (_SIZE, False)
    assert opened(normal).mode == "RGB"
    assert opened(normal).size == _SIZE
    assert _quarters(opened(normal)) == (True, False, False, False)
    assert normalise(_written(tmp_path, data, "another.png")) == normal


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_every_common_format_is_made_smaller(data: bytes, tmp_path: Path) -> None:
    """Nothing is lost but size where the picture is larger than it may be."""
    normal = normalise(_written(tmp_path, data), max_edge=20)
    assert opened(normal).size == (20, 10)
    assert _quarters(opened(normal)) == (True, False, False, False)


@pytest.mark.parametrize("data", CLEAR.values(), ids=CLEAR)
def test_what_is_clear_stays_clear(data: bytes, tmp_path: Path) -> None:
    """By a channel, by a colour or by a place in the palette: what was not there is not there in the end."""
    image = opened(normalise(_written(tmp_path, data), max_edge=40))
    assert image.mode == "RGBA"
    assert _quarters(image.getchannel("A")) == (True, False, False, False)


@pytest.mark.parametrize("data", MOVING.values(), ids=MOVING)
def test_of_a_moving_picture_the_first_frame_is_the_picture(data: bytes, tmp_path: Path) -> None:
    """It is read as a still one, and known to be none."""
    path = _written(tmp_path, data)
    found = probe(path)
    assert isinstance(found, Picture)
    assert found.moves
    assert _quarters(opened(normalise(path))) == (True, False, False, False)
    assert b"ANIM" not in normalise(path).data


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_come_out_upright(form: str, orientation: int, tmp_path: Path) -> None:
    """Whatever way the camera was held, the white quarter is where the viewer of the original sees it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = _written(tmp_path, encoded(form, exif=exif))
    found, normal = probe(path), normalise(path, max_edge=60)
    white = {1: 0, 2: 1, 3: 3, 4: 2, 5: 0, 6: 1, 7: 3, 8: 2}[orientation]  # Exif 3.0, 4.6.5.1.6
    assert isinstance(found, Picture)
    assert (found.width, found.height) == (_SIZE if orientation <= 4 else _SIZE[::-1])
    assert opened(normal).size == ((60, 30) if orientation <= 4 else (30, 60))
    assert _quarters(opened(normal)) == tuple(number == white for number in range(4))


def _with_iptc(jpeg: bytes) -> bytes:
    """A JPEG with a caption as press agencies write it, in a segment of Photoshop's."""
    caption = b"\x1c\x02\x78\x00\x0bCANARY iptc"
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(caption)) + caption + b"\0"
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


def _telling() -> Mapping[str, bytes]:
    exif = Image.Exif()
    exif[0x010E] = "CANARY description"
    exif[0x9286] = b"ASCII\0\0\0CANARY comment"
    exif.get_ifd(0x8825).update({1: "N", 2: (35.0, 41.0, 22.0), 29: "CANARY gps"})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace(b"sRGB built-in", b"CANARY profil")
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>CANARY xmp</x:xmpmeta>"
    more: dict[str, Any] = {"exif": exif, "icc_profile": profile}
    return {
        "jpeg": _with_iptc(encoded("JPEG", comment=b"CANARY", xmp=xmp, **more)),
        "png": encoded("PNG", _alpha(), **more).replace(
            b"\0\0\0\0IEND", _chunk(b"tEXt", b"Comment\0CANARY") + b"\0\0\0\0IEND"
        ),
        "webp": encoded("WEBP", xmp=xmp, **more),
        "avif": encoded("AVIF", xmp=xmp, **more),
        "gif": encoded("GIF", comment=b"CANARY"),
        "tiff": encoded("TIFF", description="CANARY", artist="CANARY", **more),
    }


@pytest.mark.parametrize(("name", "data"), _telling().items(), ids=_telling())
def test_no_metadata_comes_through(name: str, data: bytes, tmp_path: Path) -> None:
    """Place, camera, captions, comments, profiles and previews are gone: the file has pixels and nothing else."""
    assert b"CANARY" in data
    with quiet():
        out = normalise(_written(tmp_path, data)).data
    assert b"CANARY" not in out
    kinds = {"VP8X", "ALPH", "VP8 "} if name == "png" else {"VP8 "}
    assert set(_chunks(out)) == kinds


def _chunks(webp: bytes) -> list[str]:
    found, at = list[str](), 12
    while at < len(webp):
        found.append(webp[at : at + 4].decode())
        at += 8 + -(-int.from_bytes(webp[at + 4 : at + 8], "little") // 2) * 2
    return found


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_colours_are_taken_to_srgb(mode: str, tmp_path: Path) -> None:
    """A profile that calls red what is blue in sRGB is applied before it is dropped; a broken one is dropped."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"tmp_").replace(b"bXYZ", b"rXYZ").replace(b"tmp_", b"bXYZ")
    red = Image.new("RGB", (16, 16), (200, 30, 30))
    red = red.quantize() if mode == "P" else red.convert(mode)
    for kept, colour in ((profile, (200, 30, 30)), (swapped, (30, 30, 200)), (b"none", (200, 30, 30))):
        normal = opened(normalise(_written(tmp_path, encoded("PNG", red, icc_profile=kept))))
        pixel = normal.convert("RGB").getpixel((8, 8))
        assert isinstance(pixel, tuple)
        assert all(abs(one - other) < 16 for one, other in zip(pixel, colour, strict=True)), (pixel, colour)


def test_clear_pictures_with_a_profile_stay_clear(tmp_path: Path) -> None:
    """Taking colours to sRGB leaves alone how clear they are."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = opened(normalise(_written(tmp_path, encoded("PNG", _alpha(), icc_profile=profile))))
    assert _quarters(image.getchannel("A")) == (True, False, False, False)


@pytest.mark.parametrize("mode", ["F", "I", "LAB"])
def test_colours_of_laboratories_are_refused(mode: str, tmp_path: Path) -> None:
    """Kinds of pixels that no camera writes are told, instead of shown wrongly."""
    path = _written(tmp_path, encoded("TIFF", Image.new(mode, (8, 8))))
    _refused(path, f"of a kind that is not read ({mode})")


def _refused(path: Path, words: str) -> None:
    with quiet():
        found = probe(path)
        assert isinstance(found, Unusable)
        assert (found.code, words in found.message) == ("picture-unusable", True), found.message
        with pytest.raises(PictureError):
            normalise(path)


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_half_a_picture_is_none(data: bytes, tmp_path: Path) -> None:
    """A file that was cut off in the middle, or in its head, is told as that."""
    for length in (len(data) // 2, 20):
        _refused(_written(tmp_path, data[:length]), "damaged or cut off")


@pytest.mark.parametrize(("name", "size_as"), [("png", ">2I"), ("gif", "<2H"), ("bmp", "<2I")])
@pytest.mark.parametrize(
    ("size", "words"),
    [
        ((0, 40), "damaged"),
        ((80, 0), "damaged"),
        ((60_000, 60_000), "million pixels"),
        ((12_000, 12_000), "million"),
    ],
)
def test_sizes_that_are_lies_are_refused(
    name: str, size_as: str, size: tuple[int, int], words: str, tmp_path: Path
) -> None:
    """No pixels at all, or far more than there are, in a head that is believed by nobody."""
    data = FILES[name].replace(struct.pack(size_as, *_SIZE), struct.pack(size_as, *size))
    assert data != FILES[name]
    if name == "png":
        head = data[12:29]
        data = data[:29] + struct.pack(">I", zlib.crc32(head)) + data[33:]
    _refused(_written(tmp_path, data), words)


def test_a_small_file_with_too_many_pixels_is_refused(tmp_path: Path) -> None:
    """A thousand times as many pixels as bytes, truly there, are not unpacked."""
    path = _written(tmp_path, encoded("PNG", Image.new("1", (12_000, 12_000))))
    assert path.stat().st_size < 100_000
    _refused(path, "12,000 × 12,000 pixels")


@pytest.mark.parametrize("size", [(12_000, 2), (1, 12_000), (1, 1)])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF"])
def test_very_long_and_very_small_pictures_are_pictures(
    size: tuple[int, int], form: str, tmp_path: Path
) -> None:
    """Neither edge becomes nothing, and none is larger than it may be."""
    normal = normalise(_written(tmp_path, encoded(form, Image.new("L", size, 200))))
    assert min(opened(normal).size) >= 1
    assert max(opened(normal).size) <= 960


def test_a_bomb_in_the_metadata_is_refused(tmp_path: Path) -> None:
    """A text of a gigabyte, packed into a comment of a picture, is not unpacked."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(1000)) + packer.flush()
    bomb = _chunk(b"zTXt", b"Comment\0\0" + packed)
    data = FILES["png"]
    _refused(_written(tmp_path, data[:33] + bomb + data[33:]), "damaged")


@pytest.mark.parametrize("name", ["jpeg", "png", "gif", "webp"])
def test_what_hangs_behind_a_picture_is_cut_off(name: str, tmp_path: Path) -> None:
    """A file that is a picture and a page or archive at once comes out as a picture alone."""
    behind = b"<script>alert('CANARY')</script>PK\x03\x04CANARY"
    out = normalise(_written(tmp_path, FILES[name] + behind)).data
    assert b"CANARY" not in out
    assert set(_chunks(out)) == {"VP8 "}


def test_spoilt_files_are_told_and_never_raised(tmp_path: Path) -> None:
    """Bytes changed at random in every kind of file: it is a picture still, or it is refused in words."""
    chance = random.Random("spoilt")
    outcomes = set[type]()
    for data in (*FILES.values(), *CLEAR.values(), *MOVING.values()):
        for _ in range(12):
            spoilt = bytearray(data)
            for _ in range(chance.randint(1, 6)):
                place = chance.randrange(min(len(spoilt), chance.choice((40, 200, len(spoilt)))))
                spoilt[place] = chance.choice((0, 1, 127, 255, chance.randrange(256)))
            path = _written(tmp_path, bytes(spoilt))
            with quiet():
                outcomes.add(type(probe(path)))
                try:
                    outcomes.add(type(normalise(path, max_edge=200)))
                except PictureError as error:
                    assert str(error)  # noqa: PT017 - that it is no other exception is what is shown
    assert outcomes == {Picture, Unusable, NormalPicture}
