import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const FIND = "import importlib.util as u; print(u.find_spec('databricks.sdk').submodule_search_locations[0])";

/** Whether a request stands in the source of the SDK that is installed there. */
export async function sdkRoutes(python: string): Promise<(method: string, path: string) => boolean> {
  const { stdout } = await promisify(execFile)(python, ["-c", FIND]);
  const sdk = stdout.trim();
  const services = join(sdk, "service");
  const requests = new Set(readdirSync(services).flatMap((file) => requestsOf(join(services, file))));
  // The discovery of OAuth is written by hand.
  const oauth = readFileSync(join(sdk, "oauth.py"), "utf8");
  return (method, path) => requests.has(`${method} ${pattern(path)}`) || oauth.includes(`${path}"`);
}

/** A service's methods are generated: `self._api.do("GET", f"/api/2.0/alerts/{id}", …)`. */
function requestsOf(file: string): string[] {
  if (!file.endsWith(".py")) return [];
  const calls = readFileSync(file, "utf8").matchAll(/_api\.do\(\s*"([A-Z]+)",\s*f?"([^"]+)"/g);
  return [...calls].map(([, method, path = ""]) => `${method} ${pattern(path)}`);
}

/** `:id` of ours and `{id}` of the SDK's are both a name that the path leaves open. */
function pattern(path: string): string {
  return path.replace(/:\w+|\{[^}]*\}/g, "*");
}
