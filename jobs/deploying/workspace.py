"""The workspace that the job runs in."""

import json
import os
from collections import namedtuple

from .requests import open_with_token

Access = namedtuple("Access", ["host", "token"])


def access():
    """Host and token: from the environment, or from the notebook's own identity."""
    if os.environ.get("DATABRICKS_HOST") and os.environ.get("DATABRICKS_TOKEN"):
        return Access(os.environ["DATABRICKS_HOST"], os.environ["DATABRICKS_TOKEN"])
    from databricks.sdk import WorkspaceClient

    config = WorkspaceClient().config
    return Access(config.host, config.authenticate()["Authorization"].removeprefix("Bearer "))


def alerts(api_base, host, token):
    """Every alert that is not in the trash, page by page."""
    page_token = ""
    while page_token is not None:
        address = f"{host}{api_base}?page_size=100&page_token={page_token}"
        with open_with_token(address, token, timeout=60) as response:
            page = json.load(response)
        yield from (alert for alert in page.get("alerts", []) if alert.get("lifecycle_state") != "DELETED")
        page_token = page.get("next_page_token") or None
