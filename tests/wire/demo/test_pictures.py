from collections.abc import Callable
from itertools import accumulate

import pytest
from PIL import Image, ImageChops, ImageStat

from musnad.wire.demo.pictures import SCENES, NoSuchScene, draw

Drawn = Callable[[str], Image.Image]


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_a_scene_has_the_size_of_a_lead_picture_and_is_the_same_each_time(scene: str, drawn: Drawn) -> None:
    first, second = drawn(scene), draw(scene)
    assert (first.size, first.mode) == ((1600, 900), "RGB")
    assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_a_scene_has_light_and_shade(scene: str, drawn: Drawn) -> None:
    greys = drawn(scene).convert("L").histogram()
    so_far = [part / sum(greys) for part in accumulate(greys)]
    dark = next(grey for grey, part in enumerate(so_far) if part >= 0.05)
    light = next(grey for grey, part in enumerate(so_far) if part >= 0.95)
    assert light - dark > 60


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_the_focal_box_lies_inside_the_picture(scene: str) -> None:
    x, y, width, height = SCENES[scene].focal
    assert width > 0
    assert height > 0
    assert 0 <= x - width / 2 < x + width / 2 <= 1600
    assert 0 <= y - height / 2 < y + height / 2 <= 900


def test_no_scene_looks_like_another(drawn: Drawn) -> None:
    small = {scene: drawn(scene).resize((32, 18)) for scene in SCENES}
    for scene, picture in small.items():
        for other in small.keys() - {scene}:
            difference = ImageStat.Stat(ImageChops.difference(picture, small[other])).mean
            assert max(difference) > 12, (scene, other)


def test_an_unknown_scene_is_refused_with_the_names_of_the_known_ones() -> None:
    with pytest.raises(NoSuchScene, match=r"'moon-base'.*harbour-morning, .*oilfield-dusk") as refused:
        draw("moon-base")
    assert refused.value.scene == "moon-base"
