import { clearSecretText, SECRET_SETTINGS, type SettingSources } from "../../databricks/client-settings";
import { type Identity, ownIdentity } from "../../databricks/directory";
import { openWorkspace, type WorkspaceConnection } from "../../databricks/open-connection";
import { isLoopback } from "../../databricks/workspace-host";
import { ExpectedError, isExpected, reasonOf } from "../../messages/expected-error";
import type { Settings } from "../../settings/settings";
import type { DoctorOptions } from "../doctor";
import { describeDiagnoses, type Diagnosis, Examination, fault, ok, untold } from "./diagnosis";
import { type ProbeQuestion, probeWorkspace } from "./probe/probe";
import type { ProbeReport } from "./probe/report";
import { examineNode, examinePulumi } from "./tools";
import { examineWorkspace } from "./workspace";
import { openStack } from "../stack-files";

/** Examines the stack, and says what came of it. */
export async function doctor(options: DoctorOptions): Promise<void> {
  const { stack, json } = options;
  if (options.to !== undefined && !options.probe)
    throw new ExpectedError("--to names who gets the messages of --probe: give that, too.");
  const examination = new Examination(say);
  try {
    const { diagnoses, probe } = await examineStack(options, examination);
    const shown = [describeDiagnoses(diagnoses), ...(probe ? ["", probe.markdown] : [])];
    console.log(
      json
        ? JSON.stringify({ version: 1, stack, diagnoses, ...(probe && { probe }) }, undefined, 2)
        : shown.join("\n"),
    );
    if (diagnoses.some(({ status }) => status === "fault")) process.exitCode = 1;
  } finally {
    examination.end();
  }
}

function say(line: string): void {
  console.error(`${line} …`);
}

interface Examined {
  readonly diagnoses: readonly Diagnosis[];
  readonly probe?: ProbeReport;
}

/** What can be known without a workspace is asked beside what it says. */
async function examineStack(options: DoctorOptions, examination: Examination): Promise<Examined> {
  const { stack, config, startWarehouse } = options;
  const { settings: readSettings, sources } = openStack(stack, config);
  const settings = outcomeOf("settings", readSettings);
  const workspace = outcomeOf("sign-in", () => openWorkspace(sources));
  const isLocal = "value" in workspace && isLoopback(new URL(workspace.value.host));
  const tools = examination.ask("tools", async () => [
    ...examineNode({}),
    ...(await examinePulumi({ isLocal, env: process.env })),
  ]);
  const signIn = "value" in workspace ? await signedIn(workspace.value) : { diagnoses: workspace.diagnoses };
  const told = [
    ...("value" in settings
      ? [ok("settings", `of the stack ${stack} are without faults`)]
      : settings.diagnoses),
    ...secretsInClear(sources),
    ...signIn.diagnoses,
  ];
  try {
    if (!("value" in workspace && "value" in settings && "who" in signIn)) {
      const reason = "who" in signIn ? "the settings have faults." : "nobody is signed in.";
      return { diagnoses: [...(await tools), ...told, untold("the workspace", reason)] };
    }
    const asked = { settings: settings.value, workspace: workspace.value, who: signIn.who };
    const patient = { ...asked, stack, mayStart: startWarehouse ?? false };
    const [ofTools, found] = await Promise.all([tools, examineWorkspace(patient, examination)]);
    const diagnoses = [...ofTools, ...told, ...found];
    return options.probe ? await probed(diagnoses, { ...asked, to: options.to, say }) : { diagnoses };
  } finally {
    if ("value" in workspace) await workspace.value.close();
  }
}

/** After all else: it makes something, and what was found without it is told in any case. */
async function probed(diagnoses: readonly Diagnosis[], question: ProbeQuestion): Promise<Examined> {
  try {
    return { diagnoses, probe: await probeWorkspace(question) };
  } catch (error) {
    return { diagnoses: [...diagnoses, fault("probe", reasonOf(error))] };
  }
}

type Outcome<T> = { readonly value: T } | { readonly diagnoses: readonly Diagnosis[] };

function outcomeOf<T extends Settings | WorkspaceConnection>(about: string, read: () => T): Outcome<T> {
  try {
    return { value: read() };
  } catch (error) {
    if (!isExpected(error)) throw error;
    return { diagnoses: [fault(about, error.message)] };
  }
}

/** Before all others: whom a workspace does not know it tells nothing, again and again. */
async function signedIn(
  workspace: WorkspaceConnection,
): Promise<{ readonly diagnoses: readonly Diagnosis[]; readonly who?: Identity }> {
  try {
    const who = await ownIdentity(workspace.rest);
    return {
      who,
      diagnoses: [ok("sign-in", `${who.userName} at ${workspace.host} (${workspace.describe})`)],
    };
  } catch (error) {
    const text = `Whom ${workspace.host} takes us for could not be told (${workspace.describe}): ${reasonOf(error)}`;
    return { diagnoses: [fault("sign-in", text, "docs/sign-in.md lists the ways to sign in.")] };
  }
}

function secretsInClear({ config }: SettingSources): Diagnosis[] {
  return SECRET_SETTINGS.filter(({ key }) => config(key) !== undefined).map((setting) =>
    fault("sign-in", clearSecretText(setting)),
  );
}
