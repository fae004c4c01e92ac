import * as pulumi from "@pulumi/pulumi";

/** Ends what the SDK does for each resource and nobody sees: with hundreds of alerts most of its time. */
export function quietSdk(): void {
  // It writes down a stack, with source maps, for each property of each resource, and shows none of them.
  Error.stackTraceLimit = 0;
  // It tells the engine of each step of each resource, one message after the other's answer, and the engine shows
  // them with `--debug` alone.
  Object.assign(pulumi.log, { debug: () => Promise.resolve() });
}
