"""The demo newsroom's pictures, drawn by code: what a paper prints when it has no photograph.

    draw("harbour-morning").save("harbour.jpg")

The same scene is always the same picture. None shows a real place, a person one could know, a flag or a word.
"""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PIL import Image

from musnad.wire.demo.pictures.assembly import parliament
from musnad.wire.demo.pictures.canvas import Canvas
from musnad.wire.demo.pictures.heights import mountain_snow
from musnad.wire.demo.pictures.hospital import hospital
from musnad.wire.demo.pictures.laboratory import laboratory
from musnad.wire.demo.pictures.market import market
from musnad.wire.demo.pictures.nights import city_night, satellite
from musnad.wire.demo.pictures.oil_and_harbour import harbour_morning, oilfield_dusk
from musnad.wire.demo.pictures.plains import desert_road, solar_farm, wheat_field
from musnad.wire.demo.pictures.stadium import stadium
from musnad.wire.demo.pictures.stages import press_podium, theatre
from musnad.wire.demo.pictures.station import train_station
from musnad.wire.demo.pictures.study import library, school
from musnad.wire.demo.pictures.waters import river_bridge, sea_storm

__all__ = ["SCENES", "NoSuchScene", "Scene", "draw"]


class NoSuchScene(LookupError):
    """A scene that nobody has drawn was asked for."""

    def __init__(self, scene: str) -> None:
        super().__init__(f"no picture is called {scene!r}; there are: {', '.join(sorted(SCENES))}")
        self.scene = scene


@dataclass(frozen=True)
class Scene:
    """One picture: how it is drawn, and the part of it that no crop may lose."""

    paint: Callable[[Canvas], None]
    # x and y of the middle, width, height: as Wagtail's focal_point_* fields.
    focal: tuple[int, int, int, int]


SCENES: Mapping[str, Scene] = MappingProxyType(
    {
        "city-night": Scene(city_night, (1120, 460, 820, 420)),
        "desert-road": Scene(desert_road, (720, 470, 560, 380)),
        "harbour-morning": Scene(harbour_morning, (700, 480, 900, 420)),
        "hospital": Scene(hospital, (960, 520, 720, 480)),
        "laboratory": Scene(laboratory, (760, 520, 1160, 420)),
        "library": Scene(library, (800, 430, 560, 420)),
        "market": Scene(market, (790, 450, 820, 480)),
        "mountain-snow": Scene(mountain_snow, (820, 420, 620, 560)),
        "oilfield-dusk": Scene(oilfield_dusk, (1220, 590, 700, 480)),
        "parliament": Scene(parliament, (800, 420, 760, 440)),
        "press-podium": Scene(press_podium, (800, 490, 420, 560)),
        "river-bridge": Scene(river_bridge, (900, 480, 800, 420)),
        "satellite": Scene(satellite, (1030, 300, 1000, 520)),
        "school": Scene(school, (860, 420, 700, 420)),
        "sea-storm": Scene(sea_storm, (740, 430, 1080, 440)),
        "solar-farm": Scene(solar_farm, (900, 420, 960, 520)),
        "stadium": Scene(stadium, (800, 620, 900, 420)),
        "theatre": Scene(theatre, (800, 560, 640, 560)),
        "train-station": Scene(train_station, (720, 500, 780, 420)),
        "wheat-field": Scene(wheat_field, (620, 540, 760, 520)),
    }
)


def draw(scene: str) -> Image.Image:
    """Return the picture of `scene`, RGB, 1600 × 900. Raises NoSuchScene."""
    if scene not in SCENES:
        raise NoSuchScene(scene)
    canvas = Canvas(seed=zlib.crc32(scene.encode()))
    SCENES[scene].paint(canvas)
    return canvas.finish()
