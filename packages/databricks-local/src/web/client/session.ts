const KEY = "token";

/** Takes the access token out of the link (`#token=…`), so that it stands neither in the address bar nor in a bookmark. */
export function takeTokenFromLink(): void {
  const token = /^#token=(.+)$/.exec(location.hash)?.[1];
  if (token === undefined) return;
  keepToken(decodeURIComponent(token));
  history.replaceState(null, "", "/");
}

export function keepToken(token: string): void {
  sessionStorage.setItem(KEY, token);
}

export function currentToken(): string | null {
  return sessionStorage.getItem(KEY);
}

export function forgetToken(): void {
  sessionStorage.removeItem(KEY);
}
