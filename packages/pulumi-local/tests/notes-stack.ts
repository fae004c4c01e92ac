import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { EngineEvent } from "../src/report/reporter";
import { runStack } from "../src/run";
import type { RunCommand, RunOptions, RunResult } from "../src/run-options";
import type { ResourceState } from "../src/state/resource-state";
import { nameOf, typeOf } from "../src/urn";
import type { NoteSpec } from "./testdata/notes/index";

const PROJECT_DIR = path.join(__dirname, "testdata/notes");

export interface DeploymentFile {
  version: number;
  deployment: {
    secrets_providers?: unknown;
    pending_operations?: { type: string; resource: ResourceState }[];
    resources: ResourceState[];
  };
}

/** A stack of the program `notes`, in folders of its own. */
export class NotesStack {
  readonly dir = fs.mkdtempSync(path.join(os.tmpdir(), "notes-"));
  readonly stateDir = path.join(this.dir, "state");
  readonly notesDir = path.join(this.dir, "notes");
  readonly events: EngineEvent[] = [];
  env: NodeJS.ProcessEnv = {};

  constructor() {
    fs.mkdirSync(this.notesDir);
    fs.writeFileSync(path.join(this.notesDir, "operations.log"), "");
  }

  run(command: RunCommand, specs: NoteSpec[] = [], options: Partial<RunOptions> = {}): Promise<RunResult> {
    this.events.length = 0;
    return runStack({
      command,
      projectDir: PROJECT_DIR,
      stateDir: this.stateDir,
      keepProcesses: true,
      childEnv: { PATH: process.env["PATH"], NOTES_DIR: this.notesDir, ...this.env },
      onEvent: (event) => this.events.push(event),
      ...options,
      config: { notes: JSON.stringify(specs), ...options.config },
    });
  }

  remove(): void {
    fs.rmSync(this.dir, { recursive: true, force: true });
  }

  /** The texts of the notes that exist, by file. */
  get notes(): Record<string, string> {
    const files = fs.readdirSync(this.notesDir).filter((file) => file.endsWith(".txt"));
    return Object.fromEntries(files.map((file) => [file, this.read(file)]));
  }

  /** What the provider was asked to do, in order. */
  get operations(): string[] {
    return this.read("operations.log").split("\n").slice(0, -1);
  }

  write(file: string, text: string): void {
    fs.writeFileSync(path.join(this.notesDir, file), text);
  }

  read(file: string): string {
    return fs.readFileSync(path.join(this.notesDir, file), "utf8");
  }

  removeNote(file: string): void {
    fs.rmSync(path.join(this.notesDir, file));
  }

  get stateText(): string {
    return fs.readFileSync(path.join(this.stateDir, "state.json"), "utf8");
  }

  writeState(text: string): void {
    fs.writeFileSync(path.join(this.stateDir, "state.json"), text);
  }

  get deployment(): DeploymentFile["deployment"] {
    return (JSON.parse(this.stateText) as DeploymentFile).deployment;
  }

  /** The note of that name as the state has it. */
  state(name: string): ResourceState | undefined {
    return this.deployment.resources.find(({ urn }) => nameOf(urn) === name);
  }

  get names(): string[] {
    return this.deployment.resources.map(({ urn }) => nameOf(urn));
  }
}

/** The steps of a run that did something, as `op name`. */
export function stepsOf({ steps }: RunResult): string[] {
  return steps
    .filter(({ op, urn }) => op !== "same" && typeOf(urn) === "pulumi-nodejs:dynamic/notes:Note")
    .map(({ op, urn }) => `${op} ${nameOf(urn)}`);
}

/** The diagnostics of a run, as `severity name: message`. */
export function messagesOf({ diagnostics }: RunResult): string[] {
  return diagnostics.map(
    ({ severity, urn, message }) => `${severity} ${urn ? nameOf(urn) : "run"}: ${message}`,
  );
}
