import { asJson, type Json } from "./call";

export type RemoteCall = readonly [method: string, path: string, body?: Json];

/** By the route that makes it: the call that removes an object again. */
const REMOVALS: Readonly<Record<string, (made: Json) => RemoteCall>> = {
  "/api/2.0/alerts": ({ id }) => ["DELETE", `/api/2.0/alerts/${String(id)}?purge=true`],
  "/api/2.0/notification-destinations": ({ id }) => [
    "DELETE",
    `/api/2.0/notification-destinations/${String(id)}`,
  ],
  "/api/2.2/jobs/create": ({ job_id }) => ["POST", "/api/2.2/jobs/delete", { job_id }],
};

/** How to remove what this call made; nothing for one that makes nothing. */
export function removalOf(method: string, path: string, answer: Json): RemoteCall | undefined {
  return method === "POST" ? REMOVALS[path]?.(answer) : undefined;
}

interface RemoteList {
  readonly path: string;
  readonly field: string;
  /** The route of `REMOVALS`. */
  readonly madeBy: string;
  /** Whether the run of that name and folder made it. */
  readonly isOurs: (object: Json, run: { readonly name: string; readonly folder: string }) => boolean;
}

/** Where objects are found whose making was not answered. */
export const REMOTE_LISTS: readonly RemoteList[] = [
  {
    path: "/api/2.0/alerts?page_size=100",
    field: "alerts",
    madeBy: "/api/2.0/alerts",
    isOurs: ({ parent_path }, { folder }) => String(parent_path).startsWith(`/Workspace${folder}`),
  },
  {
    path: "/api/2.0/notification-destinations?page_size=100",
    field: "results",
    madeBy: "/api/2.0/notification-destinations",
    isOurs: ({ display_name }, { name }) => String(display_name).startsWith(name),
  },
  {
    path: "/api/2.2/jobs/list?limit=100",
    field: "jobs",
    madeBy: "/api/2.2/jobs/create",
    isOurs: ({ settings }, { name }) => String(asJson(settings).name).startsWith(name),
  },
];
