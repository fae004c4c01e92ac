import { type Connection, openConnection } from "../databricks/open-connection";
import type { Settings } from "../settings/settings";
import type { StackOptions } from "./follow-stack";
import { readStack } from "./stack-files";

/** Acts on the stack's workspace. Whatever becomes of the act, the connection is closed. `say`: of what takes its time. */
export async function onConnection<Result>(
  { stack, config }: StackOptions,
  act: (connection: Connection, settings: Settings) => Promise<Result>,
  say?: (line: string) => void,
): Promise<Result> {
  const { settings, sources } = readStack(stack, config);
  const connection = await openConnection(sources, settings, say);
  try {
    return await act(connection, settings);
  } finally {
    await connection.close();
  }
}
