import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { isDebugging } from "../messages/expected-error";

const load = createRequire(__filename);

/**
 * Ends what the SDK does for each resource and nobody sees: with hundreds of alerts most of its time. `ALERTS_DEBUG=1`
 * shows all of it instead.
 */
export function quietSdk(): void {
  if (isDebugging()) {
    // The engine would show them with `--debug` alone, among thousands of its own.
    Object.assign(pulumi.log, { debug: pulumi.log.info });
    return;
  }
  // It writes down stacks, with source maps, for each resource and each of its properties, and shows none of them.
  withoutStacks("@pulumi/pulumi/runtime/debuggable", "debuggablePromise");
  withoutStacks("@pulumi/pulumi/runtime/resource", "registerResource");
  // It keeps in the state where each resource was declared: paths of this machine, and lines of what was made of our files.
  withoutPlaces("@pulumi/pulumi/resource", "Resource", "callsites");
  // It tells the engine of each step of each resource, one message after the other's answer.
  Object.assign(pulumi.log, { debug: () => Promise.resolve() });
}

function withoutPlaces(file: string, type: string, method: string): void {
  const types = load(file) as Record<string, object>;
  const owner = types[type];
  if (owner && method in owner) Object.assign(owner, { [method]: () => [] });
}

/** Errors that this function of the SDK makes have no stack; what else is thrown has its own. */
function withoutStacks(file: string, name: string): void {
  const functions = load(file) as Record<string, (...args: unknown[]) => unknown>;
  const original = functions[name];
  // An SDK that has it no more is slower, and as good.
  if (original === undefined) return;
  functions[name] = (...args) => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return original(...args);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  };
}
