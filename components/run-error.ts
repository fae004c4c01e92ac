import * as pulumi from "@pulumi/pulumi";

/** Runs `program`; whatever stops it reaches the user as one message, never as a stack. */
export async function withPlainErrors<Outputs>(program: () => Promise<Outputs>): Promise<Outputs> {
  try {
    return await program();
  } catch (error) {
    if (error instanceof Error) {
      await pulumi.log.debug(error.stack ?? error.message);
    }
    const runError = new pulumi.RunError(error instanceof Error ? error.message : String(error));
    // The SDK formats the stack of whatever stops a program, which takes it up to half a minute, and shows none.
    runError.stack = "";
    throw runError;
  }
}
