"""``python -m backfile`` is ``backfile``."""

from backfile.cli import main

main()
