"""Draw the demo's pictures anew: `python -m tools.demo.draw [NAME…]`.

They are kept as sources, so this runs only when a picture is to change.
"""

import sys
from collections.abc import Callable
from io import BytesIO

from PIL import Image

from tools.demo.brush import Sheet
from tools.demo.charts import CHARTS
from tools.demo.scenes_land import LAND
from tools.demo.scenes_people import PEOPLE
from tools.demo.scenes_water import WATER
from tools.demo.sources import HERE

BUDGET = 78_000
"""Bytes that a picture may take: forty of them must travel in a package of four megabytes."""
PICTURES: dict[str, Callable[[], Sheet]] = {**WATER, **LAND, **PEOPLE, **CHARTS}


def main(names: list[str]) -> None:
    """Draw the named pictures, or all of them."""
    for name in names or PICTURES:
        flat = name in CHARTS
        image = PICTURES[name]().finish(grain=0.02 if flat else 0.035, shade=0.05 if flat else 0.3)
        (HERE / "pictures" / f"{name}.jpg").write_bytes(pressed(image))


def pressed(image: Image.Image) -> bytes:
    """Return a JPEG of the best quality that stays within the budget."""
    quality = 72
    while True:
        out = BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() <= BUDGET:
            return out.getvalue()
        quality -= 2


if __name__ == "__main__":
    main(sys.argv[1:])
