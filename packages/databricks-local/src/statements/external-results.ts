import { randomBytes } from "node:crypto";
import { ApiError } from "../api-error";
import { CHUNK_FORMATS } from "./chunk-formats";
import type { StatementRequest } from "./statement-request";
import type { StatementResult } from "./statement-result";

/** "The URLs are valid for only a short period, <= 15 minutes" */
const LINK_MS = 15 * 60 * 1000;

interface Ticket {
  readonly result: StatementResult;
  readonly format: StatementRequest["format"];
  readonly index: number;
  readonly expiresAt: number;
}

/** Links to chunks of results, good for whoever has them, as those to a cloud's storage are. */
export class ExternalResults {
  #tickets = new Map<string, Ticket>();

  constructor(private readonly clock: () => Date) {}

  /** The path of a new link, and until when it is good. */
  link(result: StatementResult, format: StatementRequest["format"], index: number) {
    const now = this.clock().getTime();
    this.#tickets = new Map([...this.#tickets].filter(([, { expiresAt }]) => expiresAt > now));
    const id = randomBytes(24).toString("base64url");
    const expiresAt = now + LINK_MS;
    this.#tickets.set(id, { result, format, index, expiresAt });
    return { path: `/_results/${id}`, expiration: new Date(expiresAt).toISOString() };
  }

  download(id: string): { readonly contentType: string; readonly bytes: Buffer } {
    const ticket = this.#tickets.get(id);
    if (ticket === undefined || ticket.expiresAt <= this.clock().getTime()) {
      throw new ApiError(403, "PERMISSION_DENIED", "The link to the result is not valid, or has expired");
    }
    const { contentType, write } = CHUNK_FORMATS[ticket.format];
    return { contentType, bytes: write(ticket.result, ticket.index) };
  }
}
