import { type Connection, openConnection } from "../../databricks/open-connection";
import { clientEnvironment } from "../../packages/databricks-local/src/client-environment";
import type { WorkspaceOptions } from "../../packages/databricks-local/src/workspace-options";
import { useWorkspace } from "../../packages/databricks-local/tests/use-workspace";

/** A local workspace for the suite around it, and the product's own connection to it. */
export function useConnection(options: Partial<WorkspaceOptions> = {}) {
  const workspace = useWorkspace(options);
  let opened: Connection | undefined;
  before(async () => {
    const running = workspace.workspace();
    opened = await openConnection(
      { env: clientEnvironment(running), config: () => undefined },
      { warehouseId: running.warehouseId },
    );
  });
  after(() => opened?.close());
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
