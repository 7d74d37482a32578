"""Pictures: which files are any, and how one becomes a small upright WebP that tells only what it shows."""

import io
import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms

from generator.phrase import phrase

MAX_BYTES = 20_000_000
MAX_PIXELS = 40_000_000
"""A phone's photo has 12 to 25 million; far more may be made to fill the memory of its reader."""

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "BMP", "TIFF")
_COLOURS = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr", "I;16", "I;16B"})
"""The kinds of pixels that are taken to sRGB; LAB, floating numbers and the like come from no camera or phone."""
_QUALITIES = (82, 74, 66, 58, 50, 40, 30)
_SHRINK = 0.8
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
_LYING = frozenset({5, 6, 7, 8})
_STRANGERS = (
    (4, b"ftypheic", "HEIC"), (4, b"ftypheix", "HEIC"), (4, b"ftyphevc", "HEIC"), (4, b"ftypheim", "HEIC"),
    (4, b"ftypmif1", "HEIF"), (4, b"ftypmsf1", "HEIF"), (4, b"jP  ", "JPEG 2000"),
    (4, b"JXL ", "JPEG XL"), (0, b"\xff\x0a", "JPEG XL"), (0, b"%PDF", "PDF"), (0, b"8BPS", "Photoshop"),
)  # fmt: skip
_KNOWN = (b"\xff\xd8", b"\x89PNG", b"RIFF", b"GIF8", b"BM", b"II*\0", b"MM\0*")


@dataclass(frozen=True)
class Picture:
    """A picture that can be used: its size in pixels once it stands upright, its format, and if there is more of it.

    Of one that moves, or has several pages, the first frame is the picture.
    """

    width: int
    height: int
    format: str
    moves: bool = False


@dataclass(frozen=True)
class Unusable:
    """Why a file is not a picture that can be used; ``code`` is one of the codes of diagnostics."""

    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True)
class NormalPicture:
    """A picture as the site shows it, without any metadata."""

    data: bytes
    width: int
    height: int
    cty: str = "image/webp"


class PictureError(ValueError):
    """A picture could not be normalised; the message says why."""


@contextmanager
def quiet() -> Iterator[None]:
    """Keep Pillow from telling on standard error what it makes the best of.

    The filters of warnings belong to all threads together: have this around threads that call `normalise`, not in them.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def probe(path: Path) -> Picture | Unusable:
    """Looks at a picture as far as needed to know that all of it is there. Never raises for content."""
    refused = _refused_file(path)
    if refused:
        return refused
    try:
        with quiet(), _opened(path) as image:
            return _refused_image(image) or _picture(image)
    except Image.DecompressionBombError:
        return _too_many_pixels()
    except Exception:  # what decoders raise for files that nobody has tried yet is written nowhere
        return _not_whole(path)


def normalise(path: Path, max_edge: int = 960, max_bytes: int = 200_000) -> NormalPicture:
    """Turns a picture upright, takes it to sRGB, shrinks it to ``max_edge`` pixels at most, and encodes it as
    WebP of at most ``max_bytes``. The same file always gives the same bytes.

    It takes 20 bytes of memory a pixel at most, which is what the decoder of WebP needs. Raises PictureError for what
    ``probe`` would refuse.
    """
    plain = _plain(path, max_edge)
    while True:
        data = _fitting(plain, max_bytes)
        if data is not None:
            return NormalPicture(data, plain.width, plain.height)
        if max(plain.size) <= 16:
            raise PictureError(f"It does not fit into {max_bytes} bytes.")
        plain.thumbnail((max(1, int(plain.width * _SHRINK)), max(1, int(plain.height * _SHRINK))))


def _plain(path: Path, max_edge: int) -> Image.Image:
    """The pixels of a picture, small, upright and in sRGB."""
    refused = _refused_file(path)
    try:
        if refused is None:
            with _opened(path) as image:
                refused = _refused_image(image)
                if refused is None:
                    plain = _srgb(_small(image, max_edge), image.info.get("icc_profile"))
                    return _upright(plain, _orientation(image))
    except Exception as error:
        raise PictureError(_not_whole(path).message) from error
    raise PictureError(refused.message)


def _small(image: Image.Image, max_edge: int) -> Image.Image:
    """The picture at its final size, before anything else that takes memory is done with it."""
    needed = 2 * max_edge / max(image.size)  # of JPEG no more is decoded
    image.draft(image.mode, (int(image.width * needed) or 1, int(image.height * needed) or 1))
    is_deep = image.mode.startswith("I")
    if image.mode in {"1", "P", "PA"}:  # numbers of colours cannot be averaged
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    elif image.has_transparency_data and not is_deep:
        image = image.convert("RGBA")
    image.thumbnail((max_edge, max_edge), Image.Resampling.LANCZOS, reducing_gap=None if is_deep else 3.0)
    return image


def _orientation(image: Image.Image) -> int:
    """How a loaded picture must be turned, 1 to 8: PNG may tell it behind the pixels, and TIFF is turned already."""
    return int(image.getexif().get(_ORIENTATION, 1))


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def _fitting(image: Image.Image, max_bytes: int) -> bytes | None:
    """The picture at the best quality that fits; None where even the worst is too large."""
    best, *others, worst = _QUALITIES
    data = _encoded(image, best)
    if len(data) <= max_bytes:
        return data
    smallest = _encoded(image, worst)
    if len(smallest) > max_bytes:
        return None
    tries = (_encoded(image, quality) for quality in others)
    return next((data for data in tries if len(data) <= max_bytes), smallest)


def _encoded(image: Image.Image, quality: int) -> bytes:
    """Encodes the pixels alone: a fresh image has no metadata that could come along."""
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    target = io.BytesIO()
    bare.save(target, "WEBP", quality=quality, method=6, exif=b"", xmp=b"", icc_profile=b"")
    return target.getvalue()


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB. A phone's wide colours would look dull once their profile is gone."""
    if image.mode.startswith("I"):  # 16 bits of grey; one of them as clear is more than it is worth
        image = image.convert("I").point(lambda value: value / 257).convert("L")
        image.info.pop("transparency", None)
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            turned = None
        if turned is not None:
            return turned
    return image.convert(mode)


