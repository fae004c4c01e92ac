import { type Connection, openConnection } from "../../../databricks/open-connection";
import { clientEnvironment, type WorkspaceOptions } from "databricks-local";
import { useWorkspace } from "databricks-local/testing/use-workspace";
import { SAMPLE } from "../../sample";

/** A local workspace for the suite around it, and the product's own connection to it. */
export function useConnection(options: Partial<WorkspaceOptions> = {}) {
  let opened: Connection | undefined;
  // Before the workspace stops, which would leave its closing without an answer.
  after(() => opened?.close());
  const workspace = useWorkspace({ setup: SAMPLE, ...options });
  before(async () => {
    const running = workspace.workspace();
    opened = await openConnection(
      { env: clientEnvironment(running), config: () => undefined },
      { warehouseId: running.warehouseId },
    );
  });
  const connection = () => {
    if (opened === undefined) throw new Error("there is a connection in tests only");
    return opened;
  };
  return {
    ...workspace,
    connection,
    /** How many statements have been sent since the last call. */
    countStatements: () => {
      const { requests } = workspace.workspace();
      const count = requests.statements.length;
      requests.clear();
      return count;
    },
  };
}
