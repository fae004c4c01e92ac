import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ApiError } from "../api-error";
import type { Operation } from "../operation";
import { findPageFile, pageResponse } from "../web/page-files";
import { describeParts } from "../web/parts";

/** Not the service's: the page that shows the workspace. It says nothing by itself, so it needs no token. */
const readPage: Operation = {
  method: "GET",
  paths: ["/"],
  documentation: { page: "page", sources: ["local"] },
  needsToken: false,
  handle: async ({ header }) => {
    const html = await readFile(join(__dirname, "../web/page.html"), "utf8");
    return pageResponse(header("host"), "text/html; charset=utf-8", html);
  },
};

/** Not the service's: the page's script, styles and icon. */
const readPageFile: Operation = {
  method: "GET",
  paths: ["/_local/page/:file"],
  documentation: { page: "page", sources: ["local"] },
  needsToken: false,
  handle: async ({ param, header }) => {
    const file = await findPageFile(param("file"));
    if (file === undefined) throw ApiError.notFound(`The page has no file ${param("file")}.`);
    return pageResponse(header("host"), file.type, file.content);
  },
};

/** Where the service has an alert's page, which notifications link to: the local page shows it. */
const openAlertPage: Operation = {
  method: "GET",
  paths: ["/sql/alerts-v2/:id"],
  documentation: { page: "page", sources: ["cli"] },
  needsToken: false,
  handle: ({ param }) =>
    new Response(null, {
      status: 302,
      headers: { location: `/#/alerts/${encodeURIComponent(param("id"))}` },
    }),
};

const MINUTE_MS = 60_000;

/** Not the service's: a word that changes when anything does that the page shows, cheap enough to be asked all the time. */
const readRevision: Operation = {
  method: "GET",
  paths: ["/_local/revision"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ workspace: { clock, scheduler, requests, history, jobRuns, faults } }) => {
    const now = clock.now();
    const minute = Math.floor(now.getTime() / MINUTE_MS);
    return {
      revision: [requests.revision, history.size, jobRuns.revision, faults.revision, minute].join("-"),
      now: now.toISOString(),
      scheduled: scheduler.isRunning,
    };
  },
};

/** Not the service's: faults, jobs, dashboards, warehouses, destinations, for the page. */
const readParts: Operation = {
  method: "GET",
  paths: ["/_local/parts"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ workspace }) => describeParts(workspace),
};

/** Not the service's: what the project's queries say of alerts, for the page. */
const readNotes: Operation = {
  method: "GET",
  paths: ["/_local/notes"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ workspace: { alerts, alertNotes } }) => alertNotes.read(alerts.list().map(({ alert }) => alert)),
};

export const PAGE_OPERATIONS: readonly Operation[] = [
  readPage,
  readPageFile,
  openAlertPage,
  readRevision,
  readParts,
  readNotes,
];
