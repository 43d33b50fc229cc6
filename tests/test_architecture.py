"""The arrows between packages go one way, and each outside library has one door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "detente"
MODULES = sorted(PACKAGE.rglob("*.py"))

# A module may import from its own layer and those before it.
LAYERS = [
    {"errors", "dates", "records", "lexicons"},
    {"language", "readers", "statements", "entities", "events", "exchange"},
    {"coder"},
    {"batch", "check", "codebook", "explain"},
    {"cli", "__init__"},
]
# Within the coding half: what each folder may know of the others.
MAY_KNOW = {
    "lexicons": set(),
    "language": {"lexicons"},
    "readers": set(),
    "statements": {"language"},
    "entities": {"language", "lexicons"},
    "events": {"language", "lexicons", "entities", "statements"},
    "exchange": set(),
}
DOORS = {
    "spacy": {"language/parse.py"},
    "httpx": {"readers/url.py"},
    "trafilatura": {"readers/page.py"},
    "pypdf": {"readers/pdf.py"},
    "typer": {"cli"},
    "rich": {"cli"},
}


def _imports(path: Path) -> set[str]:
    """Modules a file imports, at its head or inside functions; those for type checking alone left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def _place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _part(place: str) -> str:
    return place.split("/")[0].removesuffix(".py")


def _layer(part: str) -> int:
    return next(n for n, layer in enumerate(LAYERS) if part in layer)


@pytest.mark.parametrize("path", MODULES, ids=_place)
def test_every_module_belongs_to_a_layer(path: Path) -> None:
    assert any(_part(_place(path)) in layer for layer in LAYERS)


@pytest.mark.parametrize("path", MODULES, ids=_place)
def test_a_module_imports_only_from_its_own_layer_and_those_below(path: Path) -> None:
    own = _part(_place(path))
    parts = {name.split(".")[1] for name in _imports(path) if name.startswith("detente.")}
    parts = {part for part in parts if (PACKAGE / part).is_dir() or (PACKAGE / f"{part}.py").exists()}
    assert {part for part in parts if _layer(part) > _layer(own)} == set()
    if own in MAY_KNOW:
        inside = {part for part in parts if part in MAY_KNOW and part != own}
        assert inside - MAY_KNOW[own] == set()


@pytest.mark.parametrize("path", MODULES, ids=_place)
def test_each_library_has_one_door(path: Path) -> None:
    place = _place(path)
    for library, doors in DOORS.items():
        if any(name == library or name.startswith(f"{library}.") for name in _imports(path)):
            assert any(place == door or place.startswith(f"{door}/") for door in doors), f"{place} imports {library}"


def test_importing_detente_loads_nothing_heavy() -> None:
    import subprocess
    import sys

    code = "import sys, detente; print([m for m in ('spacy', 'numpy', 'rich', 'typer', 'httpx') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
