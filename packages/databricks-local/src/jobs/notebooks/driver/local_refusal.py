"""How the local workspace refuses what Databricks has and it has not."""


class NotSupportedError(NotImplementedError):
    """Named after what was asked for."""

    # Tracebacks name it without this file.
    __module__ = "__main__"

    def __init__(self, what):
        super().__init__(f"{what} is not supported by the local workspace")


class Refusing:
    """Refuses every attribute that its class does not have, by name."""

    _name = ""

    def __getattr__(self, attribute):
        # Python itself asks for names such as `__len__` or `_repr_html_`, to see whether they are there.
        if attribute.startswith("_"):
            raise AttributeError(attribute)
        raise NotSupportedError(f"{self._name}.{attribute}")
