import type { EngineEvent } from "../../report/reporter";
import type { RunCommand, RunResult } from "../../run-options";
import type { PropertyMap } from "../../values/property-value";
import type { StackOptions } from "../stack-options";
import { jsonDigest } from "./event-log";
import { LiveTree, treeLines } from "./live-tree";
import { painterFor } from "./painter";
import { progressLine } from "./row-text";
import { RunModel } from "./run-model";
import { stepDiff } from "./step-diff";
import { COMMAND_TITLES } from "./step-words";
import { summaryLines } from "./summary";

/** Shows a run: a live tree on a terminal, plain lines elsewhere, one JSON document if asked for. */
export class RunDisplay {
  readonly #out: NodeJS.WriteStream;
  readonly #paint;
  readonly #model = new RunModel();
  readonly #dryRun: boolean;
  #tree: LiveTree | undefined;
  #outputs: { before: PropertyMap; after: PropertyMap } | undefined;

  readonly #command: RunCommand;
  readonly #options: Pick<StackOptions, "diff" | "json" | "stack">;

  constructor(command: RunCommand, options: Pick<StackOptions, "diff" | "json" | "stack">) {
    this.#command = command;
    this.#options = options;

    this.#out = options.json ? process.stderr : process.stdout;
    this.#paint = painterFor(this.#out.isTTY);
    this.#dryRun = command === "preview";
    this.#write(this.#paint.bold(`${COMMAND_TITLES[command]} (${options.stack}):`));
    if (this.#out.isTTY) this.#tree = new LiveTree(this.#model, this.#dryRun, this.#paint, this.#out);
  }

  event(event: EngineEvent): void {
    this.#model.apply(event);
    if (event.kind === "outputs") this.#outputs = event;
    if (event.kind === "printed") this.note(event.line);
    // A preview does nothing that one could watch: its tree says it all.
    if (this.#tree || this.#dryRun) return;
    const line = progressLine(event);
    if (line !== undefined) this.#write(line);
  }

  /** A line that belongs to no resource. */
  note(line: string): void {
    if (this.#tree) this.#tree.print(line);
    else this.#write(line);
  }

  finish(result: RunResult): void {
    const showsTree = this.#tree !== undefined;
    this.stop();
    if (!showsTree && this.#dryRun) this.#section(treeLines(this.#model, true, this.#paint));
    if (this.#options.diff) this.#section(result.steps.flatMap((step) => stepDiff(step, this.#paint)));
    this.#lines(summaryLines(this.#command, result, this.#outputs, this.#paint));
    if (this.#options.json) process.stdout.write(`${JSON.stringify(jsonDigest(result), undefined, 2)}\n`);
  }

  stop(): void {
    this.#tree?.finish();
    this.#tree = undefined;
  }

  #section(lines: readonly string[]): void {
    if (lines.length > 0) this.#lines(["", ...lines]);
  }

  #lines(lines: readonly string[]): void {
    for (const line of lines) this.#write(line);
  }

  #write(line: string): void {
    this.#out.write(`${line}\n`);
  }
}
