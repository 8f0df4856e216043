"""What the rooms promise and a linter can't see."""

import ast
import subprocess
import sys

import pytest

from tests.architecture.source import REPOSITORY, SOURCE, modules

CLOCKS = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.monotonic")
HANDS = ("open", "print", "input", "exec", "eval", "__import__")
OPENING = ("read_text", "read_bytes", "write_text", "write_bytes")
WRITING = {
    *("save", "delete", "create", "update", "get_or_create", "update_or_create"),
    *("bulk_create", "bulk_update", "create_user"),
}
LONGEST = {"src": 400, "tools": 400, "benchmarks": 400, "tests": 400}
"""Lines of a file. One that tries a thing lists what it promises, and may be a little longer."""


def test_the_core_imports_nothing_but_the_standard_library() -> None:
    foreign = [
        f"{module.path}:{line} imports {name}"
        for module in modules("core")
        for line, name in module.imports()
        if name.partition(".")[0] not in sys.stdlib_module_names and not name.startswith((".", "plenaria.core"))
    ]
    assert foreign == []


def test_the_core_has_no_clock_and_no_hands() -> None:
    """Data files of ``core.text`` are read through importlib.resources, once."""
    found = []
    for module in modules("core"):
        resources = any(name in ("importlib", "importlib.resources") for _, name in module.imports())
        for line, name, _ in module.calls():
            reads = name.rpartition(".")[2] in OPENING and not (resources and module.path.startswith("core/text/"))
            if name in HANDS or name.endswith(CLOCKS) or reads:
                found.append(f"{module.path}:{line} calls {name}")
    assert found == []


def test_only_actions_write_rows() -> None:
    """Models are changed through a manager, a query or an instance's own ``save`` and ``delete``.

    Migrations make the tables, and Django's own account is made where its manager is defined.
    """
    found = []
    for room in ("store", "delivery", "interfaces", "conf"):
        for module in modules(room):
            if module.path.startswith("store/migrations/") or module.path == "store/models/users.py":
                continue
            found += [f"{module.path}:{line} calls {name}" for line, name, _ in module.calls() if writes(name)]
    assert found == []


def writes(name: str) -> bool:
    """Whether a call changes rows: on a manager, on what a query gave, or on a row."""
    before, _, verb = name.rpartition(".")
    if verb not in WRITING:
        return False
    through_query = ".objects" in before or before.endswith(("()", "rows", "queryset"))
    return through_query or verb in ("save", "get_or_create", "update_or_create", "bulk_create", "bulk_update")


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("Person.objects.create", True),
        ("Person.objects.filter().update", True),
        ("row.save", True),
        ("hashlib.sha256().update", True),
        ("digest.update", False),
        ("bar.update", False),
        ("context.update", False),
    ],
)
def test_what_counts_as_writing(call: str, expected: bool) -> None:
    assert writes(call) is expected


def test_migrations_stand_alone() -> None:
    """Old migrations must run in the new house; of ours they may name only what makes an id."""
    allowed = {"plenaria.store.models.fields"}
    found = [
        f"{module.path}:{line} imports {name}"
        for module in modules("store/migrations")
        for line, name in module.imports()
        if name.startswith("plenaria") and name not in allowed
    ]
    assert found == []


def test_no_file_is_too_long_to_read() -> None:
    """Generated migrations and tables of words apart: a page of code has one reason to change."""
    long = {
        path.relative_to(REPOSITORY).as_posix(): count
        for folder, longest in LONGEST.items()
        for path in (REPOSITORY / folder).rglob("*.py")
        if "migrations" not in path.parts and (count := len(path.read_text(encoding="utf-8").splitlines())) > longest
    }
    assert long == {}


def test_every_public_thing_of_the_source_says_what_it_is() -> None:
    silent = []
    for module in modules():
        if module.path.startswith("store/migrations/") or not module.text.strip():
            continue
        if ast.get_docstring(module.tree) is None:
            silent.append(module.path)
        for node in module.tree.body:
            named = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            if named and not node.name.startswith("_") and node.name != "N_" and ast.get_docstring(node) is None:
                silent.append(f"{module.path}: {node.name}")
    assert silent == []


def test_imports_only_go_down() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_page_has_anything_inline_or_from_elsewhere() -> None:
    """What the content security policy would stop is found before a browser does."""
    found = []
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        text = path.read_text(encoding="utf-8")
        for wrong in ("style=", "<style", " onclick", " onload", " onchange", " onsubmit", "hx-on", "javascript:"):
            if wrong in text:
                found.append(f"{path.relative_to(SOURCE)}: {wrong}")
        scripts = text.split("<script")[1:]
        if any(" src=" not in tag and "application/ld+json" not in tag for tag in map(opening, scripts)):
            found.append(f"{path.relative_to(SOURCE)}: a script without an address")
        if 'src="http' in text or '<link rel="stylesheet" href="http' in text:
            found.append(f"{path.relative_to(SOURCE)}: something from elsewhere")
    assert found == []


def opening(script: str) -> str:
    """What stands in the tag itself; linked data is no script, though it is written as one."""
    return script.partition(">")[0]
