import { randomBytes } from "node:crypto";
import { place } from "./place";
import { asJson, call, type Answer } from "./call";

/** Whether the suites are to run on the workspace that the environment names: the one door to a real one. */
export const REMOTE = process.env.REMOTE === "1";

/** One suite on a real workspace: its own folder, and the deletion of all that it made. */
export class RemoteRun {
  readonly host = variable("DATABRICKS_HOST").replace(/\/+$/, "");
  readonly #token = variable("DATABRICKS_TOKEN");
  readonly #folder = `/Shared/databricks-alerts-tests-${randomBytes(6).toString("hex")}`;
  readonly #created = new Set<string>();

  async call(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await call(this.host, method, path, body, this.#token);
    if (method === "POST" && path === "/api/2.0/alerts" && answer.status === 200) {
      this.#created.add(String(answer.body.id));
    }
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
    await this.#expect("POST", "/api/2.0/workspace/mkdirs", { path: `${this.#folder}/other` });
  }

  /** Deletes what was made, also what a lost answer or a failed test left: whatever lies in the folder. */
  async close(): Promise<void> {
    for (const id of new Set([...this.#created, ...(await this.#inFolder())])) {
      await this.call("DELETE", `/api/2.0/alerts/${id}?purge=true`);
    }
    await this.#expect("POST", "/api/2.0/workspace/delete", { path: this.#folder, recursive: true });
  }

  async #inFolder(): Promise<string[]> {
    const ids: string[] = [];
    let token = "";
    do {
      const page = await this.#expect(
        "GET",
        `/api/2.0/alerts?page_size=100&page_token=${encodeURIComponent(token)}`,
      );
      for (const alert of Array.isArray(page.alerts) ? page.alerts.map(asJson) : []) {
        if (String(alert.parent_path).startsWith(`/Workspace${this.#folder}`)) ids.push(String(alert.id));
      }
      token = typeof page.next_page_token === "string" ? page.next_page_token : "";
    } while (token !== "");
    return ids;
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
