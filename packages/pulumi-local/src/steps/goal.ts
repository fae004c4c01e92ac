import type { ResourceRef } from "../provider";
import type { ResourceOptions, ResourceState } from "../state/resource-state";
import type { PropertyMap } from "../values/property-value";

/** A resource as the program wants it. */
export interface Goal {
  urn: string;
  type: string;
  /** Of the package, as the program has it installed. */
  version?: string;
  name: string;
  custom: boolean;
  parent: string;
  inputs: PropertyMap;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  aliases: Alias[];
  /** `protect` and `retainOnDelete` may be false: that overrules the parent's. */
  options: ResourceOptions;
  /** Set when the program overrules what the provider says. */
  deleteBeforeReplace?: boolean;
}

/** A former identity: a whole URN, or what was different then. */
export type Alias = { urn: string } | AliasSpec;

interface AliasSpec {
  name?: string;
  type?: string;
  stack?: string;
  project?: string;
  /** URN; "" for none. */
  parent?: string;
}

/** What the program learns of it. */
export interface Registered {
  urn: string;
  id: string;
  outputs: PropertyMap;
  result: "success" | "fail" | "skip";
}

export function refOf(goal: Goal): ResourceRef {
  return { urn: goal.urn, type: goal.type, name: goal.name, timeouts: goal.options.customTimeouts };
}

export function dependenciesOfGoal(goal: Goal): string[] {
  return [
    ...(goal.parent ? [goal.parent] : []),
    ...goal.dependencies,
    ...(goal.options.deletedWith ? [goal.options.deletedWith] : []),
    ...(goal.options.replaceWith ?? []),
    ...Object.values(goal.propertyDependencies).flat(),
  ];
}

/** The state that a goal asks for, as far as it is known before the operation. */
export function stateOfGoal(goal: Goal, inputs: PropertyMap, provider?: string): ResourceState {
  const propertyDependencies = Object.entries(goal.propertyDependencies).filter(
    ([, urns]) => urns.length > 0,
  );
  const { protect, retainOnDelete, ...rest } = goal.options;
  return {
    urn: goal.urn,
    custom: goal.custom,
    type: goal.type,
    inputs,
    ...(goal.parent && { parent: goal.parent }),
    ...(goal.dependencies.length > 0 && { dependencies: goal.dependencies }),
    ...(provider && { provider }),
    ...(propertyDependencies.length > 0 && {
      propertyDependencies: Object.fromEntries(propertyDependencies),
    }),
    ...rest,
    ...(protect && { protect }),
    ...(retainOnDelete && { retainOnDelete }),
  };
}
