import * as pulumi from "@pulumi/pulumi";

/** Runs `program`; whatever stops it reaches the user as one message, never as a stack. */
export async function withPlainErrors<Outputs>(program: () => Promise<Outputs>): Promise<Outputs> {
  try {
    return await program();
  } catch (error) {
    const runError = new pulumi.RunError(error instanceof Error ? error.message : String(error));
    // Whoever reads a stack here, as the SDK does and then shows none, waits for its source maps: up to half a minute.
    runError.stack = "";
    throw runError;
  }
}
