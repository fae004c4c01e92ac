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
  // It tells the engine of each step of each resource, one message after the other's answer.
  Object.assign(pulumi.log, { debug: () => Promise.resolve() });
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
