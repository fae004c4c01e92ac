"""`dbutils` as far as jobs need it: widgets, the notebook's exit and task values."""

import json

from local_refusal import NotSupportedError, Refusing


class NotebookExit(BaseException):
    """Ends the notebook; not an `Exception`, so that no handler of the notebook stops it."""

    def __init__(self, value):
        super().__init__(value)
        self.value = value


class InputWidgetNotDefined(Exception):
    # Tracebacks name it without this file.
    __module__ = "__main__"


class Widgets(Refusing):
    """What the run was given goes before what a widget is made with."""

    _name = "dbutils.widgets"

    def __init__(self, parameters):
        self._given = dict(parameters)
        self._values = dict(parameters)

    def text(self, name, defaultValue="", label=None):
        self._values[name] = self._given.get(name, str(defaultValue))

    def dropdown(self, name, defaultValue, choices, label=None):
        self.text(name, defaultValue)

    combobox = dropdown
    multiselect = dropdown

    def get(self, name):
        if name in self._values:
            return self._values[name]
        raise InputWidgetNotDefined(f"No input widget named {name} is defined")

    def getArgument(self, name, defaultValue=None):
        return self.get(name) if name in self._values or defaultValue is None else defaultValue

    def getAll(self):
        return dict(self._values)

    def remove(self, name):
        self._values.pop(name, None)

    def removeAll(self):
        self._values.clear()


class Notebook(Refusing):
    _name = "dbutils.notebook"

    def exit(self, value=""):
        raise NotebookExit(str(value))


class TaskValues(Refusing):
    _name = "dbutils.jobs.taskValues"

    def __init__(self, values):
        self._others = values
        self.set_values = {}

    def set(self, key, value):
        self.set_values[key] = value if isinstance(value, str) else json.dumps(value)

    def get(self, taskKey, key, default=None, debugValue=None):
        if key in self._others.get(taskKey, {}):
            return parsed(self._others[taskKey][key])
        if default is not None:
            return default
        raise ValueError(f"No value named {key} was set by the task {taskKey}")


class Jobs(Refusing):
    _name = "dbutils.jobs"

    def __init__(self, values):
        self.taskValues = TaskValues(values)


class Secrets(Refusing):
    _name = "dbutils.secrets"


class Library(Refusing):
    _name = "dbutils.library"

    def restartPython(self):
        """Nothing was installed, so that there is nothing to restart for."""


class DbUtils(Refusing):
    _name = "dbutils"

    def __init__(self, parameters, values):
        self.widgets = Widgets(parameters)
        self.notebook = Notebook()
        self.jobs = Jobs(values)
        self.secrets = Secrets()
        self.library = Library()

    @property
    def fs(self):
        raise NotSupportedError("dbutils.fs")


def parsed(text):
    try:
        return json.loads(text)
    except ValueError:
        return text
