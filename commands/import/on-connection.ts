import { type Connection, openConnection } from "../../databricks/open-connection";
import type { Settings } from "../../settings/settings";
import type { StackOptions } from "../follow-stack";
import { readStack } from "../stack-files";

/** Whatever becomes of the act, the connection is closed. */
export async function onConnection<Result>(
  { stack, config }: StackOptions,
  act: (connection: Connection, settings: Settings) => Promise<Result>,
): Promise<Result> {
  const { settings, sources } = readStack(stack, config);
  const connection = await openConnection(sources, settings);
  try {
    return await act(connection, settings);
  } finally {
    await connection.close();
  }
}
