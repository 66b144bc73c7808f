"""Values of options that are right as they are, so that nothing has to be imported to check them.

Typer has pydantic check every value since 0.29, even that of an option that is not given, and pydantic takes longer to
import than Typer. A text that is to be a text needs no check, and neither does a default. What Typer keeps for a
parameter has a private name: where that is not found, Typer checks everything.
"""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

_CHECK = "_runtime_param"  # Typer's name for what checks a parameter; None until it is first needed


def spare_checks(parameters: list[Any]) -> list[Any]:
    """The parameters of a command, of which only those values are checked that need it."""
    for parameter in parameters:
        if getattr(parameter, _CHECK, parameter) is None and hasattr(parameter, "type_descriptor"):
            setattr(parameter, _CHECK, _SparingCheck(parameter))
    return parameters


class _SparingCheck:
    """Stands for what checks a parameter, which is made only for a value that needs it."""

    def __init__(self, parameter: Any) -> None:
        self._parameter = parameter

    def coerce(self, value: Any, **context: Any) -> Any:
        """The value of the parameter, as Typer's own method of that name gives it."""
        parameter = self._parameter
        annotation = parameter.type_descriptor.annotation
        many = parameter.multiple or parameter.nargs == -1
        if value is None:
            return () if many else None
        if not many and isinstance(value, str) and annotation is str and _is_text(value):
            return value
        if many and annotation == list[str] and isinstance(value, (list, tuple)) and all(map(_is_text, value)):
            return list(value)
        if value == parameter.default and (type(value) is annotation or value in _choices(annotation)):
            return value
        return self._make().coerce(value, **context)

    def _make(self) -> Any:
        setattr(self._parameter, _CHECK, None)
        return self._parameter.get_runtime_param()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._make(), name)


def _choices(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.isprintable()
