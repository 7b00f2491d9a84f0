"""How far apart two colours are: in CAM02-UCS, to everybody, with deuteranopia and in a grey copy.

CIE 159:2004 (CIECAM02, sRGB's viewing conditions); M. R. Luo, G. Cui, C. Li, Color Research and Application 31 (2006);
G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, IEEE Transactions on Visualization and Computer Graphics 15 (2009).
"""

import numpy as np
from matplotlib.colors import to_rgb

DEUTERANOPIA = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
)
XYZ = 100 * np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])  # fmt: skip  # noqa: E501
CAT02 = np.array([[0.7328, 0.4296, -0.1624], [-0.7036, 1.6975, 0.0061], [0.0030, 0.0136, 0.9834]])
CONES = np.array([[0.38971, 0.68898, -0.07868], [-0.22981, 1.18340, 0.04641], [0.0, 0.0, 1.0]]) @ np.linalg.inv(CAT02)
LIGHT, BACKGROUND = 64 / np.pi / 5, 0.2  # cd/m², and the share of white
K = 1 / (5 * LIGHT + 1)
FL = 0.2 * K**4 * 5 * LIGHT + 0.1 * (1 - K**4) ** 2 * (5 * LIGHT) ** (1 / 3)
WHITE = XYZ.sum(axis=1)
ADAPTED = 1 - np.exp((-LIGHT - 42) / 92) / 3.6
GAIN = 0.725 * BACKGROUND**-0.2


def linear(colour):
    """The light of a colour: red, green, blue."""
    coded = np.array(to_rgb(colour))
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)


def deuteranope(light):
    return np.clip(DEUTERANOPIA @ light, 0, 1)


def grey(light):
    return np.full(3, np.array([0.2126, 0.7152, 0.0722]) @ light)


def place(light):
    """Where a light lies in CAM02-UCS."""
    red, green, blue = _answers(XYZ @ light)
    a, b = red - 12 * green / 11 + blue / 11, (red + green - 2 * blue) / 9
    lightness = 100 * (_achromatic(red, green, blue) / _achromatic(*_answers(WHITE))) ** (
        0.69 * (1.48 + BACKGROUND**0.5)
    )
    hue = np.arctan2(b, a)
    t = 50000 / 13 * GAIN * (np.cos(hue + 2) + 3.8) / 4 * np.hypot(a, b) / (red + green + 1.05 * blue)
    chroma = t**0.9 * (lightness / 100) ** 0.5 * (1.64 - 0.29**BACKGROUND) ** 0.73
    colourful = np.log1p(0.0228 * chroma * FL**0.25) / 0.0228
    return np.array([1.7 * lightness / (1 + 0.007 * lightness), colourful * np.cos(hue), colourful * np.sin(hue)])


def _answers(xyz):
    white, light = CAT02 @ WHITE, CAT02 @ xyz
    cones = CONES @ ((100 * ADAPTED / white + 1 - ADAPTED) * light)
    power = (FL * np.abs(cones) / 100) ** 0.42
    return np.sign(cones) * 400 * power / (power + 27.13) + 0.1


def _achromatic(red, green, blue):
    return (2 * red + green + blue / 20 - 0.305) * GAIN


def apart(one, other, seen=lambda light: light):
    """The distance of two colours as somebody sees them."""
    return float(np.linalg.norm(place(seen(linear(one))) - place(seen(linear(other)))))


def contrast(one, other):
    """The contrast of two colours by WCAG 2: from 1 to 21."""
    low, high = sorted(float(grey(linear(colour))[0]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)
