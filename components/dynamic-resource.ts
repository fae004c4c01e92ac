import type * as pulumi from "@pulumi/pulumi";

/** What the program declares, as a provider in `providers/` has it, with all that may not be known yet. */
export type ArgsOf<Declared> = {
  readonly [Name in keyof Declared]: pulumi.Input<Declared[Name]> | InputsOf<Declared[Name]>;
};

/** Of a map, each value by itself. */
type InputsOf<Value> =
  Value extends Readonly<Record<string, string>> ? Readonly<Record<string, pulumi.Input<string>>> : never;

/** The files of `providers/` that a resource names. */
type ProviderFile =
  | "alert"
  | "config-table"
  | "deletion-guard"
  | "destination-ids"
  | "faulty-rows"
  | "grants"
  | "seed-rows"
  | "sql-definition"
  | "sync-status";

/**
 * What the engine keeps of a provider in the state of each of its resources, and runs `read` and `delete` from.
 *
 * The SDK's own serialiser would put 2.4 KB of code there. This text is frozen: states that the first release wrote
 * hold it, so the files that it names and what they export stay where they are (tests/engine holds it so).
 */
export function providerText(provider: ProviderFile): string {
  return `require("tsx/cjs");exports.handler=()=>require(process.cwd()+"/providers/${provider}").provider`;
}
