import { z } from "zod";
import type { Caller } from "../access/identity";
import { hasFolderLevel, requireFolder } from "../access/object-rights";
import { legacyAlertShape } from "../legacy/legacy-alert-store";
import { savedQueryShape } from "../legacy/saved-query-store";
import type { Placed, TrashableStore } from "../legacy/trashable-store";
import type { Call, Operation } from "../operation";
import { readPage } from "../request-query";
import type { Workspace } from "../workspace";

/** "page_size", documented. */
const LIMITS = { defaultSize: 20, maxSize: 100 };

const DOCUMENTATION: Operation["documentation"] = { page: "legacy", sources: ["sdk"] };

/** Their rights are those of the folder that they lie in. */
function requireObject(
  call: Call,
  { parent_path: folder = "/" }: Placed,
  level: "CAN_READ" | "CAN_MANAGE",
): void {
  requireFolder(call, folder, level);
}

function placed<Body extends Placed>(body: Body, { userName }: Caller): Body {
  return { ...body, parent_path: body.parent_path ?? `/Workspace/Users/${userName}` };
}

const createLegacyAlert: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/alerts"],
  documentation: DOCUMENTATION,
  handle: (call) => {
    const { workspace, caller } = call;
    const { alert } = call.body(z.looseObject({ alert: legacyAlertShape }));
    const body = placed(alert, caller);
    requireObject(call, body, "CAN_MANAGE");
    workspace.savedQueries.get(body.query_id);
    return workspace.legacyAlerts.create(body, caller.userName);
  },
};

const createSavedQuery: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/queries"],
  documentation: DOCUMENTATION,
  handle: (call) => {
    const { workspace, caller } = call;
    const { query } = call.body(z.looseObject({ query: savedQueryShape }));
    const body = placed(query, caller);
    requireObject(call, body, "CAN_MANAGE");
    return workspace.savedQueries.create(body, caller.userName);
  },
};

/** What both kinds of objects have: `GET` of one and of all, and "Moves … to the trash." */
function operationsOn<Body extends Placed>(
  path: string,
  storeOf: (workspace: Workspace) => TrashableStore<Body>,
): readonly Operation[] {
  return [
    {
      method: "GET",
      paths: [`${path}/:id`],
      documentation: DOCUMENTATION,
      handle: (call) => {
        const found = storeOf(call.workspace).get(call.param("id"));
        requireObject(call, found, "CAN_READ");
        return found;
      },
    },
    {
      method: "GET",
      paths: [path],
      documentation: DOCUMENTATION,
      handle: (call) => {
        const shown = storeOf(call.workspace)
          .list()
          .filter(({ object }) => hasFolderLevel(call, object.parent_path ?? "/", "CAN_READ"));
        const page = readPage(shown, call.query, LIMITS);
        // Without the folder, which `GET` of one has.
        const results = page.items.map(({ object }) => ({ ...object, parent_path: undefined }));
        return { results, next_page_token: page.nextPageToken };
      },
    },
    {
      method: "DELETE",
      paths: [`${path}/:id`],
      documentation: DOCUMENTATION,
      handle: (call) => {
        const id = call.param("id");
        const store = storeOf(call.workspace);
        requireObject(call, store.get(id), "CAN_MANAGE");
        store.trash(id);
        return {};
      },
    },
  ];
}

/** Alerts of the first version, and the saved queries that they ask. */
export const LEGACY_OPERATIONS: readonly Operation[] = [
  createLegacyAlert,
  ...operationsOn("/api/2.0/sql/alerts", ({ legacyAlerts }) => legacyAlerts),
  createSavedQuery,
  ...operationsOn("/api/2.0/sql/queries", ({ savedQueries }) => savedQueries),
];
