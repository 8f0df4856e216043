"""Run by the Python that LibreOffice brings its bridge (UNO) to: accept or reject all changes of Word files.

``python3 office_changes.py PIPE accept|reject FILE TEXT``: FILE is opened, settled and stored as the plain text TEXT.
"""

import sys
import time
from pathlib import Path
from typing import Any

COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def main(pipe: str, *jobs: str) -> None:
    import uno
    from com.sun.star.beans import PropertyValue
    from com.sun.star.connection import NoConnectException

    def properties(**values: Any) -> tuple[Any, ...]:
        made = []
        for name, value in values.items():
            each = PropertyValue()
            each.Name, each.Value = name, value
            made.append(each)
        return tuple(made)

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    deadline = time.monotonic() + 60
    while True:
        try:
            office = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
    desktop = office.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", office)
    helper = office.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", office)
    for what, file, text in zip(jobs[::3], jobs[1::3], jobs[2::3], strict=True):
        document = desktop.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, properties(Hidden=True))
        if what in COMMANDS:
            helper.executeDispatch(document.CurrentController.Frame, COMMANDS[what], "", 0, ())
        document.storeToURL(Path(text).as_uri(), properties(FilterName="Text (encoded)", FilterOptions="UTF8"))
        document.close(True)
    desktop.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
