import { LocalStack } from "../engine/local-stack";
import type { PulumiCli } from "./pulumi-cli";
import { skipWhereMissing } from "./skip-where-missing";

export interface CliAndReference {
  /** Its runs are the CLI's. */
  readonly tested: LocalStack;
  readonly cli: PulumiCli;
  /** Its runs are the local engine's: the same story on a workspace of its own. */
  readonly reference: LocalStack;
}

interface Options {
  /** Why there can be no run of the CLI, or nothing. */
  readonly missing: () => string | undefined;
  readonly cliFor: (tested: LocalStack) => Promise<PulumiCli>;
}

/** Two workspaces for the suite around it; `use` gets them before its first test. */
export function useCliAndReference(
  { missing, cliFor }: Options,
  use: (started: CliAndReference) => void,
): void {
  const ends: (() => Promise<void>)[] = [];

  before(async function () {
    skipWhereMissing(this, missing());
    const tested = await LocalStack.start();
    ends.push(() => tested.stop());
    const reference = await LocalStack.start();
    ends.push(() => reference.stop());
    const cli = await cliFor(tested);
    ends.push(() => cli.remove());
    use({ tested, cli, reference });
  });

  after(async () => {
    // Nothing to end when the tests were skipped.
    for (const end of ends.reverse()) await end();
  });
}
