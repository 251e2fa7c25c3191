"""Smaller copies of a picture, for small screens and slow lines; made by a process of its own.

    python -m backfile.publish.variants    (in: a picture and a folder a line; out: an answer)

Decoding foreign bytes takes memory and may take a process down with it: `publish` itself never
decodes a picture, it asks this process. Same picture in, same bytes out (for one Pillow).
"""

import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import msgspec

# Each plug-in registers its format when it is imported; no other format is ever tried.
from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

if sys.platform != "win32":
    import resource

WIDTHS = (480, 960, 1600)
"""Pixels. A phone of 390 points takes the second where it is twice as dense, a desktop's lead
picture of 1,020 points the third; each step more would be a file more a picture."""
_NEAR = 1.25
"""A step that is less than a quarter wider than the one below is not worth a file."""
PLAIN_WIDTH = 1200
"""Pixels of the JPEG: what share cards ask for, and what browsers without WebP show."""
_QUALITY = 78
"""WebP's: of made photographs, AVIF at the like size took twice the CPU (0.22 s for three widths
against 0.18 s with its fastest setting, 0.55 s with a usual one) and saved 4 to 20 %."""
_METHOD = 4
_PLAIN_QUALITY = 80
_SMALL = 30_000
"""Bytes of a picture that is shown as it is: it takes a slow phone (1.6 Mbit/s) 0.15 s."""
_GAIN = 0.9
"""What the widest copy may weigh of the original, or it is pressed harder. Then it need only be
lighter: without it a phone would have none of the narrower ones either. A narrower copy is kept
where it is lighter than the wider ones."""
_PRESSED = 62
"""WebP's quality for a picture that came pressed hard already: one in six of the demo's, whose
copies had weighed as much as they. A drawing would lose its edges, and is not."""
MOST_PIXELS = 50_000_000
"""The largest press photograph; what announces more is not decoded."""
_MOST_MEMORY = 2 << 30
"""Bytes of address space that the process may take: three times what such a picture needs."""
_DRAWN_COLOURS = 256
"""A picture with no more colours is drawn: lossless compression is tried too."""
_MODES = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr"})
"""Pillow's names for pixels of eight bits; others (16 bits, floats) would lose by conversion."""
_FORMATS = tuple(
    kind.format
    for kind in (
        JpegImagePlugin.JpegImageFile,
        PngImagePlugin.PngImageFile,
        WebPImagePlugin.WebPImageFile,
        AvifImagePlugin.AvifImageFile,
        GifImagePlugin.GifImageFile,
    )
)
_SHOWN_BY_ALL = frozenset({"JPEG", "MPO", "PNG"})
"""What every browser and share card shows: such an original can stand for its own plain copy."""
_PHOTOGRAPHS = frozenset({"JPEG", "MPO"})


@dataclass(frozen=True, slots=True)
class Copy:
    """One smaller copy."""

    ending: str
    """What stands in its name behind the picture's: "480.webp"."""
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one picture."""

    width: int = 0
    """As it is seen (EXIF orientation applied); 0 where it could not be read."""
    height: int = 0
    copies: tuple[Copy, ...] = ()
    """WebP by rising width, then one JPEG where it is smaller than the original, or the original is
    of another kind; empty where the picture is shown as it is."""


_READ = (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError)
_HELD = (MemoryError, OverflowError, RuntimeError, Image.DecompressionBombError)


@contextmanager
def _opened(file: Path) -> Iterator[Image.Image]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Pillow warns of is bounded here
        with Image.open(file, formats=_FORMATS) as opened:
            yield opened


def looked_at(file: Path) -> Made | None:
    """Return what becomes of a picture that has no copies, read from its head; None of others."""
    try:
        with _opened(file) as opened:
            if file.stat().st_size <= _SMALL or _is_kept(opened):
                return Made(*_upright(opened))
    except (*_READ, *_HELD):
        return Made()
    return None


def make(file: Path, folder: Path) -> Made:
    """Make a picture's smaller copies, named by their endings, in a folder.

    The copies are upright, in sRGB, and hold nothing that a camera wrote (no place, no name).
    A picture that cannot be decoded has none.
    """
    try:
        with _opened(file) as opened:
            return _made(opened, file.stat().st_size, folder)
    except (*_READ, *_HELD):
        return Made()


def _made(opened: Image.Image, size: int, folder: Path) -> Made:
    width, height = _upright(opened)
    widths = rungs(width)
    is_photograph = opened.format in _PHOTOGRAPHS
    if is_photograph:
        # A JPEG can be decoded at half, a quarter … of its size.
        opened.draft(None, (2 * widths[-1], 2 * widths[-1] * opened.height // opened.width))
    whole = _in_srgb(ImageOps.exif_transpose(opened))
    is_drawn = not is_photograph and whole.getcolors(_DRAWN_COLOURS) is not None
    copies: list[Copy] = []
    least = _GAIN * size
    for step in reversed(widths):
        small = _scaled(whole, step, height * step / width)
        data = _webp(small, is_drawn=is_drawn)
        if not copies and len(data) > least and not is_drawn:
            data, least = _webp(small, is_drawn=False, quality=_PRESSED), size - 1
        if len(data) <= least:
            copies.insert(0, _kept(folder, f"{step}.webp", small, data))
            least = len(data) - 1
        elif not copies:
            return Made(width, height)
    flat = _plain(whole, (width, height))
    data = _jpeg(flat)
    if opened.format not in _SHOWN_BY_ALL or len(data) <= _GAIN * size:
        copies.append(_kept(folder, f"{flat.width}.jpg", flat, data))
    return Made(width, height, tuple(copies))


def plain_copy(file: Path) -> bytes | None:
    """Return a picture as a JPEG of at most PLAIN_WIDTH; None where it cannot be decoded.

    Nor is one of more than MOST_PIXELS: its file may be an attack on whoever opens it.
    The copy is upright, in sRGB, and holds nothing that a camera wrote. Done in this process: for
    whoever makes one file for one author, not for `publish`.
    """
    try:
        with _opened(file) as opened:
            if not 0 < opened.width * opened.height <= MOST_PIXELS:
                return None
            size = _upright(opened)
            return _jpeg(_plain(_in_srgb(ImageOps.exif_transpose(opened)), size))
    except (*_READ, *_HELD):
        return None


def _plain(whole: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a picture as every program shows it: no wider than PLAIN_WIDTH, on paper."""
    width, height = size
    step = min(PLAIN_WIDTH, width)
    return _flat(_scaled(whole, step, height * step / width))


