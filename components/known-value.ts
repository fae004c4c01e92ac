import type * as pulumi from "@pulumi/pulumi";

/** What an output is once its resource is made; `undefined` where that failed. For an `up` only: it waits. */
export async function knownValue<Value>(output: pulumi.Output<Value>): Promise<Value | undefined> {
  // Left out of the SDK's types (`@internal`), which has no other way to tell: `apply` would be waited for for ever.
  const { isKnown } = output as unknown as { readonly isKnown: Promise<boolean> };
  if (!(await isKnown)) {
    return undefined;
  }
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}
