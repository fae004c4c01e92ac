import { z } from "zod";
import type { Caller } from "../access/identity";
import { hasFolderLevel, requireFolder } from "../access/object-rights";
import { legacyAlertShape } from "../legacy/legacy-alert-store";
import { savedQueryShape } from "../legacy/saved-query-store";
import type { Call, Operation } from "../operation";
import { readPage } from "../request-query";

/** "page_size", documented. */
const LIMITS = { defaultSize: 20, maxSize: 100 };

/** Their rights are those of the folder that they lie in. */
function requireObject(
  call: Call,
  { parent_path: folder = "/" }: Placed,
  level: "CAN_READ" | "CAN_MANAGE",
): void {
  requireFolder(call, folder, level);
}

interface Placed {
  readonly parent_path?: string | undefined;
}

function placed<Body extends Placed>(body: Body, { userName }: Caller): Body {
  return { ...body, parent_path: body.parent_path ?? `/Workspace/Users/${userName}` };
}

const createLegacyAlert: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/alerts"],
  documentation: { page: "legacy", sources: ["sdk"] },
  handle: (call) => {
    const { workspace, caller } = call;
    const { alert } = call.body(z.looseObject({ alert: legacyAlertShape }));
    const body = placed(alert, caller);
    requireObject(call, body, "CAN_MANAGE");
    workspace.savedQueries.get(body.query_id);
    return workspace.legacyAlerts.create(body, caller.userName);
  },
};

const getLegacyAlert: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/alerts/:id"],
  documentation: { page: "legacy", sources: ["sdk"] },
  handle: (call) => {
    const alert = call.workspace.legacyAlerts.get(call.param("id"));
    requireObject(call, alert, "CAN_READ");
    return alert;
  },
};

/** Without the folder, which `GET` of one has. */
const listLegacyAlerts: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/alerts"],
  documentation: { page: "legacy", sources: ["sdk"] },
  handle: (call) => {
    const shown = call.workspace.legacyAlerts
      .list()
      .filter(({ object }) => hasFolderLevel(call, object.parent_path ?? "/", "CAN_READ"));
    const page = readPage(shown, call.query, LIMITS);
    const results = page.items.map(({ object }) => ({ ...object, parent_path: undefined }));
    return { results, next_page_token: page.nextPageToken };
  },
};

/** "Moves an alert to the trash." */
const trashLegacyAlert: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/sql/alerts/:id"],
  documentation: { page: "legacy", sources: ["sdk"] },
  handle: (call) => {
    const id = call.param("id");
    requireObject(call, call.workspace.legacyAlerts.get(id), "CAN_MANAGE");
    call.workspace.legacyAlerts.trash(id);
    return {};
  },
};

const createSavedQuery: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/queries"],
  documentation: { page: "legacy", sources: ["sdk"] },
  handle: (call) => {
    const { workspace, caller } = call;
    const { query } = call.body(z.looseObject({ query: savedQueryShape }));
    const body = placed(query, caller);
    requireObject(call, body, "CAN_MANAGE");
    return workspace.savedQueries.create(body, caller.userName);
  },
};

const getSavedQuery: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/queries/:id"],
  documentation: { page: "legacy", sources: ["sdk"] },
  handle: (call) => {
    const query = call.workspace.savedQueries.get(call.param("id"));
    requireObject(call, query, "CAN_READ");
    return query;
  },
};

const listSavedQueries: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/queries"],
  documentation: { page: "legacy", sources: ["sdk"] },
  handle: (call) => {
    const shown = call.workspace.savedQueries
      .list()
      .filter(({ object }) => hasFolderLevel(call, object.parent_path ?? "/", "CAN_READ"));
    const page = readPage(shown, call.query, LIMITS);
    const results = page.items.map(({ object }) => ({ ...object, parent_path: undefined }));
    return { results, next_page_token: page.nextPageToken };
  },
};

/** "Moves a query to the trash." */
const trashSavedQuery: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/sql/queries/:id"],
  documentation: { page: "legacy", sources: ["sdk"] },
  handle: (call) => {
    const id = call.param("id");
    requireObject(call, call.workspace.savedQueries.get(id), "CAN_MANAGE");
    call.workspace.savedQueries.trash(id);
    return {};
  },
};

/** Alerts of the first version, and the saved queries that they ask. */
export const LEGACY_OPERATIONS: readonly Operation[] = [
  createLegacyAlert,
  getLegacyAlert,
  listLegacyAlerts,
  trashLegacyAlert,
  createSavedQuery,
  getSavedQuery,
  listSavedQueries,
  trashSavedQuery,
];
