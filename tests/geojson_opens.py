"""Opens layers with geopandas and checks what a geographic information system needs of them.

    python tests/geojson_opens.py FOLDER

needs the packages geopandas and pyogrio.
"""

import pathlib
import sys

import geopandas

folder = pathlib.Path(sys.argv[1])
paths = sorted(folder.glob("*.geojson"))
assert paths, f"{folder} holds no layer"
for path in paths:
    layer = geopandas.read_file(path, engine="pyogrio")
    assert layer.crs.to_epsg() == 4326, layer.crs
    assert len(layer) and layer.geometry.is_valid.all(), f"{path}: a shape is not valid"
    assert layer.geometry.exterior.is_ccw.all() if (layer.geom_type == "Polygon").all() else True
    there = layer[layer.problem_days_ci_low.notna()]
    assert (there.problem_days_ci_low <= there.problem_days).all()
    plane = layer.to_crs(layer.estimate_utm_crs())
    off = (plane.area / layer.area_m2 - 1).abs().max()
    assert off < 0.02, f"{path}: areas differ by {off:.2%}"
    overlap = plane.area.sum() / plane.union_all().area - 1
    assert abs(overlap) < 1e-6, f"{path}: shapes overlap by {overlap:.2%}"
    print(f"{path.name}: {len(layer)} features, areas within {off:.2%} on the ellipsoid")
