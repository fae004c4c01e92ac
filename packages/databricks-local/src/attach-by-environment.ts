import { z } from "zod";
import { ExpectedError } from "../../../local/expected-error";
import { isLoopback } from "./loopback";
import type { AttachedWorkspace } from "./attach";
import { WAREHOUSE_ID } from "./warehouses/warehouse";
import { WorkspaceClient } from "./workspace-client";

const clockShape = z.object({ now: z.string() });

/**
 * The local workspace that the environment names: a job of it that runs a command finds it so. Refuses everything that is
 * not on this machine, or is no local workspace.
 */
export async function attachByEnvironment(env: NodeJS.ProcessEnv): Promise<AttachedWorkspace> {
  const { DATABRICKS_HOST: host, DATABRICKS_TOKEN: token, DATABRICKS_CA_FILE: caFile } = env;
  if (!host || !token || !caFile) {
    throw new ExpectedError(
      "--attach needs DATABRICKS_HOST, DATABRICKS_TOKEN and DATABRICKS_CA_FILE, as a job's notebook has them",
    );
  }
  const url = URL.canParse(host) ? new URL(host) : undefined;
  if (url === undefined || !isLoopback(url)) {
    throw new ExpectedError(`--attach takes a local workspace only, and ${host} is not on this machine`);
  }
  const answer = await new WorkspaceClient(url.origin, token)
    .call("GET", "/_local/clock")
    .catch((cause: unknown) => {
      throw new ExpectedError(
        `No local workspace answers at ${url.origin} to the token of DATABRICKS_TOKEN`,
        {
          cause,
        },
      );
    });
  clockShape.parse(answer);
  return {
    ...{ host: url.origin, port: Number(url.port), token, caFile, warehouseId: WAREHOUSE_ID },
    ...{ startedHere: false, stop: () => Promise.resolve() },
  };
}
