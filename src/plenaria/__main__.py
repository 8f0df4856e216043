"""``python -m plenaria`` is the ``plenaria`` command."""

from plenaria.conf.console import main

if __name__ == "__main__":
    main()
