"""Smaller copies of pictures: which there are, and what they hold."""

from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PIL import Image, ImageCms

from backfile.publish.variants import WIDTHS, Made, answer, looked_at, make, rungs


def photograph(width: int, height: int) -> Image.Image:
    """Make something that no compression makes small: grain, in large soft patches."""
    grain = Random(width).randbytes(3 * (width // 4) * (height // 4))  # noqa: S311 - no secret
    small = Image.frombytes("RGB", (width // 4, height // 4), grain)
    return small.resize((width, height), Image.Resampling.BICUBIC)


def made(picture: Image.Image, tmp_path: Path, name: str = "p.jpg", **how: Any) -> Made:
    file = tmp_path / name
    picture.save(file, **how)
    (tmp_path / "out").mkdir()
    return looked_at(file) or make(file, tmp_path / "out")


def test_a_large_photograph_comes_in_three_widths_and_a_plain_one(tmp_path: Path) -> None:
    found = made(photograph(2000, 1200), tmp_path, quality=90)
    assert [(c.ending, c.width, c.height) for c in found.copies] == [
        ("480.webp", 480, 288),
        ("960.webp", 960, 576),
        ("1600.webp", 1600, 960),
        ("1200.jpg", 1200, 720),
    ]
    for copy in found.copies:
        with Image.open(tmp_path / "out" / copy.ending) as opened:
            assert opened.size == (copy.width, copy.height)


@pytest.mark.parametrize(
    ("width", "steps"),
    [(300, (300,)), (500, (500,)), (700, (480, 700)), (1000, (480, 1000)), (5000, WIDTHS)],
)
def test_a_picture_is_never_made_larger(width: int, steps: tuple[int, ...]) -> None:
    assert rungs(width) == steps


def test_a_picture_that_lies_on_its_side_stands_up_and_forgets_where_it_was_taken(
    tmp_path: Path,
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "A camera maker"
    exif.get_ifd(0x8825)[1] = "N"
    found = made(photograph(1000, 600), tmp_path, quality=90, exif=exif)
    assert (found.width, found.height) == (600, 1000)
    for copy in found.copies:
        data = (tmp_path / "out" / copy.ending).read_bytes()
        with Image.open(BytesIO(data)) as opened:
            assert opened.size == (copy.width, copy.height)
            assert not opened.getexif()
        assert b"camera maker" not in data


def test_a_colour_profile_is_turned_into_the_colours_that_all_screens_mean(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    found = made(photograph(800, 600), tmp_path, quality=90, icc_profile=lab)
    assert found.copies
    for copy in found.copies:
        with Image.open(tmp_path / "out" / copy.ending) as opened:
            assert "icc_profile" not in opened.info
            assert opened.mode == "RGB"


def test_a_jpeg_that_no_copy_would_make_lighter_is_its_own_plain_copy(tmp_path: Path) -> None:
    soft = photograph(400, 268).resize((1200, 800), Image.Resampling.BICUBIC)
    found = made(soft, tmp_path, quality=80, progressive=True)
    assert [copy.ending for copy in found.copies] == ["480.webp", "960.webp", "1200.webp"]


def test_a_broken_profile_costs_no_picture(tmp_path: Path) -> None:
    assert made(photograph(800, 600), tmp_path, quality=90, icc_profile=b"no profile").copies


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_print_and_grey_photographs_become_colours(mode: str, tmp_path: Path) -> None:
    found = made(photograph(1200, 800).convert(mode), tmp_path, quality=95)
    assert len(found.copies) == 4
    with Image.open(tmp_path / "out" / found.copies[-1].ending) as opened:
        assert opened.mode == "RGB"


def test_what_one_sees_through_stays_so_and_lies_on_paper_in_a_jpeg(tmp_path: Path) -> None:
    glass = photograph(800, 600)
    glass.putalpha(0)
    found = made(glass, tmp_path, "p.png")
    with Image.open(tmp_path / "out" / found.copies[0].ending) as opened:
        assert opened.mode == "RGBA"
        assert opened.getpixel((5, 5))[3] == 0  # type: ignore[index] # of RGBA it is a tuple
    with Image.open(tmp_path / "out" / found.copies[-1].ending) as opened:
        assert opened.getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_that_moves_is_shown_as_it_is(tmp_path: Path) -> None:
    frames = [photograph(600, 400 + 4 * n).resize((600, 400)) for n in range(2)]
    found = made(frames[0], tmp_path, "p.gif", save_all=True, append_images=frames[1:])
    assert found == Made(600, 400)


def test_a_small_picture_is_shown_as_it_is(tmp_path: Path) -> None:
    assert made(Image.new("RGB", (1000, 700), "teal"), tmp_path, "p.png") == Made(1000, 700)


def test_what_announces_more_than_anybody_prints_is_not_decoded(tmp_path: Path) -> None:
    # Black compresses a thousandfold: the file is small, the picture 60 megapixels.
    bomb = Image.new("1", (10_000, 6_000))
    bomb.save(tmp_path / "bomb.png")
    with (tmp_path / "bomb.png").open("ab") as end:
        end.write(bytes(100_000))
    assert looked_at(tmp_path / "bomb.png") == Made(10_000, 6_000)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_picture_that_breaks_off_has_no_copies(share: float, tmp_path: Path) -> None:
    out = BytesIO()
    photograph(1200, 800).save(out, "PNG")
    file = tmp_path / "p.png"
    file.write_bytes(out.getvalue()[: int(len(out.getvalue()) * share)])
    found = looked_at(file) or make(file, tmp_path)
    assert not found.copies


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    picture = photograph(1300, 900)
    picture.save(tmp_path / "p.jpg", quality=90)
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        list(answer([f'["{tmp_path}/p.jpg","{tmp_path}/{name}"]\n'.encode()]))
    names = sorted(file.name for file in (tmp_path / "one").iterdir())
    assert len(names) == 4
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_photograph_that_came_pressed_hard_has_lighter_copies_too(tmp_path: Path) -> None:
    found = made(photograph(1200, 800), tmp_path, quality=60)
    assert [copy.ending for copy in found.copies] == ["480.webp", "960.webp", "1200.webp"]
    whole = (tmp_path / "p.jpg").stat().st_size
    assert all((tmp_path / "out" / copy.ending).stat().st_size <= whole for copy in found.copies)


def test_a_photograph_that_no_copy_can_match_is_shown_as_it_is(tmp_path: Path) -> None:
    assert made(photograph(1200, 800), tmp_path, quality=20) == Made(1200, 800)


@pytest.mark.parametrize("width", [1200, 1800])
@pytest.mark.parametrize("quality", [20, 40, 50, 60, 70])
def test_each_copy_is_lighter_than_the_wider_ones_and_all_than_the_picture(
    quality: int, width: int, tmp_path: Path
) -> None:
    found = made(photograph(width, 800), tmp_path, quality=quality)
    weights = [
        (tmp_path / "out" / copy.ending).stat().st_size
        for copy in found.copies
        if copy.ending.endswith(".webp")
    ]
    assert weights == sorted(set(weights))
    assert all(weight < (tmp_path / "p.jpg").stat().st_size for weight in weights)


def test_a_drawing_of_which_a_copy_weighs_more_is_shown_as_it_came(tmp_path: Path) -> None:
    drawing = Image.new("1", (2000, 1200))
    for at in range(0, 2000 * 1200, 3):
        drawing.putpixel((at % 2000, at // 2000), at * at % 7 % 2)
    assert made(drawing, tmp_path, "p.png") == Made(2000, 1200)
