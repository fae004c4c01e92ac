import { credentialsOf } from "./databricks-provider/credentials";
import {
  DATABRICKS_PACKAGE,
  DatabricksProvider,
  isDatabricksType,
} from "./databricks-provider/databricks-provider";
import { asProperties, type StackConfig } from "./project/stack-config";
import type { ChildOptions } from "./protocol/child-process";
import { DYNAMIC_PACKAGE, DynamicProvider } from "./protocol/dynamic-provider";
import type { Package } from "./steps/package-provider";
import { isSecret, secret } from "./values/secrets";

/** The packages that this engine knows. `config`: undefined where that of the last `up` counts. */
export function packagesOf(
  config: StackConfig | undefined,
  engineAddress: string,
  child: ChildOptions,
): readonly Package[] {
  return [
    {
      name: DYNAMIC_PACKAGE,
      // The dynamic provider gets the whole configuration.
      config: config && asProperties(config),
      warmsUp: true,
      manages: () => true,
      start: (settings) => DynamicProvider.start(engineAddress, child, settings),
    },
    {
      name: DATABRICKS_PACKAGE,
      config: config && settingsOf(DATABRICKS_PACKAGE, config),
      manages: isDatabricksType,
      start: async (settings) => DatabricksProvider.start(credentialsOf(settings, child.env), child.cwd),
    },
  ];
}

/** A package's own settings: those of its namespace. A token is a secret even if the stack's file says nothing. */
function settingsOf(name: string, config: StackConfig): Package["config"] {
  const own = Object.entries(asProperties(config)).filter(([key]) => key.startsWith(`${name}:`));
  return Object.fromEntries(
    own.map(([key, value]) => {
      const setting = key.slice(name.length + 1);
      return [setting, setting === "token" && !isSecret(value) ? secret(value) : value];
    }),
  );
}
