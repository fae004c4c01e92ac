import { clientEnvironment, type RunningWorkspace } from "databricks-local";
import { z } from "zod";
import { type Diagnosis, Examination } from "../../../../commands/doctor/diagnosis";
import { examineWorkspace } from "../../../../commands/doctor/workspace";
import { ownIdentity } from "../../../../databricks/directory";
import { openWorkspace } from "../../../../databricks/open-connection";
import { parseSettings } from "../../../../settings/settings";
import { BARE } from "../../../bare-stack";

const Added = z.object({ token: z.string() });

/** As someone who was added, in place of the administrator. */
export async function tokenOf(
  call: (method: string, path: string, body?: unknown) => Promise<{ readonly body: unknown }>,
  name: string,
): Promise<string> {
  const { body } = await call("POST", "/_local/principals", { name });
  return Added.parse(body).token;
}

/** What the doctor says of a workspace, as `fault rights: …`. */
export async function examined(
  running: RunningWorkspace,
  config: Readonly<Record<string, string>> = {},
  { token = running.token, mayStart = true } = {},
): Promise<string[]> {
  const given: Readonly<Record<string, string>> = { ...BARE, defaultEmail: "me@example.com", ...config };
  const env = { ...clientEnvironment(running), DATABRICKS_TOKEN: token };
  const workspace = openWorkspace({ env, config: () => undefined });
  const examination = new Examination(() => undefined);
  try {
    const diagnoses = await examineWorkspace(
      {
        settings: parseSettings((name) => given[name]),
        stack: "dev",
        workspace,
        who: await ownIdentity(workspace.rest),
        mayStart,
      },
      examination,
    );
    return diagnoses.map(lineOf);
  } finally {
    examination.end();
    await workspace.close();
  }
}

function lineOf({ status, about, text, fix }: Diagnosis): string {
  return `${status} ${about}: ${text}${fix === undefined ? "" : ` → ${fix}`}`;
}
