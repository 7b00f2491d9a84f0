"""The point set: its shape, its shifts, and how much better than plain random points it integrates."""

import numpy as np
import pytest

from refusals import refusal
from weighbridge.base.errors import WeighbridgeError
from weighbridge.uncertainty.lattice import coordinates, generating_vector, shifted_lattice

FIRST_POINT = [0.9419272948119489, 0.5347641131572938, 0.815235051643931]  # of seed 2017


@pytest.mark.parametrize(
    ("dimensions", "points", "randomisations"), [(1, 2, 1), (3, 1024, 16), (100, 64, 2), (0, 8, 3)]
)
def test_shape_and_range(dimensions, points, randomisations):
    cube = shifted_lattice(dimensions, points, randomisations, 1)
    assert cube.shape == (dimensions, randomisations, points)
    assert ((cube > 0) & (cube < 1)).all()


def test_the_same_seed_gives_the_same_points():
    assert (shifted_lattice(5, 64, 4, 7) == shifted_lattice(5, 64, 4, 7)).all()
    assert (shifted_lattice(5, 64, 4, 7) != shifted_lattice(5, 64, 4, 8)).all()


def test_the_points_of_a_seed_never_change():
    """Written down once. The first shift is the first raw number of PCG64, in units of 2**-53 of its upper 53 bits."""
    raw = np.random.PCG64(2017).random_raw()
    cube = shifted_lattice(3, 1024, 16, 2017)
    assert cube[0, 0, 0] == (raw >> 11) / 2**53
    assert cube[:, 0, 0].tolist() == pytest.approx(FIRST_POINT, abs=1e-15)


def test_more_inputs_leave_the_first_ones_as_they_are():
    """An input added at the end of the alphabet moves no other draw."""
    assert (shifted_lattice(3, 64, 4, 7) == shifted_lattice(5, 64, 4, 7)[:3]).all()


def test_every_projection_on_one_input_is_an_even_grid():
    """In each of the 100 dimensions the points are 1/1024 apart, whatever the shift: no gap, no cluster."""
    cube = np.sort(shifted_lattice(100, 1024, 2, 3), axis=2)
    assert np.diff(cube, axis=2) == pytest.approx(1 / 1024, abs=1e-12)


def test_every_pair_of_inputs_has_points_everywhere():
    """Each of 16 by 16 cells holds some of the 1024 points, in the pairs that a case of six inputs has."""
    cube = (shifted_lattice(6, 1024, 1, 3)[:, 0] * 16).astype(int)
    for one in range(6):
        for other in range(one):
            assert len(set(zip(cube[one].tolist(), cube[other].tolist(), strict=True))) == 256


def test_every_shift_is_its_own():
    """The first point of each randomisation and dimension is its shift: all different, and even over the interval."""
    shifts = shifted_lattice(100, 2, 50, 9)[:, :, 0]
    assert len(np.unique(shifts)) == 5000
    counts = np.histogram(shifts, bins=10, range=(0, 1))[0]
    assert counts == pytest.approx(500, abs=5 * np.sqrt(450))


def integrand(cube):
    """Smooth, with the mean 1: the product of 1 + (x − ½) / j²."""
    weights = 1.0 / np.arange(1, len(cube) + 1) ** 2
    return np.prod(1 + weights[:, None, None] * (cube - 0.5), axis=0)


@pytest.mark.parametrize("dimensions", [1, 2, 5, 10])
def test_better_than_plain_random_points(dimensions):
    """At least twenty times as close to the true mean at 1024 points: as good as 400 000 random ones."""
    lattice = integrand(shifted_lattice(dimensions, 1024, 200, 1)).mean(axis=1) - 1
    random = integrand(np.random.default_rng(1).random((dimensions, 200, 1024))).mean(axis=1) - 1
    assert np.sqrt((lattice**2).mean()) * 20 < np.sqrt((random**2).mean())


def test_shifts_make_the_estimate_unbiased():
    """The mean over many shifts lies within three of its own standard errors of the truth."""
    estimates = integrand(shifted_lattice(5, 64, 2000, 1)).mean(axis=1)
    assert abs(estimates.mean() - 1) < 3 * estimates.std() / np.sqrt(2000)


def test_the_vector():
    """Odd components are what makes every projection a full grid; the first is 1 by convention."""
    vector = generating_vector()
    assert len(vector) == 100
    assert vector[:4].tolist() == [1, 182_667, 469_891, 498_753]
    assert (vector % 2 == 1).all()
    assert len(np.unique(vector)) == 100


def test_beyond_the_vector_each_coordinate_has_a_point_in_every_stratum():
    """A case of 200 random inputs is drawn too: the first 100 coordinates are what they are without the others."""
    cube = shifted_lattice(203, 256, 3, 7)
    assert (cube[:100] == shifted_lattice(100, 256, 3, 7)).all()
    assert (np.sort((cube[100:] * 256).astype(int), axis=2) == np.arange(256)).all()
    assert len(np.unique(cube[100:, :, 0])) == 103 * 3
    assert np.abs(np.corrcoef(cube[98:108].reshape(10, -1)) - np.eye(10)).max() < 0.15  # 4 standard errors of 768 draws


def test_a_coordinate_beyond_the_vector_is_the_same_whatever_else_is_drawn():
    alone, all_of_them = coordinates([150], 64, 4, 7), shifted_lattice(160, 64, 4, 7)
    assert (alone[0] == all_of_them[150]).all()
    assert (alone != coordinates([150], 64, 4, 8)).all()


A_POWER = "{} points per randomisation, expected a power of two up to 2**20"
REFUSED = [
    *((2, points, A_POWER.format(points)) for points in (1000, 0, 1, -4, 2**21)),
]


def test_refused():
    found = [refusal(shifted_lattice, dimensions, points, 2, 1) for dimensions, points, _ in REFUSED]
    assert found == [message for *_, message in REFUSED]


def test_a_seed_below_zero_is_refused():
    with pytest.raises(WeighbridgeError):
        shifted_lattice(2, 64, 2, -1)
