"""The ``plenaria`` command: names the settings, and hands over to ``interfaces.cli``."""

import os


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")
    from plenaria.interfaces.cli.app import app

    app()