def _jpeg(flat: Image.Image) -> bytes:
    out = BytesIO()
    flat.save(out, "JPEG", quality=_PLAIN_QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def _upright(opened: Image.Image) -> tuple[int, int]:
    # EXIF orientations 5 to 8 lie on their side (EXIF 2.32, tag 0x0112).
    lies = opened.getexif().get(0x0112, 1) in {5, 6, 7, 8}
    return (opened.height, opened.width) if lies else opened.size


def _is_kept(opened: Image.Image) -> bool:
    """Say whether a picture is shown as it is, whatever its size."""
    if opened.mode not in _MODES:
        return True
    moves = opened.format != "MPO" and getattr(opened, "is_animated", False)
    return moves or not 0 < opened.width * opened.height <= MOST_PIXELS


def rungs(width: int) -> tuple[int, ...]:
    """Return the widths in which a picture is offered, the widest last: at most its own."""
    top = min(width, WIDTHS[-1])
    return (*(step for step in WIDTHS if step * _NEAR <= top), top)


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Return a picture in the colours that every screen means, without its profile."""
    has_holes = picture.mode in {"LA", "PA", "RGBA"} or "transparency" in picture.info
    wanted = "RGBA" if has_holes else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            found = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=wanted if picture.mode == "RGBA" else "RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            found = None  # a broken profile: as if there were none
        if found is not None:
            return _bare(found.convert(wanted) if picture.mode == "RGBA" else found)
    return _bare(picture.convert(wanted))


def _bare(picture: Image.Image) -> Image.Image:
    picture.info = {}
    return picture


def _scaled(picture: Image.Image, width: int, height: float) -> Image.Image:
    size = (width, max(1, round(height)))
    if size == picture.size:
        return picture
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _webp(picture: Image.Image, *, is_drawn: bool, quality: int = _QUALITY) -> bytes:
    out = BytesIO()
    picture.save(out, "WEBP", quality=quality, method=_METHOD, exif=b"", icc_profile=b"")
    if not is_drawn:
        return out.getvalue()
    exact = BytesIO()
    picture.save(exact, "WEBP", lossless=True, method=_METHOD, exif=b"", icc_profile=b"")
    return min(out.getvalue(), exact.getvalue(), key=len)


def _flat(picture: Image.Image) -> Image.Image:
    """Return a picture as JPEG can hold it: where one sees through it, paper."""
    if picture.mode == "RGB":
        return picture
    flat = Image.new("RGB", picture.size, "white")
    flat.paste(picture, mask=picture.getchannel("A"))
    return flat


def _kept(folder: Path, ending: str, picture: Image.Image, data: bytes) -> Copy:
    (folder / ending).write_bytes(data)
    return Copy(ending, picture.width, picture.height)


def answer(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Make the copies of each picture that a line names; yield what became of each.

    A line is a JSON array: the picture's file, and the folder for its copies.
    """
    for line in lines:
        file, folder = msgspec.json.decode(line, type=tuple[str, str])
        yield msgspec.json.encode(make(Path(file), Path(folder))) + b"\n"


def main() -> None:
    """Answer until nobody asks."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    for said in answer(sys.stdin.buffer):
        sys.stdout.buffer.write(said)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
