import { ApiError } from "../api-error";

/**
 * How the page is kept safe. It holds no data: its script fetches everything from `/_local/…` with the access token.
 *
 * The token comes in the link's fragment (`/#token=…`), which no browser sends to a server, and is kept in
 * `sessionStorage`. It is no cookie on purpose: browsers send the cookies of 127.0.0.1 to every port of it, so to
 * any other server on this machine, while storage belongs to this port alone; and a request that needs an
 * `Authorization` header cannot be forged by another site, so there is nothing for CSRF to ride on. For the same reason
 * a foreign name that is bound to 127.0.0.1 (DNS rebinding) gets no token; it does not get the page, either.
 *
 * Whatever an alert, a table or a request is called is text here, never HTML; the policy below is the second wall.
 * `style-src-attr` is for notifications, which stand in a sandboxed frame and inherit this policy.
 */
const HEADERS = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cache-control": "no-cache",
};

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** A file of the page, for whoever asked this machine by its own name. */
export function pageResponse(
  host: string | undefined,
  type: string,
  content: string | Uint8Array<ArrayBuffer>,
) {
  if (host === undefined || !LOOPBACK.test(host)) {
    throw new ApiError(403, "PERMISSION_DENIED", "The page is for this machine: open it at 127.0.0.1");
  }
  return new Response(content, { headers: { ...HEADERS, "content-type": type } });
}
