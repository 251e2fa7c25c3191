"""Draws one picture anew, in a process that knows nothing and may take little.

    python -m backfile.participate.redraw    (in: the bytes of a picture; out: fresh ones)

Same picture in, same bytes out (for one Pillow).
"""

import sys
import warnings
from io import BytesIO

# Each plug-in registers its format when it is imported; no other format is ever tried.
from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

if sys.platform != "win32":
    import resource

MOST_PIXELS = 50_000_000
"""The largest press photograph; what announces more is not decoded."""
LONGEST_SIDE = 4096
"""Pixels of the new picture's longer side: two pages of a magazine, more than any screen shows."""
_QUALITY = 90
_GAP = 2.0
"""How much larger than wanted a picture may be before it is halved in the quick way first."""
_MOST_MEMORY = 2 << 30
"""Bytes of address space; three times what such a picture needs."""
_MOST_SECONDS = 40
"""Of processor time."""
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
_FAILURES = (
    *(OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError),
    *(MemoryError, OverflowError, RuntimeError, Image.DecompressionBombError),
)


def redraw(data: bytes) -> bytes | None:
    """Return a picture's pixels as a new JPEG, or PNG where one sees through it; None if broken.

    It is upright, and of a moving picture only the first frame is left.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow warns of is bounded here
            with Image.open(BytesIO(data), formats=_FORMATS) as opened:
                if not 0 < opened.width * opened.height <= MOST_PIXELS:
                    return None
                # A JPEG can be decoded at half of its size, or less.
                opened.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
                return _fresh(ImageOps.exif_transpose(opened))
    except _FAILURES:
        return None


def _fresh(picture: Image.Image) -> bytes:
    has_holes = picture.mode in {"LA", "PA", "RGBA"} or "transparency" in picture.info
    plain = picture.convert("RGBA" if has_holes else "RGB")
    size = (LONGEST_SIDE, LONGEST_SIDE)
    plain.thumbnail(size, Image.Resampling.BICUBIC, reducing_gap=_GAP)
    # Only the pixels go on: not the head, not the profile, not what else a file may carry.
    bare = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    out = BytesIO()
    if has_holes:
        bare.save(out, "PNG")
    else:
        bare.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def main() -> int:
    """Draw what comes in; return the exit status."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
        # It writes to its pipe alone.
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    fresh = redraw(sys.stdin.buffer.read())
    if fresh is None:
        return 1
    sys.stdout.buffer.write(fresh)
    return 0


if __name__ == "__main__":
    sys.exit(main())
