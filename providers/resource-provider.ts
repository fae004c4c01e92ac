import type * as pulumi from "@pulumi/pulumi";
import { errorText } from "../messages/expected-error";
import { detailed, type PropertyDifference } from "./detailed-diff";
import { PartialFailure } from "./partial-failure";
import { configureWorkspace, connectedWorkspace, type Workspace } from "./workspace";

type Properties = Record<string, unknown>;

/** What a check found. */
export interface Checked<Inputs> {
  /** As the engine keeps them. The same program on the same workspace gives the same: a saved plan holds them. @default as declared */
  readonly inputs?: Inputs;
  /** With a property, the engine shows its whole value. */
  readonly failures?: readonly pulumi.dynamic.CheckFailure[];
}

/**
 * What happens to one kind of resource when the engine acts. `olds` are old outputs, except in `check`: old inputs.
 * `Declared`: what the program says, where the provider keeps less of it, or more.
 */
export interface Lifecycle<Inputs, Outputs, Declared = Inputs> {
  check?(
    olds: Partial<Inputs>,
    news: Declared,
    workspace: Workspace,
  ): Checked<Inputs> | Promise<Checked<Inputs>>;
  /** Always says whether anything changes; left open, the engine would compare inputs itself. */
  diff(id: string, olds: Outputs, news: Inputs, workspace: Workspace): Difference;
  create(inputs: Inputs, workspace: Workspace): Promise<{ id: string; outs: Outputs }>;
  /** `undefined`: the resource is gone. `inputs` only where they differ from what was declared. */
  read?(
    id: string,
    olds: Outputs,
    workspace: Workspace,
  ): Promise<{ outs: Outputs; inputs?: Inputs } | undefined>;
  update(id: string, olds: Outputs, news: Inputs, workspace: Workspace): Promise<{ outs: Outputs }>;
  delete(id: string, olds: Outputs, workspace: Workspace): Promise<void>;
}

export interface Difference {
  readonly changes: boolean;
  readonly replaces?: string[];
  readonly deleteBeforeReplace?: boolean;
  /** What changes, property by property; left out, the engine shows the inputs that differ. */
  readonly properties?: readonly PropertyDifference[];
}

/**
 * A failure as the engine shows it: its message, with the stack of what nobody foresaw. The SDK prints
 * `${error}: ${error.stack}` in addition to what a provider throws, so both are one sentence here.
 */
class ResourceFailure extends Error {
  override readonly name = "ResourceFailure";

  constructor(operation: string, cause: unknown) {
    super(errorText(cause), { cause });
    this.stack = this.message.split("\n", 1)[0] ?? "";
    this.toString = () => `${operation} failed`;
  }
}

/**
 * A failure that leaves a resource behind: the SDK reads these properties of an error, and the engine keeps the resource.
 * It needs the provider's code, too, which the SDK adds to the outputs of a success only.
 */
class PartialResourceFailure extends ResourceFailure {
  readonly id: string;
  readonly properties: Properties;
  readonly reasons: readonly string[];

  constructor(operation: string, cause: PartialFailure, inputs: object) {
    super(operation, cause);
    this.id = cause.id;
    this.properties = { ...withoutUndefined(cause.outs), ...codeOf(inputs) };
    this.reasons = [cause.message];
  }
}

/** The dynamic provider of one kind of resource. */
export function resourceProvider<Inputs extends object, Outputs extends object, Declared = Inputs>(
  lifecycle: Lifecycle<Inputs, Outputs, Declared>,
): pulumi.dynamic.ResourceProvider {
  async function guarded<Result>(
    operation: string,
    act: () => Result | Promise<Result>,
    inputs: object = {},
  ): Promise<Awaited<Result>> {
    try {
      return await act();
    } catch (error) {
      throw error instanceof PartialFailure
        ? new PartialResourceFailure(operation, error, inputs)
        : new ResourceFailure(operation, error);
    }
  }
  return {
    configure: (request: pulumi.dynamic.ConfigureRequest) => {
      configureWorkspace(request.config);
      return Promise.resolve();
    },
    check: (olds: Partial<Inputs>, news: Declared) =>
      guarded("check", async () => {
        const checked = await lifecycle.check?.(olds, news, connectedWorkspace());
        return { inputs: checked?.inputs ?? news, failures: [...(checked?.failures ?? [])] };
      }),
    diff: (id, olds: Outputs, news: Inputs) =>
      guarded("diff", () => {
        const { properties, ...answer } = lifecycle.diff(id, olds, news, connectedWorkspace());
        return properties ? detailed(answer, properties) : answer;
      }),
    create: (inputs: Inputs) =>
      guarded(
        "create",
        async () => {
          const { id, outs } = await lifecycle.create(inputs, connectedWorkspace());
          return { id, outs: withoutUndefined(outs) };
        },
        inputs,
      ),
    read: (id, olds: Outputs) =>
      guarded("read", async () => {
        const found = lifecycle.read ? await lifecycle.read(id, olds, connectedWorkspace()) : { outs: olds };
        if (found === undefined) return {};

        const inputs = "inputs" in found && found.inputs ? { inputs: withoutUndefined(found.inputs) } : {};
        return { id, props: withoutUndefined(found.outs), ...inputs };
      }),
    update: (id, olds: Outputs, news: Inputs) =>
      guarded(
        "update",
        async () => {
          const { outs } = await lifecycle.update(id, olds, news, connectedWorkspace());
          return { outs: withoutUndefined(outs) };
        },
        news,
      ),
    delete: (id, olds: Outputs) => guarded("delete", () => lifecycle.delete(id, olds, connectedWorkspace())),
  };
}

/** `undefined` in a provider's answer fails in the SDK ("Unexpected struct type"). */
function withoutUndefined(properties: object): Properties {
  return JSON.parse(JSON.stringify(properties)) as Properties;
}

function codeOf(inputs: object): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => name === "__provider"));
}
