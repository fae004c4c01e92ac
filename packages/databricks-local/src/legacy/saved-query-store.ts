import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { ApiError } from "../api-error";
import { Journal } from "../journal";
import type { Sequenced } from "../request-query";

const text = z.string();
const filledText = text.min(1, "must not be empty");

/**
 * A saved query. What is not named here is kept as it comes.
 *
 * @see https://docs.databricks.com/api/workspace/queries/create
 */
export const savedQueryShape = z.looseObject({
  display_name: text.optional(),
  description: text.optional(),
  query_text: text.optional(),
  warehouse_id: text.optional(),
  parent_path: text.regex(/^\//, "must be an absolute path").optional(),
  catalog: text.optional(),
  schema: text.optional(),
  parameters: z.array(z.looseObject({ name: filledText })).optional(),
  run_as_mode: z.enum(["OWNER", "VIEWER"]).optional(),
  tags: z.array(text).optional(),
  // Set by the service:
  id: text.optional(),
  owner_user_name: text.optional(),
  lifecycle_state: z.enum(["ACTIVE", "TRASHED"]).optional(),
});
export type SavedQuery = z.infer<typeof savedQueryShape>;

const storedShape = z.object({ sequence: z.int(), object: savedQueryShape });

/** The workspace's saved queries, those in the trash among them. */
export class SavedQueryStore {
  readonly #journal: Journal<z.infer<typeof storedShape>>;
  readonly #clock: () => Date;

  constructor(dataDir: string, clock: () => Date) {
    this.#journal = new Journal(join(dataDir, "saved-queries.jsonl"), storedShape);
    this.#clock = clock;
  }

  create(body: SavedQuery, caller: string): SavedQuery {
    const id = randomUUID();
    const now = this.#clock().toISOString();
    const object = {
      parent_path: `/Workspace/Users/${caller}`,
      ...body,
      id,
      owner_user_name: caller,
      last_modifier_user_name: caller,
      lifecycle_state: "ACTIVE" as const,
      create_time: now,
      update_time: now,
    };
    this.#journal.put(id, { sequence: nextSequence(this.#journal.records), object });
    return object;
  }

  get(id: string): SavedQuery {
    return this.#find(id).object;
  }

  /** In the order of creation, without the trash. */
  list(): readonly (Sequenced & { readonly object: SavedQuery })[] {
    return [...this.#journal.records.values()].filter(({ object }) => object.lifecycle_state === "ACTIVE");
  }

  trash(id: string): void {
    const { sequence, object } = this.#find(id);
    this.#journal.put(id, { sequence, object: { ...object, lifecycle_state: "TRASHED" } });
  }

  close(): void {
    this.#journal.close();
  }

  #find(id: string) {
    const found = this.#journal.records.get(id);
    if (found === undefined) throw ApiError.notFound(`Query with ID '${id}' does not exist.`);
    return found;
  }
}

/** Of what comes next. */
export function nextSequence(records: ReadonlyMap<string, Sequenced>): number {
  return Math.max(-1, ...[...records.values()].map(({ sequence }) => sequence)) + 1;
}
