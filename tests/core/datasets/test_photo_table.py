"""The photo table and its file."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stanford_names import stanford_rows

from core.datasets.table import (
    COLUMNS,
    SPLITS,
    PhotoRow,
    check_columns,
    empty_table,
    load_table,
    make_table,
    rows_of,
    save_table,
)
from core.errors import BreedLensError

ANY_TEXT = st.text(st.characters(codec=None), max_size=20)
BYTES_NAME = st.binary(max_size=20).map(lambda data: data.decode("utf-8", "surrogateescape"))
NUMBER = st.one_of(st.integers(-5, 10_000), st.floats(-1e6, 1e6, allow_nan=False))
ROWS = st.lists(
    st.builds(
        PhotoRow,
        path=st.one_of(ANY_TEXT, BYTES_NAME),
        breed=ANY_TEXT,
        split=st.sampled_from(SPLITS),
        width=st.integers(0, 1 << 40),
        height=st.integers(0, 1 << 40),
        source=ANY_TEXT,
        group=ANY_TEXT,
        box=st.none() | st.tuples(NUMBER, NUMBER, NUMBER, NUMBER),
    ),
    max_size=8,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_saved_and_loaded_is_the_same(tmp_path: Path, rows: list[PhotoRow]) -> None:
    path = str(tmp_path / "split.csv")
    save_table(path, make_table(rows))
    again = load_table(path)
    assert rows_of(again) == rows
    pd.testing.assert_frame_equal(again, make_table(rows))


@pytest.mark.parametrize(
    "name", ["caf\udce9.jpg", "\ud800.jpg", "a\r\nb.jpg", 'quo"te,.jpg', "\udced\udca0\udc80", " blank ", "NA", "nan"]
)
def test_odd_names_survive(tmp_path: Path, name: str) -> None:
    path = str(tmp_path / "split.csv")
    save_table(path, make_table([PhotoRow(name, name.strip())]))
    assert load_table(path)["path"].tolist() == [name]


def test_the_file_is_plain_csv_that_pandas_reads(tmp_path: Path) -> None:
    table = make_table([PhotoRow("/d/é.jpg", "épagneul", "train", 3, 4, "/d", "g", (1, 2.5, 3, 4)), PhotoRow("b", "c")])
    save_table(str(tmp_path / "t.csv"), table)
    read = pd.read_csv(tmp_path / "t.csv", keep_default_na=False)
    assert tuple(read.columns) == COLUMNS
    assert read["box"].tolist() == ["[1, 2.5, 3, 4]", ""]
    assert read.drop(columns="box").values.tolist() == table.drop(columns="box").values.tolist()


def test_rows_may_be_mappings() -> None:
    table = make_table([{"path": "/a.jpg", "breed": "beagle", "box": (0, 0, 1, 1)}])
    assert rows_of(table) == [PhotoRow("/a.jpg", "beagle", box=(0, 0, 1, 1))]
    with pytest.raises(TypeError, match="colour"):
        make_table([{"path": "/a.jpg", "breed": "beagle", "colour": "red"}])


def test_an_empty_table_has_the_columns_and_their_kinds() -> None:
    table = empty_table()
    assert tuple(table.columns) == COLUMNS
    assert table.dtypes.equals(make_table([PhotoRow("a", "b")]).dtypes)
    check_columns(table)


def test_other_frames_are_refused() -> None:
    with pytest.raises(BreedLensError, match="no column path, breed, split"):
        check_columns(pd.DataFrame({"width": [1]}))
    with pytest.raises(BreedLensError, match="the table says 'holdout'"):
        check_columns(make_table([PhotoRow("a", "b", "holdout")]))


def test_a_large_table_is_saved_and_loaded(tmp_path: Path) -> None:
    table = make_table(stanford_rows())
    save_table(str(tmp_path / "t.csv"), table)
    pd.testing.assert_frame_equal(load_table(str(tmp_path / "t.csv")), table)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"path,breed\n/a.jpg,beagle\n",
        b"path,breed,split,width,height,source,group,box\na,b,train,wide,1,,,\n",
        b"path,breed,split,width,height,source,group,box\na,b,train,1\n",
        b"path,breed,split,width,height,source,group,box\na,b,train,1,1,,,{}\n",
        b'path,breed,split,width,height,source,group,box\na,b,train,1,1,,,"[1, 2]"\n',
        b'path,breed,split,width,height,source,group,box\na,b,train,1,1,,,"[1, 2, 3, null]"\n',
        b'path,breed,split,width,height,source,group,box\n"a,b\n',
        b"\x89PNG\r\n\x1a\n\0\0\0",
        b"path,breed,split,width,height,source,group,box\n" + b"a" * 200_000 + b",b,,1,1,,,\n",
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "t.csv").write_bytes(data)
    with pytest.raises(BreedLensError, match="damaged, or no table of photos") as caught:
        load_table(str(tmp_path / "t.csv"))
    assert caught.value.code == "table_unreadable"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    for path in (str(tmp_path / "none.csv"), str(tmp_path), "a\0b"):
        with pytest.raises(BreedLensError, match="cannot be read"):
            load_table(path)


def test_nothing_is_written_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(BreedLensError, match="is not there"):
        save_table(str(tmp_path / "gone" / "t.csv"), empty_table())
