import * as pulumi from "@pulumi/pulumi";
import { isLocalEngine } from "../messages/advised-commands";

/**
 * Has the process of the dynamic providers started while the rows are still read. The Pulumi CLI starts it when something of it is
 * first asked for, and that takes it as long as the program itself; the local engine has done so already. It has no functions, so
 * that what it answers is a refusal.
 */
export function startProviders(): void {
  if (!isLocalEngine()) pulumi.runtime.invoke("pulumi-nodejs:dynamic:none", {}).catch(() => undefined);
}
