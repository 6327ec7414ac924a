"""docs/performance.md, docs/reliability.md and docs/scale.md: each measuring command owns one section of one page."""

from pathlib import Path

from peaceplans.canonical import write_whole

HEADS = {
    "performance.md": "# Performance\n\nEach section is written by the command named in it. Times vary with the machine; ratios "
                      "within a run are what counts.\n",
    "scale.md": "# More than one machine\n",
    "reliability.md": "# Reliability\n\nEach section is written by the command named in it.\n"}
COMMANDS = {
    "scale.md": {"Measured": "make scale"},
    "performance.md": {"Pages": "make build && .venv/bin/python scripts/measure_pages.py",
                       "Checking and building": "make bench"},
    "reliability.md": {"Planted faults": ".venv/bin/python scripts/measure_mutations.py",
                       "Killed at random moments": ".venv/bin/python scripts/measure_kills.py",
                       "Under load": "make build && .venv/bin/python scripts/measure_load.py"}}


def write_section(path: Path, title: str, text: str) -> None:
    """Put one section in place of the one of that title, or add it; the rest of the page stays as it is."""
    head, *sections = (path.read_text(encoding="utf-8") if path.exists() else HEADS[path.name]).split("\n## ")
    made = f"{title}\n\n    {COMMANDS[path.name][title]}\n\n{text.strip()}\n"
    titles = [section.split("\n", 1)[0] for section in sections]
    if title in titles:
        sections[titles.index(title)] = made
    else:
        sections.append(made)
    write_whole(path, "\n## ".join([head.rstrip("\n") + "\n", *(f"{section.rstrip()}\n" for section in sections)]).encode())
