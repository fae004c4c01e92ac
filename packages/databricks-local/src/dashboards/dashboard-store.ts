import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { ApiError } from "../api-error";
import { Journal } from "../journal";
import { type DatasetPlace, keptDashboard } from "./dashboard-file";
import type { DashboardChange, NewDashboard, Publication } from "./dashboard-shape";

const dashboardShape = z.object({
  dashboard_id: z.string(),
  display_name: z.string(),
  parent_path: z.string(),
  path: z.string(),
  warehouse_id: z.string().optional(),
  serialized_dashboard: z.string(),
  etag: z.string(),
  create_time: z.string(),
  update_time: z.string(),
  lifecycle_state: z.enum(["ACTIVE", "TRASHED"]),
});
type Dashboard = z.infer<typeof dashboardShape>;

const storedShape = z.object({
  sequence: z.int(),
  creator: z.string(),
  dashboard: dashboardShape,
  published: z
    .object({
      display_name: z.string(),
      embed_credentials: z.boolean(),
      revision_create_time: z.string(),
      warehouse_id: z.string().optional(),
    })
    .optional(),
});
export type StoredDashboard = z.infer<typeof storedShape>;

const FIRST_ETAG = 80_611_980;
/** Above those of folders, notebooks and files. */
const FIRST_OBJECT_ID = 2 ** 48;
const EMPTY = "{}";

/** The workspace's Lakeview dashboards, those in the trash included. */
export class DashboardStore {
  readonly #journal: Journal<StoredDashboard>;
  #nextSequence: number;

  readonly #clock: () => Date;
  readonly #requireFolder: (path: string) => void;

  constructor(
    dataDir: string,
    clock: () => Date,
    /** Refuses a folder that is not there. */
    requireFolder: (path: string) => void,
  ) {
    this.#clock = clock;
    this.#requireFolder = requireFolder;

    this.#journal = new Journal(join(dataDir, "dashboards.jsonl"), storedShape);
    this.#nextSequence = Math.max(0, ...this.list().map(({ sequence }) => sequence + 1));
  }

  create(body: NewDashboard, place: DatasetPlace, creator: string): Dashboard {
    const { display_name, warehouse_id, serialized_dashboard = EMPTY } = body;
    // The service shows it without the prefix of the workspace's file system.
    const parent_path = (body.parent_path ?? `/Users/${creator}`).replace(/^\/Workspace(?=\/)/, "");
    this.#requireFolder(parent_path);
    const path = this.#freePath(parent_path, display_name);
    const now = this.#clock().toISOString();
    const dashboard: Dashboard = {
      dashboard_id: randomBytes(16).toString("hex"),
      display_name,
      parent_path,
      path,
      warehouse_id,
      serialized_dashboard: keptDashboard(serialized_dashboard, place),
      etag: String(FIRST_ETAG),
      create_time: now,
      update_time: now,
      lifecycle_state: "ACTIVE",
    };
    this.#journal.put(dashboard.dashboard_id, { sequence: this.#nextSequence++, creator, dashboard });
    return dashboard;
  }

  /** Trashed ones are answered too, with their `lifecycle_state`. */
  get(id: string): Dashboard {
    return this.#find(id).dashboard;
  }

  creatorOf(id: string): string {
    return this.#find(id).creator;
  }

  /** As the tree of files shows the one that lies at the path, unless it is in the trash. */
  objectAt(path: string) {
    const found = this.list().find(
      ({ dashboard }) => dashboard.lifecycle_state === "ACTIVE" && dashboard.path === path,
    );
    return (
      found && {
        object_type: "DASHBOARD",
        path,
        object_id: FIRST_OBJECT_ID + found.sequence,
        resource_id: found.dashboard.dashboard_id,
      }
    );
  }

  /** In the order of creation. */
  list(): StoredDashboard[] {
    return [...this.#journal.records.values()];
  }

  /** Refuses an etag that is not the newest one; fields that are left out stay. */
  update(id: string, change: DashboardChange, place: DatasetPlace): Dashboard {
    const stored = this.#active(id);
    const { dashboard: current } = stored;
    if (change.etag !== undefined && change.etag !== current.etag)
      throw new ApiError(409, "ABORTED", `The dashboard ${id} was changed since etag ${change.etag}`);

    const { display_name = current.display_name, warehouse_id = current.warehouse_id } = change;
    const isRenamed = display_name !== current.display_name;
    const dashboard: Dashboard = {
      ...current,
      display_name,
      warehouse_id,
      path: isRenamed ? this.#freePath(current.parent_path, display_name) : current.path,
      serialized_dashboard:
        change.serialized_dashboard === undefined
          ? current.serialized_dashboard
          : keptDashboard(change.serialized_dashboard, place),
      etag: String(Number(current.etag) + 1),
      update_time: this.#clock().toISOString(),
    };
    this.#journal.put(id, { ...stored, dashboard });
    return dashboard;
  }

  /** It is no longer published, and cannot be changed. */
  trash(id: string): void {
    const { sequence, creator, dashboard } = this.#active(id);
    this.#journal.put(id, { sequence, creator, dashboard: { ...dashboard, lifecycle_state: "TRASHED" } });
  }

  publish(id: string, { embed_credentials, warehouse_id }: Publication) {
    const stored = this.#active(id);
    const published = {
      display_name: stored.dashboard.display_name,
      embed_credentials,
      revision_create_time: this.#clock().toISOString(),
      warehouse_id: warehouse_id ?? stored.dashboard.warehouse_id,
    };
    this.#journal.put(id, { ...stored, published });
    return published;
  }

  published(id: string) {
    const { published } = this.#find(id);
    if (published !== undefined) return published;
    throw ApiError.notFound(`Unable to find published dashboard [${id}]`);
  }

  unpublish(id: string): void {
    this.published(id);
    const { sequence, creator, dashboard } = this.#find(id);
    this.#journal.put(id, { sequence, creator, dashboard });
  }

  close(): void {
    this.#journal.close();
  }

  #find(id: string): StoredDashboard {
    const found = this.#journal.records.get(id);
    if (found === undefined) throw ApiError.notFound(`Unable to find dashboard [${id}]`);
    return found;
  }

  /** The service answers 403 for one in the trash; the Terraform provider counts on it. */
  #active(id: string): StoredDashboard {
    const stored = this.#find(id);
    if (stored.dashboard.lifecycle_state === "ACTIVE") return stored;
    throw new ApiError(403, "PERMISSION_DENIED", `The dashboard ${id} is in the trash`);
  }

  #freePath(folder: string, name: string): string {
    const path = `${folder.replace(/\/$/, "")}/${name}.lvdash.json`;
    const isTaken = this.list().some(
      ({ dashboard }) => dashboard.lifecycle_state === "ACTIVE" && dashboard.path === path,
    );
    if (!isTaken) return path;
    throw new ApiError(400, "RESOURCE_ALREADY_EXISTS", `Node named '${name}.lvdash.json' already exists`);
  }
}
