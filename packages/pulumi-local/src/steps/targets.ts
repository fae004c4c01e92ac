import { dependenciesOf, type ResourceState } from "../state/resource-state";
import { nameOf, STACK_TYPE } from "../urn";
import { isProvider } from "./package-provider";

/** What a run is limited to. Each pattern is a URN, in which `*` stands for one part and `**` for anything, or a name. */
export interface TargetOptions {
  /** Only these. */
  targets?: readonly string[];
  /** And what depends on them. */
  targetDependents?: boolean;
  /** All but these. */
  excludes?: readonly string[];
  /** And but what depends on them. */
  excludeDependents?: boolean;
  /** To be replaced even if nothing changed. */
  replaces?: readonly string[];
}

/** Which resources take part in a run. */
export class Targets {
  readonly #targeted: Selection;
  readonly #excluded: Selection;
  readonly #replaced: Selection;

  readonly #options: TargetOptions;

  constructor(options: TargetOptions) {
    this.#options = options;

    this.#targeted = new Selection(options.targets ?? [], options.targetDependents ?? false);
    this.#excluded = new Selection(options.excludes ?? [], options.excludeDependents ?? false);
    this.#replaced = new Selection(options.replaces ?? [], false);
  }

  get isConstrained(): boolean {
    return this.hasTargets || this.#excluded.isSet;
  }

  get hasTargets(): boolean {
    return this.#targeted.isSet;
  }

  get takesDependents(): boolean {
    return this.#options.targetDependents ?? false;
  }

  /** To be asked in dependency order: what depends on a selected resource may be selected with it. */
  includes(resource: ResourceState): boolean {
    if (isProvider(resource) || resource.type === STACK_TYPE) return true;
    if (this.#targeted.isSet) return this.#targeted.takes(resource);
    return !this.#excluded.isSet || !this.#excluded.takes(resource);
  }

  /** Whether one of the patterns of `targets` means it, without regard to what it depends on. */
  names(urn: string): boolean {
    return this.#targeted.names(urn);
  }

  excludes(urn: string): boolean {
    return this.#excluded.names(urn);
  }

  replaces(urn: string): boolean {
    return this.#replaced.names(urn);
  }

  /** Literal targets that no resource answers to. */
  unknown(urns: readonly string[]): string[] {
    const { targets = [], replaces = [] } = this.#options;
    return [...targets, ...replaces].filter(
      (pattern) => !pattern.includes("*") && !urns.some((urn) => matches(pattern, urn)),
    );
  }
}

/** Patterns, and what was found to depend on what they mean. */
class Selection {
  readonly #taken = new Set<string>();

  readonly #patterns: readonly string[];
  readonly #withDependents: boolean;

  constructor(patterns: readonly string[], withDependents: boolean) {
    this.#patterns = patterns;
    this.#withDependents = withDependents;
  }

  get isSet(): boolean {
    return this.#patterns.length > 0;
  }

  names(urn: string): boolean {
    return this.#patterns.some((pattern) => matches(pattern, urn));
  }

  takes(resource: ResourceState): boolean {
    const isTaken =
      this.names(resource.urn) ||
      (this.#withDependents && dependenciesOf(resource).some((urn) => this.#taken.has(urn)));
    if (isTaken) this.#taken.add(resource.urn);
    return isTaken;
  }
}

function matches(pattern: string, urn: string): boolean {
  if (!pattern.startsWith("urn:") && !pattern.includes("*")) return nameOf(urn) === pattern;
  if (!pattern.includes("*")) return pattern === urn;
  const parts = pattern.split(/(\*\*|\*)/).map((part) => {
    if (part === "**") return ".*";
    return part === "*" ? "[^:]*" : part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`).test(urn);
}
