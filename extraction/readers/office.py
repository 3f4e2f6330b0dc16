"""DOC, WPS and RTF, turned into DOCX by LibreOffice where the machine has it.

LibreOffice runs as a program of its own with a profile of its own: no macros, no links followed, a
time limit, and the end of its whole process group when that is over. What comes out is read by
``docx``.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from extraction.document import Document
from extraction.errors import UnreadableReport
from extraction.readers.docx import read_docx
from extraction.readers.ole import is_compound, stream_names, stream_start
from extraction.readers.role import Limits

TEXT_RULES = 1
# A cold start with a new profile takes 2 to 6 s, a report of 40 pages 2 s more.
TIME_LIMIT_S = 60.0
_PROGRAMS = ("soffice", "libreoffice")
_REMEDY = "install LibreOffice so that soffice is on the PATH, or save the file as DOCX"

_RTF_MARK = b"{\\rtf"
_MEDIA_TYPES: dict[str, str] = {
    ".doc": "application/msword",
    ".rtf": "application/rtf",
    ".wps": "application/vnd.ms-works",
}
# The information block at the head of the main stream: its flags hold fEncrypted.
_FIB_BYTES = 0x20
_FIB_FLAGS_HIGH = 0x0B
_FIB_ENCRYPTED = 0x01

# No macros, no content from elsewhere, links never refreshed, and a proxy that is not there.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
<prop oor:name="Field" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""


def read_office(
    data: bytes, *, limits: Limits, suffix: str, time_limit_s: float = TIME_LIMIT_S
) -> Document:
    """The document that LibreOffice makes of the file.

    Args:
        suffix: of the file's name, with its dot; decides between formats that look alike.
        time_limit_s: for LibreOffice, start included.

    Raises:
        UnreadableReport: needs_office without LibreOffice, office_failed where it cannot convert
            the file, timeout where it takes too long, encrypted, unknown_format, and all that
            ``read_docx`` raises.
    """
    suffix = _kind(data, suffix.lower())
    program = find_program()
    if program is None:
        raise UnreadableReport("needs_office", _REMEDY)
    with tempfile.TemporaryDirectory(prefix="gongkai-", ignore_cleanup_errors=True) as folder:
        converted = _convert(program, data, suffix, Path(folder), time_limit_s)
    try:
        document = read_docx(converted, limits=limits)
    except UnreadableReport as error:
        if error.code in ("truncated", "unknown_format"):
            raise UnreadableReport("office_failed", str(error)) from error
        raise
    return dataclasses.replace(
        document, reader="office", media_type=_MEDIA_TYPES[suffix], text_rules=TEXT_RULES
    )


def find_program() -> str | None:
    """The path of LibreOffice's command; None where it is not installed."""
    for name in _PROGRAMS:
        found = shutil.which(name)
        if found is not None:
            return found
    return None


def _kind(data: bytes, suffix: str) -> str:
    """The suffix that says what the bytes are; the given one where they do not tell."""
    if data.lstrip()[:5] == _RTF_MARK:
        return ".rtf"
    if is_compound(data):
        names = stream_names(data)
        if "EncryptedPackage" in names:
            raise UnreadableReport("encrypted", "the document lies in an encrypted package")
        if "WordDocument" not in names and names & {"Workbook", "Book", "PowerPoint Document"}:
            raise UnreadableReport("unknown_format", "a workbook or a presentation")
        head = stream_start(data, "WordDocument", _FIB_BYTES)
        if len(head) > _FIB_FLAGS_HIGH and head[_FIB_FLAGS_HIGH] & _FIB_ENCRYPTED:
            raise UnreadableReport("encrypted", "the Word file asks for a password")
    return suffix if suffix in _MEDIA_TYPES else ".doc"


def _convert(program: str, data: bytes, suffix: str, folder: Path, time_limit_s: float) -> bytes:
    """The bytes of the DOCX that LibreOffice writes."""
    source = folder / f"report{suffix}"
    source.write_bytes(data)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    target = folder / "out"
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(target),
        str(source),
    ]
    said = _run(command, folder, time_limit_s)
    made = target / "report.docx"
    if not made.is_file():
        raise UnreadableReport("office_failed", _complaint(said) or "no file was written")
    return made.read_bytes()


def _run(command: list[str], home: Path, time_limit_s: float) -> str:
    """What the command wrote to its streams; its whole process group is gone on return."""
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
    }
    try:
        process = subprocess.Popen(
            command,
            cwd=home,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise UnreadableReport("office_failed", str(error)) from error
    try:
        said, _ = process.communicate(timeout=time_limit_s)
    except subprocess.TimeoutExpired as error:
        raise UnreadableReport("timeout", f"LibreOffice took over {time_limit_s:g} s") from error
    finally:
        _end_group(process)
    return said.decode("utf-8", errors="replace")


def _complaint(said: str) -> str:
    """What LibreOffice wrote of errors, its usual warnings about Java left out."""
    lines = [line for line in said.splitlines() if not line.startswith(("Warning:", "convert "))]
    return " ".join(" ".join(lines).split())[-300:]


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """Ends what is left of the process group, the converter's own children included."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
