"""The bridge to LibreOffice: run by the system's Python, which alone has `uno`.

It starts one LibreOffice on a profile of its own, and answers a line of JSON with a line of
JSON. When its parent goes, however it goes, it takes LibreOffice and the profile with it.
"""

import json
import os
import queue
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

_MEMORY = 2 * 1024**3
_ASK_AGAIN = 0.02
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
)


def main(folder: Path, program: str) -> None:
    """Serve conversions until there are no more lines to read."""
    try:
        import uno  # noqa: F401, PLC0415 - absent where the Debian package is
    except ImportError:
        _say({"missing": "python3-uno"})
        return
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_listen, args=(lines, folder), daemon=True).start()
    desktop = _desktop(_started(folder, program), folder.name)
    if desktop is None:
        _say({"failed": "LibreOffice did not answer"})
        return
    _say({"ready": True})
    while True:
        order = json.loads(lines.get())
        try:
            _convert(desktop, order["source"], order["target"])
        except Exception as error:  # noqa: BLE001 - every UNO failure is the parent's to judge
            _say({"failed": f"{type(error).__name__}: {error}"[:500]})
        else:
            _say({"done": True})


def _listen(lines: "queue.Queue[str]", folder: Path) -> None:
    """Hand on what the parent writes; at its end, end everything of this group."""
    for line in sys.stdin:
        lines.put(line)
    shutil.rmtree(folder, ignore_errors=True)
    os.killpg(0, signal.SIGKILL)


def _say(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _started(folder: Path, program: str) -> "subprocess.Popen[bytes]":
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    rows = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items '
        'xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{rows}</oor:items>'
    )
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    return subprocess.Popen(  # noqa: S603 - the program is the one that was found
        [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless", "--nologo", "--nodefault", "--norestore", "--nolockcheck",
            f"--accept=pipe,name={folder.name};urp;StarOffice.ComponentContext",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip


def _desktop(process: "subprocess.Popen[bytes]", pipe: str) -> object:
    """Return LibreOffice's desktop as soon as its pipe answers, None if it never does."""
    import uno  # noqa: PLC0415 - see main
    from com.sun.star.connection import NoConnectException  # noqa: PLC0415

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    while process.poll() is None:
        try:
            context = resolver.resolve(address)
        except NoConnectException:
            time.sleep(_ASK_AGAIN)
        else:
            return context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
    return None


def _convert(desktop: object, source: str, target: str) -> None:
    """Load one Word file, without macros or updates, and write it as tagged PDF/A-2b."""
    import uno  # noqa: PLC0415 - see main

    document = desktop.loadComponentFromURL(  # type: ignore[attr-defined]
        Path(source).as_uri(),
        "_blank",
        0,
        _properties(
            Hidden=True,
            ReadOnly=True,
            FilterName="MS Word 2007 XML",
            MacroExecutionMode=0,
            UpdateDocMode=0,
        ),
    )
    if document is None:
        raise ValueError("LibreOffice could not read the file")
    try:
        how = uno.Any(
            "[]com.sun.star.beans.PropertyValue",
            _properties(SelectPdfVersion=2, UseTaggedPDF=True, ExportBookmarks=True),
        )
        document.storeToURL(
            Path(target).as_uri(), _properties(FilterName="writer_pdf_Export", FilterData=how)
        )
    finally:
        document.close(True)  # noqa: FBT003 - UNO's own signature


def _properties(**values: object) -> tuple[object, ...]:
    from com.sun.star.beans import PropertyValue  # noqa: PLC0415 - see main

    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