def _opened(path: Path) -> Image.Image:
    return Image.open(path, formats=_FORMATS)


def _refused_file(path: Path) -> Unusable | None:
    try:
        state = path.lstat()
    except (OSError, ValueError):
        return Unusable("picture-missing", phrase("There is no such picture."))
    if stat.S_ISLNK(state.st_mode):
        return Unusable(
            "symbolic-link", phrase("This picture is a symbolic link."), phrase("Put the file itself there.")
        )
    if not stat.S_ISREG(state.st_mode):
        return Unusable("picture-missing", phrase("There is no such picture."))
    if state.st_size > MAX_BYTES:
        message = phrase(
            "This picture has {size} MB; at most {most} are read.",
            size=state.st_size // 1_000_000,
            most=MAX_BYTES // 1_000_000,
        )
        return Unusable("picture-unusable", message, phrase("Save it smaller: 2,000 pixels wide is plenty."))
    return None


def _refused_image(image: Image.Image) -> Unusable | None:
    """What is wrong with a picture of which only the head has been read."""
    if image.width * image.height > MAX_PIXELS:
        return _too_many_pixels(f"{image.width:,} × {image.height:,}")
    if image.mode not in _COLOURS:
        message = phrase(
            "The colours of this picture are of a kind that is not read ({kind}).", kind=image.mode
        )
        return Unusable("picture-unusable", message, phrase("Save it as JPEG."))
    return None


def _picture(image: Image.Image) -> Picture:
    """A picture all of which has been read."""
    size = image.size
    image.draft("RGB", (64, 64))  # JPEG is decoded at an eighth of its size: much faster, as strict
    image.load()
    width, height = size[::-1] if _orientation(image) in _LYING else size
    # A JPEG with several frames is a photo with its depth map or preview, and does not move.
    moves = image.format not in {"JPEG", "MPO"} and bool(getattr(image, "is_animated", False))
    return Picture(width, height, "JPEG" if image.format == "MPO" else str(image.format), moves)


def _too_many_pixels(size: str = "") -> Unusable:
    most = MAX_PIXELS // 1_000_000
    message = phrase("This picture has more than {most} million pixels.", most=most)
    if size:
        message = phrase(
            "This picture has {size} pixels; at most {most} million pixels are read.", size=size, most=most
        )
    return Unusable("picture-unusable", message, phrase("Save it smaller: 2,000 pixels wide is plenty."))


def _not_whole(path: Path) -> Unusable:
    """Says what the file is instead of a picture."""
    try:
        head = path.read_bytes()[:512]
    except OSError as error:
        return Unusable(
            "picture-unusable", phrase("This picture cannot be read: {reason}.", reason=error.strerror)
        )
    for offset, sign, name in _STRANGERS:
        if head[offset:].startswith(sign):
            return Unusable(
                "picture-unusable",
                phrase("This is {name}, which is not read.", name=name),
                phrase("Save it as JPEG."),
            )
    if b"<svg" in head.lower() or head.lstrip().startswith(b"<?xml"):
        return Unusable(
            "picture-unusable", phrase("This is SVG, which can hold scripts."), phrase("Save it as PNG.")
        )
    if head.startswith(_KNOWN) or head[4:12] == b"ftypavif":
        return Unusable(
            "picture-unusable",
            phrase("This picture is damaged or cut off."),
            phrase("Copy the original again."),
        )
    if head.startswith(b"version https://git-lfs"):
        return Unusable(
            "picture-unusable", phrase("This is a pointer of Git LFS."), phrase("Run `git lfs pull`.")
        )
    return Unusable("picture-unusable", phrase("This is not a picture."), phrase("Use JPEG, PNG or WebP."))
