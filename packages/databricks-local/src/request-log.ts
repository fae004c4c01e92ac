/** A call over HTTP, as it was answered. */
export interface LoggedRequest {
  readonly kind: "request";
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** A call of the SQL drivers' protocol, by its name. */
  readonly operation?: string;
  /** Left out when the connection was dropped instead. */
  readonly status?: number;
  /** ISO 8601. */
  readonly at: string;
  readonly durationMs: number;
}

/** A SQL statement, whichever way it came (statement execution or Thrift). */
export interface LoggedStatement {
  readonly kind: "statement";
  /** Its first 200 characters. */
  readonly text: string;
  readonly at: string;
}

export type LogEntry = LoggedRequest | LoggedStatement;

const CAPACITY = 20_000;
const MAX_TEXT_CHARACTERS = 200;

/** What clients sent, the newest 20,000 entries: tests and the benchmark count with it. */
export class RequestLog {
  #entries: LogEntry[] = [];
  #revision = 0;

  readonly #clock: () => Date;

  constructor(clock: () => Date = () => new Date()) {
    this.#clock = clock;
  }

  /** Grows with every change. */
  get revision(): number {
    return this.#revision;
  }

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  get requests(): LoggedRequest[] {
    return this.#entries.filter((entry) => entry.kind === "request");
  }

  get statements(): LoggedStatement[] {
    return this.#entries.filter((entry) => entry.kind === "statement");
  }

  addRequest(request: Omit<LoggedRequest, "kind">): void {
    this.#add({ kind: "request", ...request });
  }

  addStatement(sql: string): void {
    this.#add({
      kind: "statement",
      text: sql.slice(0, MAX_TEXT_CHARACTERS),
      at: this.#clock().toISOString(),
    });
  }

  clear(): void {
    this.#entries = [];
    this.#revision += 1;
  }

  #add(entry: LogEntry): void {
    this.#entries.push(entry);
    this.#revision += 1;
    if (this.#entries.length > CAPACITY) this.#entries.shift();
  }
}
