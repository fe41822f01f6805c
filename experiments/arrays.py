"""Results as labelled arrays, where xarray is installed."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.measures import MEASURES

from .extras import needing

if TYPE_CHECKING:
    import xarray


class Block(NamedTuple):
    """Numbers by name, all of one shape: that of the places, and of time where there is one."""

    name: str
    values: Mapping[str, NDArray[np.float64]]
    time: str = ""
    names: str = "measure"


def dataset(place: Mapping[str, Sequence[Any]], *blocks: Block) -> "xarray.Dataset":
    """Blocks of numbers, each an array of the places, then time, then names.

    Parameters
    ----------
    place
        What each axis of the numbers is, such as scenario and seed, with its labels.

    Raises
    ------
    InputError
        Where xarray is not installed.
    """
    with needing("xarray", "A labelled array"):
        import xarray

    found = {}
    for block in blocks:
        if not block.values:
            continue
        values = np.stack(list(block.values.values()), axis=-1)
        coords: dict[str, Any] = {**place, block.names: list(block.values)}
        dims = [*place, block.names]
        if block.time:
            dims.insert(-1, block.time)
            coords[block.time] = np.arange(values.shape[-2])
        found[block.name] = xarray.DataArray(values, dims=dims, coords=coords)
    together = xarray.Dataset(coords=place)
    for name, array in found.items():  # the first has all names of its kind
        if array.dims[-1] in together.coords:
            array = array.reindex({array.dims[-1]: together[array.dims[-1]]})
        together[name] = array
    if "measure" in together.coords:
        names = together.measure.values
        units = [MEASURES[name].unit if name in MEASURES else "" for name in names]
        together.coords["unit"] = ("measure", units)
    return together
