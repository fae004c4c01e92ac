import { randomInt } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { Journal } from "../journal";

const APPLICATION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const principalShape = z.object({
  id: z.string(),
  /** A user's e-mail address, or a service principal's application id. */
  name: z.string(),
  /** Who has the role Service Principal User on it. */
  usedBy: z.array(z.string()),
});
export type Principal = z.infer<typeof principalShape>;

/** Users and service principals that somebody has added: each has only what it was given. */
export class PrincipalStore {
  readonly #journal: Journal<Principal>;

  constructor(dataDir: string) {
    this.#journal = new Journal(join(dataDir, "principals.jsonl"), principalShape);
  }

  list(): Principal[] {
    return [...this.#journal.records.values()];
  }

  find(name: string): Principal | undefined {
    return this.#journal.records.get(name);
  }

  /** One that is there already keeps its id. */
  put(name: string, usedBy: readonly string[]): void {
    const id = this.find(name)?.id ?? String(randomInt(1e14, 2 ** 48 - 1));
    this.#journal.put(name, { id, name, usedBy: [...usedBy] });
  }

  remove(name: string): void {
    this.#journal.remove(name);
  }

  close(): void {
    this.#journal.close();
  }
}

export function principalKind(name: string): "user" | "service principal" {
  return APPLICATION_ID.test(name) ? "service principal" : "user";
}
