"""Build hook: compiles the catalogues with Babel, so that a wheel and an editable install speak every language."""

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):
    """Runs ``tools/catalogues.py compile`` before the files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        spec = importlib.util.spec_from_file_location("catalogues", root / "tools" / "catalogues.py")
        assert spec and spec.loader
        catalogues = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(catalogues)
        catalogues.compile_all(root / "src" / "plenaria" / "locale")
