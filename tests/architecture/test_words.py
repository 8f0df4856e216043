"""Every code has its word, and every word its translation."""

import ast
import re

from tools import catalogues

from plenaria.phrases.refusals import SENTENCES
from tests.architecture.source import REPOSITORY, Module, dotted, modules

KINDS = ("forbidden", "conflict", "unacceptable", "too_many", "unavailable", "Refusal")


def codes(module: Module) -> set[str]:
    """The codes of the refusals that a module makes: the first argument, or each of a choice."""
    found: set[str] = set()
    for _, name, call in module.calls():
        if name.rpartition(".")[2] in (*KINDS, "Unreadable", "refuse") and call.args:
            found |= strings(call.args[0])
    return found


def strings(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return strings(node.body) | strings(node.orelse)
    return set()


def test_every_refusal_has_a_sentence_and_every_sentence_a_refusal() -> None:
    made = {code for module in modules() for code in codes(module) if re.fullmatch(r"[a-z]+(-[a-z]+)+", code)}
    assert sorted(made - set(SENTENCES)) == []
    # A code may be put together or looked up in a table; then it stands somewhere else in the source as a string.
    written = {
        node.value
        for module in modules()
        if not module.path.startswith("phrases/refusals/")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(SENTENCES) - made - written) == []


def test_nothing_is_left_untranslated() -> None:
    assert catalogues.missing() == []


def test_the_catalogues_are_as_the_code() -> None:
    """No message of a catalogue is one that the code no longer says."""
    said = {(message.context, message.id) for message in catalogues.template() if message.id}
    for language in catalogues.LANGUAGES:
        with catalogues.path_of(language).open("rb") as file:
            catalogue = catalogues.read_po(file, locale=language)
        kept = {(message.context, message.id) for message in catalogue if message.id}
        assert sorted(map(str, kept - said)) == [], language


def test_the_lock_names_hashes_and_no_registry() -> None:
    lines = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "://" in line or line.lstrip().startswith(("--index", "--extra", "-i "))] == []
    entries = re.split(r"\n(?=\S)", "\n".join(lines))
    assert [entry.partition(" ")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_no_text_is_filled_in_before_its_language_is_known() -> None:
    """A lazy text with ``%`` or ``+`` is a text at once: that of the language in which the process was started."""
    found = [
        f"{module.path}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.BinOp)
        for side in (node.left, node.right)
        if isinstance(side, ast.Call) and dotted(side.func).endswith("gettext_lazy")
    ]
    assert found == []


def test_every_day_is_written_as_browsers_read_it() -> None:
    """A field of a day without a form of its own is filled in as the reader's country writes it: it would be empty."""
    found = [
        f"{module.path}:{line}"
        for module in modules("interfaces")
        for line, name, call in module.calls()
        if name.endswith("DateInput") and "'%Y-%m-%d'" not in ast.unparse(call)
    ]
    assert found == []
