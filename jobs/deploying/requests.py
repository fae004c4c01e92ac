"""Requests: nothing goes where it was not sent, and a program is the one that was asked for."""

import hashlib
import urllib.error
import urllib.request
from urllib.parse import urlsplit


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """For whatever carries a token, which would go along to wherever the answer says."""

    def redirect_request(self, request, file, code, message, headers, address):
        host = urlsplit(address).netloc
        raise urllib.error.URLError(f"it answers {code} with a redirect to {host}, which is not followed with a token")


class HttpsRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, request, file, code, message, headers, address):
        if urlsplit(address).scheme != "https":
            raise urllib.error.URLError(f"it answers {code} with a redirect that is no https: {address}")
        return super().redirect_request(request, file, code, message, headers, address)


def open_with_token(address, token, timeout):
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {token}"})
    return urllib.request.build_opener(NoRedirect()).open(request, timeout=timeout)


def open_archive(address, timeout):
    return urllib.request.build_opener(HttpsRedirect()).open(address, timeout=timeout)


def checksum(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
