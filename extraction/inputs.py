"""What the user named on the command line as a list of report files, in a stable order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path, PurePath

from extraction.addresses import AddressUnreachable, address_to_files, is_address

STANDARD_INPUT = "-"
# Files that a folder is searched for. Content decides how each is read; what a folder holds
# besides reports (style sheets, pictures, README files) is left alone.
REPORT_SUFFIXES = frozenset(
    ".html .htm .shtml .xhtml .jhtml .mht .txt .text .md .pdf .docx .doc .wps .rtf".split()
)
ARCHIVE_SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")


class NothingFound(FileNotFoundError):
    """A path, folder or pattern that names no report file."""


def is_archive(path: str) -> bool:
    """By its name, since a Word file is a ZIP archive too."""
    return path.lower().endswith(ARCHIVE_SUFFIXES)


def is_report_name(name: str) -> bool:
    """Whether a file of this name is read where a folder or an archive is searched."""
    path = PurePath(name)
    readme = path.stem.lower().split(".")[0] == "readme"
    return path.suffix.lower() in REPORT_SUFFIXES and not readme


def printable(text: str) -> str:
    """Names that are no Unicode, as file systems allow, in characters that can be written."""
    return os.fsencode(text).decode("utf-8", "backslashreplace")


def arguments_to_paths(arguments: Sequence[str], *, archives: bool = False) -> list[str]:
    """Files as named, folders searched through and patterns expanded, each sorted by path.

    ``-`` stays as it is. A file named twice is read once. Addresses are looked into where they
    are: a folder's files, those that match a pattern.

    Args:
        archives: folders are searched for archives too.

    Raises:
        NothingFound: with the argument that leads to no file.
    """
    found: dict[str, None] = {}
    for argument in arguments:
        paths = list(_argument_to_paths(argument, archives))
        if not paths:
            raise NothingFound(argument)
        found.update(dict.fromkeys(paths))
    return list(found)


def _argument_to_paths(argument: str, archives: bool) -> Iterator[str]:
    if is_address(argument):
        yield from _address_to_paths(argument, archives)
        return
    path = Path(argument)
    if argument == STANDARD_INPUT or path.is_file():
        yield argument
    elif path.is_dir():
        for file in sorted(path.rglob("*")):
            wanted = is_report_name(file.name) or (archives and is_archive(file.name))
            if wanted and file.is_file():
                yield str(file)
    elif has_magic(argument):
        # patterns may be absolute, which Path.glob refuses
        for name in sorted(glob(argument, recursive=True)):  # noqa: PTH207
            if Path(name).is_file():
                yield name


def _address_to_paths(address: str, archives: bool) -> list[str]:
    try:
        return address_to_files(
            address, lambda name: is_report_name(name) or (archives and is_archive(name))
        )
    except AddressUnreachable as error:
        raise NothingFound(f"{address} ({error.strerror})") from error
