import { randomInt } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { Journal } from "../journal";
import { ScimError } from "./scim-error";

const groupShape = z.object({
  id: z.string(),
  displayName: z.string(),
  /** Ids of users, service principals and groups. */
  members: z.array(z.string()),
});
export type Group = z.infer<typeof groupShape>;

/** The groups that somebody has made; the workspace's own two are not among them. */
export class GroupStore {
  readonly #journal: Journal<Group>;

  constructor(dataDir: string) {
    this.#journal = new Journal(join(dataDir, "groups.jsonl"), groupShape);
  }

  list(): Group[] {
    return [...this.#journal.records.values()];
  }

  create(displayName: string, members: readonly string[]): Group {
    const group = { id: this.#newId(), displayName, members: [...new Set(members)] };
    this.#journal.put(group.id, group);
    return group;
  }

  put(group: Group): void {
    this.#journal.put(group.id, group);
  }

  remove(id: string): void {
    if (!this.#journal.records.has(id)) throw new ScimError(404, `Group with id ${id} not found.`);
    this.#journal.remove(id);
  }

  close(): void {
    this.#journal.close();
  }

  #newId(): string {
    const id = String(randomInt(1e14, 2 ** 48 - 1));
    return this.#journal.records.has(id) ? this.#newId() : id;
  }
}
