"""docs/performance.md and docs/reliability.md: each measuring command owns one section of one page."""

from pathlib import Path

from peaceplans.canonical import write_whole

HEADS = {
    "performance.md": "# Performance\n\nEach section is written by the command named in it. Times vary with the machine; ratios "
                      "within a run are what counts.\n",
    "reliability.md": "# Reliability\n\nEach section is written by the command named in it.\n"}
COMMANDS = {
    "performance.md": {"Pages": "make build && .venv/bin/python scripts/measure_pages.py",
                       "Checking and building": "make bench"},
    "reliability.md": {"Planted faults": ".venv/bin/python scripts/measure_mutations.py",
                       "Killed at random moments": ".venv/bin/python scripts/measure_kills.py",
                       "Under load": "make build && .venv/bin/python scripts/measure_load.py"}}


def write_section(path: Path, title: str, text: str) -> None:
    """Put one section in place of the one of that title, or add it; the others stay as they are."""
    commands = COMMANDS[path.name]
    written = path.read_text(encoding="utf-8") if path.exists() else HEADS[path.name]
    _, *sections = written.split("\n## ")
    found = {section.split("\n", 1)[0]: section.split("\n", 1)[1].rstrip() for section in sections}
    found[title] = f"\n    {commands[title]}\n\n{text.strip()}"
    body = "".join(f"\n## {name}\n{found[name]}\n" for name in commands if name in found)
    write_whole(path, (HEADS[path.name] + body).encode())
