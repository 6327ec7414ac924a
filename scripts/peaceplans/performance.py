"""docs/performance.md: each measuring command owns one section of it."""

from pathlib import Path

HEAD = """# Performance

Each section is written by the command named in it. Times vary with the machine; ratios within a run are what counts.
"""
COMMANDS = {"Pages": "make build && .venv/bin/python scripts/measure_pages.py",
            "Checking and building": ".venv/bin/python scripts/measure_checking.py"}


def replace_section(path: Path, title: str, text: str) -> str:
    """The whole page with one section put in place of the one of that title, or added."""
    written = path.read_text(encoding="utf-8") if path.exists() else HEAD
    before, *sections = written.split("\n## ")
    found = {section.split("\n", 1)[0]: section.split("\n", 1)[1] for section in sections}
    found[title] = f"\n    {COMMANDS[title]}\n\n{text}\n"
    return before.rstrip() + "\n" + "".join(f"\n## {name}\n{found[name]}" for name in COMMANDS if name in found)
