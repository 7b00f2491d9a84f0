"""A browser without a screen, for pictures of pages and tests of what people see: Debian's Chromium and its driver."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By

from weighbridge.base import write_all

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
ABSENT = "There is no Chromium with its driver here. On Debian: apt install chromium chromium-driver"
PATIENCE = 120  # s, for one step in a browser: no more than a cell of a notebook may take
STEPS = 8  # of a movement of the pointer
# Without a network; and without a sandbox of its own, which is refused to root.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def programs() -> tuple[str, str] | None:
    """Where the browser and its driver are; none if either is missing."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    driver = shutil.which("chromedriver")
    return (program, driver) if program and driver else None


class Browser:
    """A window of any size, light or dark.

    Args:
        program: the browser.
        driver: its driver, of the same version.
    """

    def __init__(self, program: str, driver: str) -> None:
        options = ChromeOptions()
        options.binary_location = program
        for flag in FLAGS:
            options.add_argument(flag)
        self._driver = Chrome(options=options, service=Service(driver))
        self._driver.set_script_timeout(PATIENCE)

    def view(self, width: int, height: int, scheme: str = "light") -> None:
        """Sets the size of the window in CSS pixels, and whether its user prefers ``light`` or ``dark`` colours."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        preferred = [{"name": "prefers-color-scheme", "value": scheme}]
        self._driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": preferred})

    def open(self, address: str) -> None:
        """Goes to an address, and waits until the page is loaded."""
        self._driver.get(address)

    def run(self, script: str, *values: Any) -> Any:
        """What the body of an asynchronous function of JavaScript returns; its arguments are ``values`` there.

        Raises:
            RuntimeError: the script threw an error.
        """
        wrapped = f"""
            const all = Array.from(arguments), done = all.pop();
            (async (...values) => {{ {script} }})(...all)
                .then(value => done({{value}}), error => done({{error: String(error.stack || error)}}));
        """
        found = self._driver.execute_async_script(wrapped, *values)
        if "error" in found:
            raise RuntimeError(found["error"])
        return found.get("value")

    def printed(self, script: str, *values: Any) -> Any:
        """What the body of such a function returns while the page looks as it is printed."""
        self._driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        try:
            return self.run(script, *values)
        finally:
            self._driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

    def press(self, *keys: str) -> None:
        """Presses keys, one after the other, where the cursor is: letters, or those of selenium's ``Keys``."""
        ActionChains(self._driver).send_keys(*keys).perform()

    def drag(self, selector: str, right: int) -> None:
        """Takes hold of the middle of an element and moves it to the right by some CSS pixels, in several steps."""
        held = self._driver.find_element(By.CSS_SELECTOR, selector)
        moving = ActionChains(self._driver, duration=50).click_and_hold(held)
        for _ in range(STEPS):
            moving.move_by_offset(round(right / STEPS), 0)
        moving.release().perform()

    def log(self) -> list[str]:
        """What the browser has complained of since it was last asked: errors, and what a page's policy forbids."""
        return [entry["message"] for entry in self._driver.get_log("browser")]

    def picture(self, path: Path) -> None:
        """Writes what the window shows, as a PNG."""
        write_all(path.parent, {path.name: base64.b64decode(self._driver.get_screenshot_as_base64())})

    def close(self) -> None:
        """Ends the browser and its driver."""
        self._driver.quit()
