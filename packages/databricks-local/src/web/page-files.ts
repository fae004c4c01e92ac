import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ApiError } from "../api-error";

interface PageFile {
  readonly type: string;
  readonly content: string;
}

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

let building: Promise<ReadonlyMap<string, PageFile>> | undefined;

/** The page's script and styles, made from `client/` and `styles/` in memory when the page is first opened. */
export async function findPageFile(name: string): Promise<PageFile | undefined> {
  if (name === "icon.svg")
    return { type: "image/svg+xml", content: await readFile(join(__dirname, "icon.svg"), "utf8") };

  building ??= buildFiles().catch((error: unknown) => {
    building = undefined;
    throw error;
  });
  return (await building).get(name);
}

async function buildFiles(): Promise<ReadonlyMap<string, PageFile>> {
  // Loaded here: whoever never opens the page does not pay for it.
  const { build, stop } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: __dirname,
    entryPoints: {
      page: "client/main.tsx",
      styles: "styles/page.css",
      notification: "styles/notification.css",
    },
    outdir: "/",
    write: false,
    bundle: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
  });
  await stop();
  return new Map(
    outputFiles.map(({ path, text }) => {
      const type = TYPES[path.slice(path.lastIndexOf("."))] ?? "text/plain";
      return [path.replace(/^.*[/\\]/, ""), { type, content: text }];
    }),
  );
}

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
  if (host === undefined || !LOOPBACK.test(host))
    throw new ApiError(403, "PERMISSION_DENIED", "The page is for this machine: open it at 127.0.0.1");

  return new Response(content, { headers: { ...HEADERS, "content-type": type } });
}
