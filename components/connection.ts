import * as pulumi from "@pulumi/pulumi";
import { clearSecretText, SECRET_SETTINGS } from "../databricks/client-settings";
import { ExpectedError } from "../messages/expected-error";
import { openWorkspace, type WorkspaceConnection } from "../databricks/open-connection";
import { isSecretKey } from "./stack-settings";

/** What the program asks after its end (who changed what) is waited for so long. */
const LONGEST_AFTER_END_MS = 60_000;

export interface Outcome<Outputs> {
  readonly outputs: Outputs;
  /** Known when the connection is no longer needed. */
  readonly done: pulumi.Output<unknown>;
}

/** Runs `program` with the one connection that it asks the workspace through, also before it declares anything. */
export async function withWorkspace<Outputs>(
  program: (workspace: WorkspaceConnection) => Promise<Outcome<Outputs>>,
): Promise<Outputs> {
  const workspace = connect();
  const close = () => workspace.close().catch(() => undefined);
  try {
    const { outputs, done } = await program(workspace);
    done.apply(close);
    // An output that depends on something that failed is never known, and an open session keeps the program alive.
    setTimeout(() => void close(), LONGEST_AFTER_END_MS).unref();
    return outputs;
  } catch (error) {
    await close();
    throw error;
  }
}

function connect(): WorkspaceConnection {
  const config = new pulumi.Config("databricks");
  const faults = SECRET_SETTINGS.filter(
    ({ key }) => config.get(key) !== undefined && !isSecretKey(`databricks:${key}`),
  ).map(clearSecretText);
  if (faults.length > 0) throw new ExpectedError(faults.join("\n"));

  return openWorkspace({ env: process.env, config: (key) => config.get(key) });
}
