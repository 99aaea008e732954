"""The paper the demo's pictures are drawn on: fills, soft edges, light, mist, mirrors and grain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter, ImageOps

from musnad.wire.demo.pictures.shapes import Outline, bar

WIDTH, HEIGHT = 1600, 900
# Drawn twice as large and shrunk at the end: Pillow's polygons have hard edges.
SCALE = 2
# From this radius on, a soft shape is drawn small and enlarged: it looks the same and costs a sixteenth.
SOFT = 3.0

Mode = Literal["over", "light", "shade"]
Box = tuple[int, int, int, int]
WHOLE = bar(0, 0, WIDTH, HEIGHT)


def mix(one: str, other: str, part: float) -> str:
    """Return the colour `part` of the way from `one` to `other`, both written #rrggbb."""
    pairs = zip(ImageColor.getrgb(one)[:3], ImageColor.getrgb(other)[:3], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


@dataclass(frozen=True)
class Ramp:
    """Colours that flow into one another, evenly spaced from top to bottom or, `across`, from left to right."""

    stops: tuple[str, ...]
    across: bool = False

    def strip(self) -> Image.Image:
        """Return the ramp as an upright line of 256 pixels."""
        line = Image.new("RGB", (1, 256))
        for row in range(256):
            place = row / 255 * (len(self.stops) - 1)
            stop = min(int(place), len(self.stops) - 2)
            line.putpixel((0, row), ImageColor.getrgb(mix(self.stops[stop], self.stops[stop + 1], place - stop)))
        return line


def ramp(*stops: str) -> Ramp:
    """Return a ramp from top to bottom."""
    return Ramp(stops)


def ramp_across(*stops: str) -> Ramp:
    """Return a ramp from left to right."""
    return Ramp(stops, across=True)


Fill = str | Ramp


class Canvas:
    """A picture in the making. All measures are in its own units, 1600 × 900, from the upper left corner."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)  # noqa: S311  (the same seed must draw the same picture; nothing here is secret)
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE))

    def fill(self, outline: Outline, fill: Fill, alpha: float = 1.0, *, soft: float = 0.0, mode: Mode = "over") -> None:
        """Fill one outline.

        `soft` is the radius of its blurred edge; the modes `light` and `shade` brighten and darken what is there.
        """
        self.fill_all([outline], fill, alpha, soft=soft, mode=mode)

    def fill_all(
        self, outlines: Iterable[Outline], fill: Fill, alpha: float = 1.0, *, soft: float = 0.0, mode: Mode = "over"
    ) -> None:
        """Fill outlines as one shape: where they overlap, `alpha` counts once, and a ramp runs over all of them."""
        shapes = [outline for outline in outlines if len(outline) > 2]
        if not shapes:
            return
        if isinstance(fill, str) and alpha >= 1 and not soft and mode == "over":
            pen = ImageDraw.Draw(self.image)
            for shape in shapes:
                pen.polygon([(x * SCALE, y * SCALE) for x, y in shape], fill=fill)
            return
        extent = _extent(shapes)
        box = _clip(extent, soft * 3)
        if box is not None:
            self._lay(box, _mask(shapes, box, soft, alpha), self._paint(fill, box, extent), mode)

    def veil(
        self,
        box: tuple[float, float, float, float],
        colour: str,
        alphas: Sequence[float],
        *,
        across: bool = False,
        mode: Mode = "over",
    ) -> None:
        """Lay mist over a box (left, top, right, bottom); its strength flows through `alphas`."""
        area = _clip(box, 0)
        if area is None:
            return
        size = (area[2] - area[0], area[3] - area[1])
        greys = tuple("#" + f"{round(max(0.0, min(1.0, alpha)) * 255):02x}" * 3 for alpha in alphas)
        mask = _spread(Ramp(greys, across), area, box).convert("L")
        self._lay(area, mask.resize(size), Image.new("RGB", size, colour), mode)

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float = 1.0, *, flat: float = 1.0) -> None:
        """Let light spread from (x, y), fading to nothing at `radius`; `flat` squeezes it upright."""
        extent = (x - radius, y - radius * flat, x + radius, y + radius * flat)
        area = _clip(extent, 0)
        if area is None:
            return
        # Falls off as light does, steeply near the lamp. Pillow's circle reaches 255 in the corners, 180 at the sides.
        fall = [round(255 * strength * max(0.0, 1 - grey / 178) ** 1.9) for grey in range(256)]
        spread = Image.radial_gradient("L").point(fall)
        size = (area[2] - area[0], area[3] - area[1])
        mask = spread.resize(size, Image.Resampling.BICUBIC, box=_part(area, extent, 256, 256))
        self._lay(area, mask, Image.new("RGB", size, colour), "light")

    def mottle(
        self,
        box: tuple[float, float, float, float],
        colour: str,
        alpha: float,
        *,
        cells: tuple[int, int],
        cut: tuple[float, float] = (0.4, 0.9),
        fade: Sequence[float] = (1.0, 1.0),
        within: Iterable[Outline] = (),
        mode: Mode = "over",
    ) -> None:
        """Lay a cloudy pattern of `colour` over a box, or over the outlines `within` it.

        `cells` is how many clouds fit across and down, `cut` from where (0 to 1) the pattern shows
        and where it is full, `fade` its strength from top to bottom.
        """
        area = _clip(box, 0)
        if area is None:
            return
        size = (area[2] - area[0], area[3] - area[1])
        low, high = cut
        curve = [round(255 * alpha * _ease((grey / 255 - low) / (high - low))) for grey in range(256)]
        mask = clouds(self.rng, (max(1, size[0] // 4), max(1, size[1] // 4)), cells).point(curve)
        greys = tuple("#" + f"{round(part * 255):02x}" * 3 for part in fade)
        faded = ImageChops.multiply(mask, Ramp(greys).strip().convert("L").resize(mask.size, Image.Resampling.BILINEAR))
        mask = faded.resize(size, Image.Resampling.BICUBIC)
        shapes = list(within)
        if shapes:
            mask = ImageChops.multiply(mask, _mask(shapes, area, 0, 1))
        self._lay(area, mask, Image.new("RGB", size, colour), mode)

    def relief(
        self,
        within: Iterable[Outline],
        light: str,
        shade: str,
        alpha: float,
        *,
        cells: tuple[int, int],
        lit: tuple[int, int] = (-2, -2),
    ) -> None:
        """Model outlines as broken ground: random ridges, bright on the side towards `lit` and dark on the other."""
        shapes = list(within)
        area = _clip(_extent(shapes), 0)
        if area is None:
            return
        size = (area[2] - area[0], area[3] - area[1])
        ground = clouds(self.rng, (size[0] // 2 + 1, size[1] // 2 + 1), cells, octaves=6)
        ridges = ground.point([255 - 2 * abs(grey - 128) if grey else 0 for grey in range(256)])
        slope = ImageChops.subtract(ridges, ImageChops.offset(ridges, *lit), scale=0.5, offset=128)
        slope = slope.filter(ImageFilter.GaussianBlur(1)).resize(size, Image.Resampling.BICUBIC)
        inside = _mask(shapes, area, 0, 1)
        for colour, sign in ((light, 1), (shade, -1)):
            curve = [round(255 * alpha * _ease(sign * (grey - 128) / 70)) for grey in range(256)]
            self._lay(area, ImageChops.multiply(slope.point(curve), inside), Image.new("RGB", size, colour), "over")

    def mirror(
        self, level: float, bottom: float, *, squash: float = 1.0, ripple: float = 3.0, blur: float = 1.5
    ) -> None:
        """Reflect what stands above `level` in still water that reaches down to `bottom`; waves grow towards us."""
        depth = round((bottom - level) * SCALE)
        top = max(0, round((level - (bottom - level) * squash) * SCALE))
        edge = round(level * SCALE)
        above = self.image.crop((0, top, WIDTH * SCALE, edge))
        below = ImageOps.flip(above).resize((WIDTH * SCALE, depth), Image.Resampling.BILINEAR)
        below = below.filter(ImageFilter.BoxBlur((blur * SCALE, blur * SCALE * 2)))
        row, drift = 0, 0.0
        while row < depth:
            far = row / depth
            height = max(2, round((1 + 5 * far) * SCALE))
            drift = 0.5 * drift + self.rng.uniform(-1, 1) * ripple * SCALE * (0.3 + 2 * far)
            band = ImageChops.offset(below.crop((0, row, WIDTH * SCALE, min(depth, row + height))), round(drift), 0)
            self.image.paste(band, (0, edge + row))
            row += height

    def finish(self, *, grain: float = 7.0, vignette: float = 0.22) -> Image.Image:
        """Return the picture at its real size, darker towards the corners and with the grain of paper."""
        picture = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        shadow = Image.radial_gradient("L").point([round(255 * vignette * (grey / 255) ** 2.2) for grey in range(256)])
        # Larger than the picture, so that the darkest rim of the circle falls outside.
        rim = shadow.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC, box=(12, 12, 244, 244))
        picture.paste("#0a0a12", (0, 0), rim)
        fine = Image.frombytes("L", (WIDTH, HEIGHT), self.rng.randbytes(WIDTH * HEIGHT))
        fibres = clouds(self.rng, (WIDTH // 2, HEIGHT // 2), (80, 50), octaves=3).resize((WIDTH, HEIGHT))
        paper = Image.blend(fine.filter(ImageFilter.GaussianBlur(0.6)), fibres, 0.25)
        paper = paper.point([round(128 + (grey - 128) / 128 * grain * 2) for grey in range(256)])
        return ImageChops.overlay(picture, Image.merge("RGB", (paper, paper, paper)))

    def _paint(self, fill: Fill, box: Box, extent: tuple[float, float, float, float]) -> Image.Image:
        if isinstance(fill, Ramp):
            return _spread(fill, box, extent)
        return Image.new("RGB", (box[2] - box[0], box[3] - box[1]), fill)

    def _lay(self, box: Box, mask: Image.Image, paint: Image.Image, mode: Mode) -> None:
        if mode != "over":
            there = self.image.crop(box)
            paint = ImageChops.screen(there, paint) if mode == "light" else ImageChops.multiply(there, paint)
        self.image.paste(paint, box, mask)


def clouds(rng: Random, size: tuple[int, int], cells: tuple[int, int], octaves: int = 5) -> Image.Image:
    """Return a cloudy pattern in greys: random patches, and over them finer and weaker ones."""
    pattern = None
    for octave in range(octaves):
        across, down = (min(cells[0] << octave, size[0]), min(cells[1] << octave, size[1]))
        patches = Image.frombytes("L", (across, down), rng.randbytes(across * down)).resize(
            size, Image.Resampling.BICUBIC
        )
        # Each octave half as strong as the one before it.
        pattern = patches if pattern is None else Image.blend(pattern, patches, 0.5**octave / (2 - 0.5**octave))
    return ImageOps.autocontrast(pattern or Image.new("L", size), cutoff=1)


def _ease(part: float) -> float:
    part = max(0.0, min(1.0, part))
    return part * part * (3 - 2 * part)


def _extent(shapes: Sequence[Outline]) -> tuple[float, float, float, float]:
    across = [x for shape in shapes for x, _ in shape]
    down = [y for shape in shapes for _, y in shape]
    return min(across), min(down), max(across), max(down)


def _clip(extent: tuple[float, float, float, float], margin: float) -> Box | None:
    """Return the part of `extent` and its margin that lies on the paper, in real pixels."""
    left, top = (max(0, int((edge - margin) * SCALE)) for edge in extent[:2])
    right = min(WIDTH * SCALE, int((extent[2] + margin) * SCALE) + 1)
    bottom = min(HEIGHT * SCALE, int((extent[3] + margin) * SCALE) + 1)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _mask(shapes: Sequence[Outline], box: Box, soft: float, alpha: float) -> Image.Image:
    size = (box[2] - box[0], box[3] - box[1])
    shrink = 8 if soft >= SOFT * 4 else 4 if soft >= SOFT else 1
    small = (max(1, size[0] // shrink), max(1, size[1] // shrink))
    wide, high = small[0] / size[0], small[1] / size[1]
    mask = Image.new("L", small)
    pen = ImageDraw.Draw(mask)
    for shape in shapes:
        pen.polygon(
            [((x * SCALE - box[0]) * wide, (y * SCALE - box[1]) * high) for x, y in shape], fill=round(255 * alpha)
        )
    if soft:
        mask = mask.filter(ImageFilter.GaussianBlur(soft * SCALE / shrink))
    return mask if shrink == 1 else mask.resize(size, Image.Resampling.BICUBIC)


def _part(
    box: Box, extent: tuple[float, float, float, float], across: int, down: int
) -> tuple[float, float, float, float]:
    """Return which part of a picture of `across` × `down` pixels, spread over `extent`, falls into `box`."""
    left, top, right, bottom = (edge * SCALE for edge in extent)
    wide, high = max(right - left, 1e-6), max(bottom - top, 1e-6)
    x0, x1 = ((edge - left) / wide * across for edge in (box[0], box[2]))
    y0, y1 = ((edge - top) / high * down for edge in (box[1], box[3]))
    x0, y0 = max(0.0, min(x0, across - 0.01)), max(0.0, min(y0, down - 0.01))
    return x0, y0, max(x0 + 0.005, min(x1, across)), max(y0 + 0.005, min(y1, down))


def _spread(fill: Ramp, box: Box, extent: tuple[float, float, float, float]) -> Image.Image:
    strip = fill.strip()
    if fill.across:
        strip = strip.transpose(Image.Transpose.TRANSPOSE)
    size = (box[2] - box[0], box[3] - box[1])
    return strip.resize(size, Image.Resampling.BILINEAR, box=_part(box, extent, *strip.size))
