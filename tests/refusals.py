"""The message that a user sees where something is refused, so that a table of messages is compared as one."""

from collections.abc import Callable

from weighbridge import WeighbridgeError

NOT_REFUSED = "(this was not refused)"


def refusal(make: Callable, *arguments: object, error: type[Exception] = WeighbridgeError) -> str:
    """The message of the error that a call raises; any other error is let through."""
    try:
        make(*arguments)
    except error as raised:
        return str(raised)
    return NOT_REFUSED
