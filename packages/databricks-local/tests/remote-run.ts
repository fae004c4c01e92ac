import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { place } from "./place";
import { asJson, call, type Answer, type Json } from "./call";
import { REMOTE_LISTS, removalOf, type RemoteCall } from "./remote-objects";

/** Whether the suites are to run on the workspace that the environment names: the one door to a real one. */
export const REMOTE = process.env.REMOTE === "1";

const STATEMENTS = "/api/2.0/sql/statements";
/** A warehouse that is stopped takes its time. */
const POLL_MS = 500;

/** One suite on a real workspace: its own folder, its own schema if it asks for one, and the deletion of all that it made. */
export class RemoteRun {
  readonly host = variable("DATABRICKS_HOST").replace(/\/+$/, "");
  readonly #token = variable("DATABRICKS_TOKEN");
  readonly #name = `databricks-local-tests-${randomBytes(6).toString("hex")}`;
  readonly #folder = `/Shared/${this.#name}`;
  readonly #removals: RemoteCall[] = [];
  readonly #catalog = process.env.DATABRICKS_CATALOG ?? "main";
  readonly #schema = this.#name.replaceAll("-", "_");
  #hasSchema = false;

  async call(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await call(this.host, method, path, body, this.#token);
    const removal = answer.status === 200 ? removalOf(method, path, answer.body) : undefined;
    if (removal !== undefined) this.#removals.push(removal);
    return answer;
  }

  /** Finds out who and where we are, and makes the folder. */
  async open(): Promise<void> {
    const me = await this.#expect("GET", "/api/2.0/preview/scim/v2/Me");
    const { warehouses } = await this.#expect("GET", "/api/2.0/sql/warehouses");
    const first: unknown = Array.isArray(warehouses) ? warehouses[0] : undefined;
    place.warehouseId = process.env.DATABRICKS_WAREHOUSE_ID ?? String(asJson(first).id);
    place.userName = String(me.userName);
    place.folder = this.#folder;
    place.prefix = `${this.#name} `;
    await this.#expect("POST", "/api/2.0/workspace/mkdirs", { path: `${this.#folder}/other` });
  }

  /** Makes the schema that statements of the run work in. */
  async openSchema(): Promise<void> {
    // Before it is asked for: the answer may be lost.
    this.#hasSchema = true;
    await this.#succeed(`CREATE SCHEMA \`${this.#catalog}\`.\`${this.#schema}\``);
  }

  /** Until the statement is over, in the run's schema; the answer of the service. */
  async execute(
    statement: string,
    context: Json = { catalog: this.#catalog, schema: this.#schema },
  ): Promise<Json> {
    const request = { statement, warehouse_id: place.warehouseId, wait_timeout: "50s", ...context };
    let answer = await this.#expect("POST", STATEMENTS, request);
    while (["PENDING", "RUNNING"].includes(String(asJson(answer.status).state))) {
      await sleep(POLL_MS);
      answer = await this.#expect("GET", `${STATEMENTS}/${String(answer.statement_id)}`);
    }
    return answer;
  }

  /** Deletes what was made, also what a lost answer or a failed test left: by its folder or its name. */
  async close(): Promise<void> {
    for (const removal of this.#removals) await this.call(...removal);
    for (const removal of await this.#leftovers()) await this.call(...removal);
    if (this.#hasSchema)
      await this.#succeed(`DROP SCHEMA IF EXISTS \`${this.#catalog}\`.\`${this.#schema}\` CASCADE`);

    await this.#expect("POST", "/api/2.0/workspace/delete", { path: this.#folder, recursive: true });
  }

  async #leftovers(): Promise<RemoteCall[]> {
    const removals: RemoteCall[] = [];
    for (const { path, field, madeBy, isOurs } of REMOTE_LISTS) {
      let token = "";
      do {
        const page = await this.#expect("GET", `${path}&page_token=${encodeURIComponent(token)}`);
        const objects = page[field];
        for (const object of Array.isArray(objects) ? objects.map(asJson) : []) {
          const removal = removalOf("POST", madeBy, object);
          if (isOurs(object, { name: this.#name, folder: this.#folder }) && removal) removals.push(removal);
        }
        token = typeof page.next_page_token === "string" ? page.next_page_token : "";
      } while (token !== "");
    }
    return removals;
  }

  async #succeed(statement: string): Promise<void> {
    const { state, error } = asJson((await this.execute(statement, {})).status);
    if (state !== "SUCCEEDED") throw new Error(`${statement} failed: ${JSON.stringify(error)}`);
  }

  async #expect(method: string, path: string, body?: unknown) {
    const answer = await this.call(method, path, body);
    if (answer.status === 200) return answer.body;
    throw new Error(`${method} ${path} failed: ${answer.status} ${String(answer.body.message)}`);
  }
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "")
    throw new Error(`REMOTE=1 needs DATABRICKS_HOST and DATABRICKS_TOKEN`);
  return value;
}
