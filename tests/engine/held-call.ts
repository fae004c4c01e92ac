import type { LocalStack } from "./local-stack";

/** Waits until the workspace holds a call (a fault of the kind `pause`), does `meanwhile`, and lets the call go on. */
export async function whileHeld(stack: LocalStack, meanwhile: () => Promise<void> | void): Promise<void> {
  const { held } = (await stack.call("GET", "/_local/held?waitSeconds=60")) as { held: unknown[] };
  if (held.length === 0) throw new Error("No call was held.");

  await meanwhile();
  await stack.call("DELETE", "/_local/held");
}
