import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Operation } from "../operation";
import { pageResponse } from "../web/page-response";

/** Not the service's: the page that shows the workspace. It says nothing by itself, so it needs no token. */
export const readPage: Operation = {
  method: "GET",
  paths: ["/"],
  documentation: { page: "page", sources: ["local"] },
  needsToken: false,
  handle: async ({ header }) => {
    const html = await readFile(join(__dirname, "../web/page.html"), "utf8");
    return pageResponse(header("host"), "text/html; charset=utf-8", html);
  },
};
