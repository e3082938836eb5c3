"""A made-up sector of two sides, three days of incidents, and the files that a bulletin of it is made of."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from goodoffices.cli import main

HEAD = (
    "incident,members,time_begin,time_end,lat,lon,radius_90_m,act,target,accused,probability,level,region,decided,why\n"
)
ROWS = {
    "i1": "i1,r1;r2,2031-01-30T10:00:00Z,2031-01-30T10:00:00Z,48.1,37.2,300,shelling,homes,north,0.9,corroborated,,,\n",
    "i2": "i2,r3,2031-01-30T22:00:00Z,2031-01-30T23:00:00Z,48.3,37.9,2500,strike,energy,south,0.9,alleged,,,\n",
    "i3": "i3,r4;r5,2031-01-31T09:00:00Z,2031-01-31T09:00:00Z,48.2,37.4,300,strike,energy,south,0.9,corroborated,,,\n",
    "i4": "i4,r6,2031-01-31T12:00:00Z,2031-01-31T12:00:00Z,48.4,37.8,800,shelling,,,0.9,alleged,,,\n",
    "i5": "i5,r7,2031-02-01T05:30:00Z,2031-02-01T05:30:00Z,48.0,37.0,300,drone-strike,energy,north,0.9,verified,,"
    "Vera K.,photographs placed by two people\n",
    "i6": "i6,r8,2031-02-01T01:00:00Z,2031-02-01T01:00:00Z,,,,small-arms-fire,,north,0.9,withdrawn,,Vera K.,an echo\n",
}
COMMITMENTS = """
[[commitment]]
id = "energy"
clause = {number = "4(b)", text = "No strikes on energy."}
bound = ["north", "south"]
acts = ["strike"]
targets = ["energy"]
[[commitment.reading]]
by = "north"
begin = 2031-01-30
end = 2031-01-31
[[commitment.reading]]
by = "south"
begin = 2031-01-25
end = "open"
"""
EFFORT = (
    "time_begin,time_end,kind,hours,place,by,note\n"
    "2031-01-30T06:00:00Z,2031-01-31T06:00:00Z,patrol,40,,,\n"
    "2031-01-31T06:00:00Z,2031-02-01T06:00:00Z,patrol,31.5,,,\n"
    "2031-01-31T09:00:00Z,2031-01-31T12:30:00Z,denied,,Ferry road,north,turned back\n"
)
SETTINGS = """
name = {en = "Middle sector", uk = "Середній сектор", ru = "Средний сектор"}
zone = "Europe/Kyiv"
[parties]
north = {en = "North", uk = "Північ", ru = "Север"}
[[layer]]
name = "line of contact"
source = "the north's staff"
day = 2031-01-31
file = "north.geojson"
[[layer]]
name = "line of contact"
source = "the south's staff"
file = "south.geojson"
[regions]
file = "regions.geojson"
source = "the mission's atlas"
"""


def line(*points: tuple[float, float], **properties: str) -> dict[str, object]:
    shape = {"type": "LineString", "coordinates": [list(point) for point in points]}
    return {"type": "Feature", "properties": properties, "geometry": shape}


def collection(*features: dict[str, object]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


class Sector:
    """The files, in a folder of a test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("effort.csv", EFFORT)
        self.write("settings.toml", SETTINGS)
        self.write("commitments.toml", COMMITMENTS)
        self.write("north.geojson", collection(line((36.5, 47.8), (38.5, 48.6))))
        rival = (line((36, 48), (38, 49), date="2031-01-29"), line((36, 48), (38, 50), date="2031-03-01"))
        self.write("south.geojson", collection(*rival))
        ring = [[36.9, 47.9], [37.5, 47.9], [37.5, 48.5], [36.9, 48.5], [36.9, 47.9]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        feature = {"type": "Feature", "properties": {"name": "Kalyna"}, "geometry": shape}
        self.write("regions.geojson", collection(feature))

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *words: object) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words])

    def bulletin(
        self, out: str, *more: object, rows: str = "".join(ROWS.values()), at: str = "2031-02-01T06:00Z"
    ) -> Result:
        """Judge the incidents, then write a bulletin of them."""
        table, findings = self.write("incidents.csv", HEAD + rows), self.folder / "findings.jsonl"
        effort = ("--effort", self.folder / "effort.csv")
        judged = self.run(
            "comply", table, "--commitments", self.folder / "commitments.toml", *effort, "--out", findings
        )
        assert judged.exit_code == 0, judged.output
        made = ("--findings", findings, *effort, "--settings", self.folder / "settings.toml")
        return self.run("bulletin", table, "--at", at, "--out", self.folder / out, *made, "--no-pdf", *more)

    def data(self, out: str) -> dict[str, object]:
        return dict(json.loads((self.folder / out / "bulletin.json").read_bytes()))
