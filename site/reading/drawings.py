"""Pictures as numbers for the templates that draw them; every picture has a table under it."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Row = dict[str, Any]

WIDTH = 700
OUTLINE = json.loads(Path(__file__).with_name("outline.json").read_text(encoding="utf-8"))


def numbers_by_version(strip: list[Row]) -> dict[str, Any] | None:
    """Bars of the numbers that versions give on a matter, in the unit of most; None below two, or where one gives several."""
    given = [(version, row) for version in strip for row in version["provisions"]
             if row["value_low"] is not None or row["value_high"] is not None]
    units = [row["unit"] for _, row in given]
    unit = max(units, key=units.count) if units else None
    bars = [(version["plan_version_id"], row) for version, row in given if row["unit"] == unit]
    if len(bars) < 2 or len({version for version, _ in bars}) < len(bars):
        return None
    top = max(row["value_high"] or row["value_low"] for _, row in bars) or 1
    scale = (WIDTH - 300) / top
    return {"unit": unit, "width": WIDTH, "height": 28 * len(bars), "bars": [
        {"version": version, "row": row, "y": 28 * number, "start": round((row["value_low"] or 0) * scale),
         "end": round((row["value_high"] or row["value_low"]) * scale), "open_above": row["value_high"] is None,
         "open_below": row["value_low"] is None} for number, (version, row) in enumerate(bars)]}


def weeks(counts: list[Row]) -> dict[str, Any] | None:
    """Circles by week and kind, their area by the count; `counts` has day, kind, n."""
    if not counts:
        return None
    mondays: dict[tuple[str, date], int] = {}
    for row in counts:
        there = date.fromisoformat(row["day"])
        key = row["kind"], there - timedelta(days=there.weekday())
        mondays[key] = mondays.get(key, 0) + row["n"]
    first, last = min(day for _, day in mondays), max(day for _, day in mondays)
    span = max((last - first).days, 7)
    kinds = list(dict.fromkeys(kind for kind, _ in mondays))
    most = max(mondays.values())
    months = [day for day in (first + timedelta(days=n) for n in range(span + 1)) if day.day == 1]

    def across(day: date) -> int:
        return 20 + round((WIDTH - 40) * (day - first).days / span)
    return {"width": WIDTH, "height": 44 * len(kinds) + 30, "kinds": [(kind, 44 * n + 22) for n, kind in enumerate(kinds)],
            "months": [(day, across(day)) for day in (months if len(months) <= 14 else months[::len(months) // 12])],
            "circles": [{"x": across(day), "y": 44 * kinds.index(kind) + 22, "r": round(3 + 15 * (n / most) ** .5, 1), "n": n,
                         "day": day} for (kind, day), n in sorted(mondays.items(), key=lambda item: item[0][1])]}


def series(figures: list[Row]) -> dict[str, Any]:
    """Points of a series by day, with the range of each; the vertical axis begins at nought."""
    top = max(row["value_high"] or row["value_low"] for row in figures) or 1
    first, last = date.fromisoformat(figures[0]["date_latest"]), date.fromisoformat(figures[-1]["date_latest"])
    days = max((last - first).days, 1)

    def up(value: float) -> int:
        return round(250 - 215 * value / top)
    return {"width": WIDTH, "height": 290, "top": top, "points": [
        {"row": row, "x": 70 + round((WIDTH - 110) * (date.fromisoformat(row["date_latest"]) - first).days / days),
         "low": up(row["value_low"] or 0), "high": up(row["value_high"] or row["value_low"]),
         "open_above": row["value_high"] is None, "open_below": row["value_low"] is None} for row in figures]}


def on_map(latitude: float, longitude: float) -> tuple[int, int] | None:
    """Where a place stands on the outline, or None where it lies outside."""
    x = round((longitude - OUTLINE["west"]) * OUTLINE["unit_x"])
    y = round((OUTLINE["north"] - latitude) * OUTLINE["unit_y"])
    width, height = OUTLINE["size"]
    return (x, y) if 0 <= x <= width and 0 <= y <= height else None
