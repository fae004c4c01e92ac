/** The files of `providers/` that a resource names. */
type ProviderFile =
  "alert" | "config-table" | "deletion-guard" | "destination-ids" | "grants" | "seed-rows" | "sync-status";

/**
 * What the engine keeps of a provider in the state of each of its resources, and runs `read` and `delete` from.
 *
 * The SDK's own serialiser would put 2.4 KB of code there. This text is frozen: states that the first release wrote
 * hold it, so the files that it names and what they export stay where they are (tests/engine holds it so).
 */
export function providerText(provider: ProviderFile): string {
  return `require("tsx/cjs");exports.handler=()=>require(process.cwd()+"/providers/${provider}").provider`;
}
