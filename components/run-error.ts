import * as pulumi from "@pulumi/pulumi";
import { errorText } from "../messages/expected-error";

/** Runs `program`; whatever stops it reaches the user as one message: with a stack where nobody foresaw it. */
export async function withPlainErrors<Outputs>(program: () => Promise<Outputs>): Promise<Outputs> {
  try {
    return await program();
  } catch (error) {
    const runError = new pulumi.RunError(
      pulumi.RunError.isInstance(error) ? error.message : errorText(error),
    );
    // The SDK shows none, and Node 20 takes half a minute to paint some (nodejs/node#64011).
    runError.stack = "";
    throw runError;
  }
}
