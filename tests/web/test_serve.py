"""Where the server keeps the site that it shows."""

from pathlib import Path

from backfile.web.serve import site_folder
from backfile.web.shown import publish_and_show


def test_a_site_that_was_published_beside_the_archive_is_served_as_it_is(
    archive_path: Path, tmp_path: Path
) -> None:
    beside = tmp_path / "archive-site"
    with site_folder(archive_path, None) as folder:
        assert folder != beside
        publish_and_show(archive_path, folder)
    assert not folder.exists()
    publish_and_show(archive_path, beside)
    with site_folder(archive_path, None) as folder:
        assert folder == beside
        assert publish_and_show(archive_path, folder)[1].written == 0


def test_a_folder_that_somebody_names_is_kept(archive_path: Path, tmp_path: Path) -> None:
    with site_folder(archive_path, tmp_path / "kept") as folder:
        publish_and_show(archive_path, folder)
    assert (tmp_path / "kept/index.html").is_file()
