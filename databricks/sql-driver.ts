import { Agent } from "node:https";
import { createSecureContext } from "node:tls";
import { DBSQLClient } from "@databricks/sql";
import { ExpectedError } from "../messages/expected-error";
import { authorities } from "./connections";
import type { Credentials } from "./credentials";
import { withinTime } from "./send";
import { isLoopback } from "./workspace-host";

type Row = Record<string, unknown>;

/**
 * A row as the SQL session gives it:
 *
 * | column | value |
 * |---|---|
 * | TINYINT, SMALLINT, INT, FLOAT, DOUBLE | number |
 * | BIGINT | number; bigint beyond `Number.MAX_SAFE_INTEGER` |
 * | DECIMAL | string with the column's scale, exact: `"12.50"` (the driver rounds negative ones of more than 15 digits) |
 * | BOOLEAN, STRING | boolean, string |
 * | DATE | Date, midnight UTC |
 * | TIMESTAMP | Date, to the millisecond |
 * | BINARY | Buffer |
 * | ARRAY | array |
 * | MAP | object, its keys as text |
 * | STRUCT | object |
 * | INTERVAL | string |
 * | NULL of any type | null |
 *
 * The rules hold inside ARRAY, MAP and STRUCT as well.
 */
export function rowValues(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== "object" || value === null || value instanceof Date || Buffer.isBuffer(value))
    return value;
  return rowValues({ ...value });
}

/** A session of the driver. */
export type DriverSession = Awaited<ReturnType<DBSQLClient["openSession"]>>;

/** How long closing may take: the service drops forgotten sessions by itself. */
const CLOSE_TIMEOUT_MS = 5_000;
const LATE_ANSWER_MS = 10_000;
const HTTPS_PORT = 443;

/** The driver's log would go to the console. Its errors reach us as rejections. */
const SILENT_LOGGER = { log: () => undefined };

/** `@databricks/sql` set up for one warehouse. Nothing is sent before `openSession`. */
export class SqlDriver {
  readonly #client = new DBSQLClient({ logger: SILENT_LOGGER });
  #token = "";

  readonly #credentials: Credentials;

  private constructor(credentials: Credentials) {
    this.#credentials = credentials;
  }

  /** `timeoutMs`: after it the caller of a statement no longer waits. */
  static async connect(credentials: Credentials, warehouseId: string, timeoutMs: number): Promise<SqlDriver> {
    const driver = new SqlDriver(credentials);
    // The driver speaks TLS only: a local workspace serves it on its plain port.
    const { hostname, port } = credentials.host;
    await driver.#client.connect({
      host: hostname,
      port: port === "" ? HTTPS_PORT : Number(port),
      path: `/sql/1.0/warehouses/${encodeURIComponent(warehouseId)}`,
      authType: "custom",
      provider: { authenticate: () => Promise.resolve({ Authorization: `Bearer ${driver.#token}` }) },
      ...(credentials.caCert !== undefined && { customCaCert: credentials.caCert }),
      userAgentEntry: "databricks-alerts",
      telemetryEnabled: false,
      // Without it BIGINT and DECIMAL would pass through a float.
      preserveBigNumericPrecision: true,
      // Later than our own limit, so that the handle of a late statement still arrives and it can be cancelled.
      socketTimeout: timeoutMs + LATE_ANSWER_MS,
      // The driver repeats calls that change nothing: three times, from 0.5 s.
      retryMaxAttempts: 4,
      retryDelayMin: 250,
      retriesTimeout: timeoutMs,
    });
    await driver.#shareTrust();
    return driver;
  }

  /** The driver would read all authorities again for every connection: 50 ms each time where one was added to Node's own. */
  async #shareTrust(): Promise<void> {
    const { caCert, host } = this.#credentials;
    if (caCert === undefined) return;
    const agent = await (await this.#client.getConnectionProvider()).getAgent();
    const ca = isLoopback(host) ? [caCert] : authorities(caCert);
    if (!(agent instanceof Agent)) return;
    // The bound is the driver's own, which it sets beside what is replaced here. Where the authorities stayed in the options, Node
    // would name each connection by their 200 KB.
    const secureContext = createSecureContext({ ca, minVersion: "TLSv1.2" });
    Object.assign(agent.options, { secureContext, ca: undefined });
  }

  /** Before each statement, since tokens expire. */
  async refreshToken(): Promise<void> {
    this.#token = await this.#credentials.token();
  }

  /** After a 401: false where there is no other token to be had. */
  async renewToken(): Promise<boolean> {
    const refused = this.#token;
    this.#token = await this.#credentials.token(refused);
    return this.#token !== refused;
  }

  openSession(): Promise<DriverSession> {
    return this.#client.openSession();
  }

  /** Never fails, and leaves no socket behind that would keep the process alive. */
  async close(): Promise<void> {
    const connections = await this.#client.getConnectionProvider();
    const agent = await connections.getAgent();
    const late = () => new ExpectedError("The warehouse did not answer to closing.");
    await withinTime(this.#client.close(), CLOSE_TIMEOUT_MS, late).catch(() => undefined);
    agent?.destroy();
  }
}
