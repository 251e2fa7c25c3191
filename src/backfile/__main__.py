"""``python -m backfile`` is ``backfile``."""

from backfile.cli import main

if __name__ == "__main__":  # processes that help with the work import this too
    main()
