import { ExpectedError } from "../expected-error";
import { dependenciesOf, mapReferences, type ResourceState } from "../state/resource-state";
import type { StateStore } from "../state/state-store";
import { makeUrn, nameOf, typeOf } from "../urn";
import type { Alias, Goal } from "./goal";

/** Under which other URN the state may know a resource (pulumi: getOldResource in pkg/resource/deploy/step_generator.go). */
export class Aliases {
  /** From a resource to the alias that it was found by. */
  readonly #found = new Map<string, string>();
  /** From an alias to the resource that was found by it. */
  readonly #taken = new Map<string, string>();

  readonly #stack: string;
  readonly #project: string;
  readonly #store: StateStore;

  constructor(stack: string, project: string, store: StateStore) {
    this.#stack = stack;
    this.#project = project;
    this.#store = store;
  }

  /** The resource's state, by its URN or else by the first alias that there is. Throws where two resources claim it. */
  find(goal: Goal, registered: ReadonlySet<string>): ResourceState | undefined {
    const { urn } = goal;
    const owner = this.#taken.get(urn);
    if (owner !== undefined) {
      throw new ExpectedError(
        `Duplicate resource URN '${urn}' conflicting with alias on resource with URN '${owner}'`,
      );
    }
    const known = this.#store.get(urn);
    if (known) return known;
    const alias = this.#candidates(goal).find((candidate) => this.#store.get(candidate) !== undefined);
    if (alias === undefined) return undefined;
    if (registered.has(alias)) {
      throw new ExpectedError(
        `Duplicate resource alias '${alias}' applied to resource with URN '${urn}' conflicting with resource with URN '${urn}'`,
      );
    }
    this.#taken.set(alias, urn);
    this.#found.set(urn, alias);
    return this.#store.get(alias);
  }

  #candidates({ name, type, parent, aliases }: Goal): string[] {
    const own = aliases.map((alias) => this.#urnOf(alias, name, type, parent));
    const parentAlias = this.#found.get(parent);
    if (parentAlias === undefined) return own;
    // A child of a resource that had another identity had one, too: also under each of its own former names.
    const inherited = (childType: string, childName: string) =>
      makeUrn(
        this.#stack,
        this.#project,
        parentAlias,
        childType,
        inheritedName(childName, nameOf(parent), nameOf(parentAlias)),
      );
    return [...own, inherited(type, name), ...own.map((urn) => inherited(typeOf(urn), nameOf(urn)))];
  }

  #urnOf(alias: Alias, name: string, type: string, parent: string): string {
    if ("urn" in alias) return alias.urn;
    const former = alias.parent === undefined ? parent : (this.#found.get(alias.parent) ?? alias.parent);
    return makeUrn(
      alias.stack ?? this.#stack,
      alias.project ?? this.#project,
      former,
      alias.type ?? type,
      alias.name ?? name,
    );
  }
}

/** Children are by convention named `PARENT-detail`: then the parent's former name was part of the child's. */
function inheritedName(name: string, parentName: string, parentAlias: string): string {
  return name.startsWith(parentName) ? parentAlias + name.slice(parentName.length) : name;
}

/** Gives the state's resource its new URN, wherever the state names it. */
export async function rename(
  store: StateStore,
  old: ResourceState,
  { urn, type }: { urn: string; type: string },
): Promise<ResourceState> {
  if (old.urn === urn) return old;
  const renamed = { ...old, urn, type };
  const referrers = store.resources
    .filter((other) => other !== old && dependenciesOf(other).includes(old.urn))
    .map((other) => mapReferences(other, (named) => (named === old.urn ? urn : named)));
  await store.commit({ remove: [old], put: [renamed, ...referrers] });
  return renamed;
}
