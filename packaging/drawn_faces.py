"""The dogs that `draw_sample.py` draws: shapes, colours and proportions, in shares of the picture's side."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Colour = tuple[int, int, int]
Points = NDArray[np.float64]


@dataclass(frozen=True)
class Oval:
    """An ellipse of fur: centre, half axes, turn in degrees clockwise; in shares of the side."""

    x: float
    y: float
    width: float
    height: float
    turn: float = 0.0

    def sample(self, random: np.random.Generator, count: int) -> tuple[Points, Points]:
        """[count, 2] points inside and, for each, where it lies in the unit circle."""
        angle, radius = random.uniform(0, 2 * np.pi, count), np.sqrt(random.uniform(0, 1, count))
        unit = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
        return self.place(unit), unit

    def place(self, unit: Points) -> Points:
        """[N, 2] points of the unit circle, in shares of the side."""
        turn = np.radians(self.turn)
        x, y = unit[:, 0] * self.width, unit[:, 1] * self.height
        return np.stack(
            [self.x + x * np.cos(turn) - y * np.sin(turn), self.y + x * np.sin(turn) + y * np.cos(turn)], axis=1
        )

    def mirrored(self) -> Oval:
        """On the other side of the face."""
        return replace(self, x=1 - self.x, turn=-self.turn)


@dataclass(frozen=True)
class Fur:
    """A patch of fur: where, in which colour, how long, and which way it lies (degrees; None: away from the middle)."""

    oval: Oval
    colour: Colour
    length: float = 0.03
    lies: float | None = None
    both_sides: bool = False
    shade: float = 0.35
    """how much darker the lower edge is"""


@dataclass(frozen=True)
class Face:
    """What a head is made of, painted in this order."""

    name: str
    coat: tuple[Fur, ...]
    eye: Oval
    nose: Oval
    iris: Colour = (70, 42, 22)
    mouth: float = 0.06
    tongue: bool = False
    ground: tuple[Colour, Colour] = ((150, 176, 134), (96, 124, 82))
    seed: int = 1
    softness: float = 0.8
    """radius of the last blur, in pixels"""


FACES = (
    Face(
        "beagle",
        coat=(
            Fur(Oval(0.5, 0.9782, 0.2903, 0.4142), (242, 245, 242), 0.0346, 90.0, shade=0.4679),
            Fur(Oval(0.5, 0.3964, 0.2436, 0.2404), (203, 127, 84), 0.0105, None, shade=0.8),
            Fur(
                Oval(0.2909, 0.502, 0.0664, 0.2179, 21.1735), (144, 70, 39), 0.0207, 92.0, both_sides=True, shade=0.2676
            ),
            Fur(Oval(0.5, 0.6282, 0.1026, 0.1541), (221, 216, 216), 0.0216, 90.0, shade=0.6597),
            Fur(Oval(0.5, 0.3995, 0.0292, 0.2309), (219, 218, 203), 0.0195, -90.0, shade=0.3265),
        ),
        eye=Oval(0.3855, 0.4351, 0.0325, 0.0233, 3.82),
        nose=Oval(0.5, 0.5786, 0.0366, 0.0344),
        iris=(84, 48, 22),
        mouth=0.1027,
        tongue=False,
        ground=((122, 149, 114), (104, 134, 99)),
        seed=1,
        softness=0.3,
    ),
    Face(
        "siberian husky",
        coat=(
            Fur(Oval(0.5, 0.9945, 0.5235, 0.4225), (236, 246, 248), 0.1177, 90.0, shade=0.0642),
            Fur(Oval(0.5, 0.9733, 0.3827, 0.3362), (98, 106, 103), 0.0528, 90.0, shade=0.2184),
            Fur(Oval(0.5, 1.0088, 0.2438, 0.3625), (239, 238, 249), 0.0504, 90.0, shade=0.737),
            Fur(
                Oval(0.2971, 0.1921, 0.0708, 0.1542, -9.3833),
                (90, 88, 92),
                0.0414,
                -100.0,
                both_sides=True,
                shade=0.3353,
            ),
            Fur(
                Oval(0.3164, 0.2191, 0.0425, 0.0836, -21.6244),
                (196, 182, 178),
                0.0296,
                -90.0,
                both_sides=True,
                shade=0.1421,
            ),
            Fur(Oval(0.5, 0.4694, 0.3191, 0.291), (104, 92, 99), 0.0543, None, shade=0.0593),
            Fur(Oval(0.5, 0.336, 0.2463, 0.1897), (70, 75, 72), 0.0434, None, shade=0.3915),
            Fur(
                Oval(0.4035, 0.5399, 0.1291, 0.1601, 26.2533),
                (231, 228, 227),
                0.0498,
                110.0,
                both_sides=True,
                shade=0.22,
            ),
            Fur(
                Oval(0.375, 0.3611, 0.0453, 0.0309, 32.5528),
                (255, 255, 255),
                0.0354,
                -60.0,
                both_sides=True,
                shade=0.6443,
            ),
            Fur(Oval(0.5, 0.5705, 0.0963, 0.1214), (218, 216, 213), 0.0239, 90.0, shade=0.0628),
            Fur(Oval(0.5, 0.4131, 0.0367, 0.0888), (68, 62, 74), 0.0275, 90.0, shade=0.2071),
        ),
        eye=Oval(0.4238, 0.4482, 0.0202, 0.0261, 15.6239),
        nose=Oval(0.5, 0.5909, 0.0568, 0.039),
        iris=(120, 180, 222),
        mouth=0.067,
        tongue=True,
        ground=((160, 179, 133), (120, 152, 98)),
        seed=1,
        softness=0.3282,
    ),
    Face(
        "samoyed",
        coat=(
            Fur(Oval(0.5, 0.9379, 0.5319, 0.2936), (253, 255, 253), 0.0679, 90.0, shade=0.2095),
            Fur(
                Oval(0.2883, 0.2358, 0.0751, 0.118, -11.5337),
                (255, 255, 253),
                0.0393,
                -100.0,
                both_sides=True,
                shade=0.5203,
            ),
            Fur(
                Oval(0.302, 0.2388, 0.047, 0.105, -23.0436),
                (229, 202, 188),
                0.012,
                -90.0,
                both_sides=True,
                shade=0.1019,
            ),
            Fur(Oval(0.5, 0.5495, 0.404, 0.337), (239, 228, 229), 0.1015, None, shade=0.5681),
            Fur(Oval(0.5, 0.4385, 0.31, 0.1957), (227, 224, 223), 0.0398, None, shade=0.3877),
            Fur(Oval(0.5, 0.5928, 0.1759, 0.1213), (252, 254, 250), 0.0297, 90.0, shade=0.1958),
        ),
        eye=Oval(0.4256, 0.4251, 0.0271, 0.0234, 12.439),
        nose=Oval(0.5, 0.5397, 0.0563, 0.0445),
        iris=(70, 42, 22),
        mouth=0.0478,
        tongue=True,
        ground=((153, 180, 131), (89, 129, 78)),
        seed=1,
        softness=2.2,
    ),
)
"""what the sample shows"""
