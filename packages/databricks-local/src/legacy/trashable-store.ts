import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { ApiError } from "../api-error";
import { Journal } from "../journal";
import type { Sequenced } from "../request-query";

/** What both kinds of objects of the first version have. */
export const placedShape = z.looseObject({
  parent_path: z.string().regex(/^\//, "must be an absolute path").optional(),
  // Set by the service:
  id: z.string().optional(),
  owner_user_name: z.string().optional(),
  lifecycle_state: z.enum(["ACTIVE", "TRASHED"]).optional(),
});
export type Placed = z.infer<typeof placedShape>;

interface Kind<Body extends Placed> {
  /** Of its file in the data directory. */
  readonly file: string;
  /** `Alert` */
  readonly noun: string;
  readonly shape: z.ZodType<Body>;
}

/** Objects of one kind that can be moved to the trash, those that are there among them. */
export class TrashableStore<Body extends Placed> {
  readonly #journal: Journal<Sequenced & { readonly object: Body }>;
  readonly #noun: string;
  #nextSequence: number;

  constructor(
    dataDir: string,
    { file, noun, shape }: Kind<Body>,
    protected readonly clock: () => Date,
  ) {
    this.#journal = new Journal(join(dataDir, file), z.object({ sequence: z.int(), object: shape }));
    this.#noun = noun;
    const sequences = [...this.#journal.records.values()].map(({ sequence }) => sequence + 1);
    this.#nextSequence = Math.max(0, ...sequences);
  }

  create(body: Body, caller: string): Body {
    const id = randomUUID();
    const now = this.clock().toISOString();
    const object = {
      ...body,
      id,
      owner_user_name: caller,
      lifecycle_state: "ACTIVE" as const,
      create_time: now,
      update_time: now,
    };
    this.#journal.put(id, { sequence: this.#nextSequence++, object });
    return object;
  }

  get(id: string): Body {
    return this.#find(id).object;
  }

  /** In the order of creation, without the trash. */
  list(): readonly (Sequenced & { readonly object: Body })[] {
    return [...this.#journal.records.values()].filter(({ object }) => object.lifecycle_state === "ACTIVE");
  }

  /** One that is there already stays. */
  trash(id: string): void {
    const { sequence, object } = this.#find(id);
    this.#journal.put(id, { sequence, object: { ...object, lifecycle_state: "TRASHED" } });
  }

  close(): void {
    this.#journal.close();
  }

  protected replace(id: string, object: Body): void {
    this.#journal.put(id, { sequence: this.#find(id).sequence, object });
  }

  #find(id: string) {
    const found = this.#journal.records.get(id);
    if (found === undefined) throw ApiError.notFound(`${this.#noun} with ID '${id}' does not exist.`);
    return found;
  }
}
