import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { RunCommand, RunOptions } from "pulumi-local";
import { messagesOf, NotesStack } from "../../packages/pulumi-local/tests/notes-stack";
import type { NoteSpec } from "../../packages/pulumi-local/tests/testdata/notes/index";
import { PulumiCli } from "./pulumi-cli";

const PROGRAM = path.join(__dirname, "../../packages/pulumi-local/tests/testdata/notes");

const Event = z.object({
  resOutputsEvent: z.object({ metadata: z.object({ op: z.string(), urn: z.string() }) }).optional(),
  diagnosticEvent: z
    .object({ severity: z.string(), message: z.string(), urn: z.string().optional() })
    .optional(),
});

const Export = z.object({
  deployment: z.object({ resources: z.array(z.record(z.string(), z.unknown())).default([]) }),
});

/** What a run did: the steps that came to their end, and the errors, each by the name of its resource. */
export interface Outcome {
  steps: string[];
  errors: string[];
}

/** The stack `notes` twice: by the Pulumi CLI, and by the local engine. */
export class NotesPair {
  readonly local = new NotesStack();

  readonly #cli: PulumiCli;
  readonly #cliNotes: string;

  private constructor(cli: PulumiCli, cliNotes: string) {
    this.#cli = cli;
    this.#cliNotes = cliNotes;
  }

  static async create(): Promise<NotesPair> {
    const notes = fs.mkdtempSync(path.join(fs.realpathSync(process.env["TMPDIR"] ?? "/tmp"), "cli-notes-"));
    fs.writeFileSync(path.join(notes, "operations.log"), "");
    const cli = await PulumiCli.createFor(PROGRAM, {
      NOTES_DIR: notes,
      NOTES_IDS: "text",
      // For --event-log.
      PULUMI_DEBUG_COMMANDS: "true",
    });
    await cli.succeed("config", "set", "--secret", "pin", "1234");
    const pair = new NotesPair(cli, notes);
    pair.local.env = { NOTES_IDS: "text" };
    return pair;
  }

  async remove(): Promise<void> {
    this.local.remove();
    fs.rmSync(this.#cliNotes, { recursive: true });
    await this.#cli.remove();
  }

  /** Something that happens outside of the stacks, to both folders of notes. */
  both(act: (dir: string) => void): void {
    for (const dir of [this.#cliNotes, this.local.notesDir]) act(dir);
  }

  /** Runs both, and asserts that they did the same and left the same. */
  async run(
    command: RunCommand,
    specs: NoteSpec[] = [],
    { flags = [], ...options }: Partial<RunOptions> & { flags?: string[] } = {},
  ): Promise<Outcome> {
    const byCli = await this.#runCli(command, specs, flags);
    const result = await this.local.run(command, specs, options);
    const outcome: Outcome = {
      steps: result.steps
        .filter(({ op }) => op !== "same")
        .map(({ op, urn }) => `${op} ${nameOf(urn)}`)
        .sort(),
      errors: messagesOf(result)
        .filter((message) => message.startsWith("error "))
        .map((message) => firstLine(message.slice("error ".length)))
        .sort(),
    };
    assert.deepEqual(outcome, byCli);
    assert.deepEqual(this.#localResources(), await this.#cliResources());
    assert.deepEqual(notesIn(this.local.notesDir), notesIn(this.#cliNotes));
    return outcome;
  }

  async #runCli(command: RunCommand, specs: NoteSpec[], flags: string[]): Promise<Outcome> {
    await this.#cli.succeed("config", "set", "notes", JSON.stringify(specs));
    const log = path.join(this.#cli.project, "events.json");
    fs.rmSync(log, { force: true });
    const commit = command === "preview" ? [] : ["--yes", "--skip-preview"];
    const run = await this.#cli.run(command, "--event-log", log, ...commit, ...flags);
    if (!fs.existsSync(log)) throw new Error(run.output);
    const events = (await readFile(log, "utf8"))
      .split("\n")
      .filter(Boolean)
      .map((line) => Event.parse(JSON.parse(line)));
    const steps = events.flatMap(({ resOutputsEvent: event }) =>
      event && event.metadata.op !== "same" && !event.metadata.urn.includes("pulumi:providers:")
        ? [`${event.metadata.op} ${nameOf(event.metadata.urn)}`]
        : [],
    );
    const errors = events.flatMap(({ diagnosticEvent: event }) =>
      event?.severity === "error"
        ? [firstLine(`${nameOf(event.urn ?? "::run")}: ${plain(event.message)}`)]
        : [],
    );
    return {
      steps: steps.sort(),
      // How the CLI ends a run that failed; the local engine says it by the exit status.
      errors: errors.filter((error) => !/: (update|preview|refresh|destroy) failed$/.test(error)).sort(),
    };
  }

  async #cliResources(): Promise<unknown> {
    const file = path.join(this.#cli.project, "export.json");
    await this.#cli.exportState(file);
    return comparable(Export.parse(JSON.parse(await readFile(file, "utf8"))).deployment.resources);
  }

  #localResources(): unknown {
    if (!fs.existsSync(path.join(this.local.stateDir, "state.json"))) return {};
    return comparable(this.local.deployment.resources.map((resource) => ({ ...resource })));
  }
}

/** Without what differs from run to run, and without provider resources, whose version the CLI writes down. */
function comparable(resources: Record<string, unknown>[]): Record<string, unknown> {
  const managed = resources.filter(({ type }) => !String(type).startsWith("pulumi:providers:"));
  return Object.fromEntries(
    managed.map((resource) => {
      const { created, modified, stackTrace, sourcePosition, provider, ...rest } = resource;
      void [created, modified, stackTrace, sourcePosition, provider];
      const kept = Object.entries(rest).filter(([, value]) => !isEmpty(value));
      return [
        `${String(resource["urn"])}${resource["delete"] ? " (deleted)" : ""}`,
        withoutEmptyLists(Object.fromEntries(kept)),
      ];
    }),
  );
}

/** Of properties that depend on nothing the CLI says so. */
function withoutEmptyLists(resource: Record<string, unknown>): Record<string, unknown> {
  const dependencies = Object.entries(resource["propertyDependencies"] ?? {}).filter(
    ([, urns]) => !isEmpty(urns),
  );
  const { propertyDependencies, ...rest } = resource;
  void propertyDependencies;
  return {
    ...rest,
    ...(dependencies.length > 0 && { propertyDependencies: Object.fromEntries(dependencies) }),
  };
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function notesIn(dir: string): Record<string, string> {
  const files = fs.readdirSync(dir).filter((file) => file.endsWith(".txt"));
  return Object.fromEntries(files.map((file) => [file, fs.readFileSync(path.join(dir, file), "utf8")]));
}

function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? "";
}

/** The CLI says of a step's failure in a preview that the preview failed. */
function firstLine(text: string): string {
  return text.split("\n", 1)[0]?.replace(": Preview failed: ", ": ").trim() ?? "";
}

/** Without the CLI's marks for colours. */
function plain(text: string): string {
  return text.replaceAll(/<\{%.*?%\}>/g, "");
}
