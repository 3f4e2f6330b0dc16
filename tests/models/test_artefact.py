"""A model's folder is verified before anything in it is believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import DamagedModel, MissingModel, NoModel, UnfitModel
from models.artefact import (
    CARD,
    CHECKSUMS,
    FILES,
    NETWORK,
    TABLES,
    folder_to_digest,
    read_artefact,
    read_card,
    write_checksums,
)
from tests.models.folder import TABLES_HERE, write_folder


def test_a_whole_folder_is_read(tmp_path: Path) -> None:
    artefact = read_artefact(write_folder(tmp_path / "model"))
    assert (artefact.card.name, artefact.card.version) == ("text", "0.1")
    assert artefact.tables.characters == TABLES_HERE.characters
    assert artefact.size == sum(path.stat().st_size for path in artefact.folder.iterdir())


@pytest.mark.parametrize("name", [*FILES, CHECKSUMS])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    folder = write_folder(tmp_path / "model")
    (folder / name).unlink()
    with pytest.raises(MissingModel, match=name):
        read_artefact(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_file_with_one_other_byte_is_refused(tmp_path: Path, name: str) -> None:
    folder = write_folder(tmp_path / "model")
    path = folder / name
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(DamagedModel, match=name):
        read_artefact(folder)


def test_checksums_that_are_no_text_are_refused(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "model")
    (folder / CHECKSUMS).write_bytes(b"\xff\xfe")
    with pytest.raises(DamagedModel, match=CHECKSUMS):
        read_artefact(folder)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingModel):
        read_artefact(tmp_path / "none")


@pytest.mark.parametrize(
    ("changes", "said"), [({"format": 99}, "format 99"), ({"layers": [["item"]]}, "other labels")]
)
def test_a_model_for_other_code_is_refused(
    tmp_path: Path, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(UnfitModel, match=said):
        read_artefact(write_folder(tmp_path / "model", **changes))


@pytest.mark.parametrize("text", ["no json", "{}", '{"characters": 1}'])
def test_tables_that_are_none_are_damage(tmp_path: Path, text: str) -> None:
    folder = write_folder(tmp_path / "model")
    (folder / TABLES).write_text(text, encoding="utf-8")
    write_checksums(folder)
    with pytest.raises(DamagedModel, match=TABLES):
        read_artefact(folder)


def test_a_folder_without_any_of_its_files_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"")
    for read in (read_artefact, read_card):
        with pytest.raises(NoModel):
            read(tmp_path)


def test_the_digest_names_what_answers_depend_on(tmp_path: Path) -> None:
    one, again = write_folder(tmp_path / "one"), write_folder(tmp_path / "again")
    assert folder_to_digest(one) == folder_to_digest(again)
    (again / CARD).write_text("another card", encoding="utf-8")
    write_checksums(again)
    assert folder_to_digest(one) == folder_to_digest(again)
    (again / NETWORK).write_bytes(b"another network")
    write_checksums(again)
    assert folder_to_digest(one) != folder_to_digest(again)
