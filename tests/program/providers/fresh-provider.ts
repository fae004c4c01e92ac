import type { EventEmitter } from "node:events";
import { createRequire } from "node:module";
import { sep } from "node:path";
import type * as AlertProvider from "../../../providers/alert";
import type * as GuardProvider from "../../../providers/deletion-guard";

const load = createRequire(__filename);

/**
 * The alerts' provider as a new process has it: what providers share is loaded anew. `config` answers for the stack's
 * configuration. As in every whole run, the guard was asked first, about the rows with the alerts that they name.
 */
export async function freshProvider(
  config: Readonly<Record<string, string>>,
  alerts: Readonly<Record<string, string>> = {},
) {
  for (const file of Object.keys(load.cache))
    if (file.startsWith(`${process.cwd()}${sep}providers${sep}`)) delete load.cache[file];

  // What the last one listens to goes with it, as with its process.
  for (const { emitter, event, listener } of listening.splice(0)) emitter.off(event, listener);
  const before = new Set(endListeners().map(({ listener }) => listener));
  const { provider } = load("../../../providers/alert") as typeof AlertProvider;
  const get = (key: string) => config[key];
  // The SDK's `Config` is a class with a private field: only `get` is used.
  await provider.configure?.({ config: { get } as never });
  const { provider: guard } = load("../../../providers/deletion-guard") as typeof GuardProvider;
  const rows = { alerts, names: {}, parentPath: config["parentPath"] ?? "", skipped: 0 };
  await guard.check?.({ alerts }, { ...rows, maxDeletes: "auto", firstRun: false });
  listening.push(...endListeners().filter(({ listener }) => !before.has(listener)));
  return provider;
}

interface EndListener {
  readonly emitter: EventEmitter;
  readonly event: string;
  readonly listener: (...args: unknown[]) => void;
}

/** Of the provider that was loaded last. */
const listening: EndListener[] = [];

/** What is called when the process is to end. */
function endListeners(): EndListener[] {
  const ends: readonly (readonly [EventEmitter, string])[] = [
    [process, "SIGINT"],
    [process, "SIGTERM"],
    [process.stdout, "error"],
    [process.stderr, "error"],
  ];
  return ends.flatMap(([emitter, event]) =>
    emitter.listeners(event).map((listener) => ({
      emitter,
      event,
      listener: listener as EndListener["listener"], // a function: `off` compares it
    })),
  );
}
