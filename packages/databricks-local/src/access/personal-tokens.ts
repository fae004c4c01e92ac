import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { ApiError } from "../api-error";
import { Journal } from "../journal";
import type { Caller } from "./identity";

/** The token itself is not kept, only its hash. */
const storedShape = z.object({
  tokenHash: z.string(),
  userName: z.string(),
  kind: z.enum(["user", "service principal"]),
  comment: z.string(),
  creationTime: z.int(),
  /** -1 for one that does not expire. */
  expiryTime: z.int(),
});
type StoredToken = z.infer<typeof storedShape>;

/** The personal access tokens that callers have made for themselves. */
export class PersonalTokens {
  readonly #journal: Journal<StoredToken>;

  readonly #clock: () => Date;

  constructor(dataDir: string, clock: () => Date) {
    this.#clock = clock;

    this.#journal = new Journal(join(dataDir, "personal-tokens.jsonl"), storedShape);
  }

  create({ userName, kind }: Caller, comment: string, lifetimeSeconds: number | undefined) {
    const token = `dapi${randomBytes(16).toString("hex")}`;
    const id = randomBytes(32).toString("hex");
    const creationTime = this.#clock().getTime();
    const expiryTime = lifetimeSeconds === undefined ? -1 : creationTime + lifetimeSeconds * 1000;
    this.#journal.put(id, { tokenHash: hash(token), userName, kind, comment, creationTime, expiryTime });
    return { token_value: token, token_info: this.#describe(id) };
  }

  list({ userName }: Caller) {
    return [...this.#journal.records]
      .filter(([, stored]) => stored.userName === userName)
      .map(([id]) => this.#describe(id));
  }

  remove({ userName }: Caller, id: string): void {
    if (this.#journal.records.get(id)?.userName !== userName) throw tokenNotFound(id);
    this.#journal.remove(id);
  }

  removeAllOf(userName: string): void {
    for (const [id, stored] of [...this.#journal.records])
      if (stored.userName === userName) this.#journal.remove(id);
  }

  /** Nothing for a token that is not known, or no longer. */
  caller(token: string): Caller | undefined {
    const tokenHash = hash(token);
    const stored = [...this.#journal.records.values()].find((known) => known.tokenHash === tokenHash);
    if (stored === undefined) return undefined;
    const { userName, kind, expiryTime } = stored;
    return expiryTime !== -1 && expiryTime <= this.#clock().getTime() ? undefined : { userName, kind };
  }

  expireAll(): void {
    const expiryTime = this.#clock().getTime();
    for (const [id, stored] of [...this.#journal.records]) this.#journal.put(id, { ...stored, expiryTime });
  }

  close(): void {
    this.#journal.close();
  }

  #describe(token_id: string) {
    const stored = this.#journal.records.get(token_id);
    if (stored === undefined) throw tokenNotFound(token_id);
    const { creationTime: creation_time, expiryTime: expiry_time, comment } = stored;
    return { token_id, creation_time, expiry_time, comment };
  }
}

function tokenNotFound(id: string): ApiError {
  return ApiError.notFound(`Token with ID ${id} does not exist.`);
}

function hash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
