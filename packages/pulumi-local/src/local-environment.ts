import { localHost } from "./databricks-provider/credentials";

/** Says to program and providers who runs them. */
export const BY_PULUMI_LOCAL = { PULUMI_LOCAL: "1" };

/**
 * The environment of program and providers: the shell's, but for what npm has told us and what leads to Pulumi's service.
 * A shell that names a workspace elsewhere is refused, whichever of the program's resources would go there.
 */
export function localEnvironment(shell: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (shell["DATABRICKS_HOST"]) localHost(shell["DATABRICKS_HOST"]);
  return Object.fromEntries(Object.entries(shell).filter(([name]) => !/^(npm_|PULUMI_)/.test(name)));
}
