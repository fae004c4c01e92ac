import type { ResourceRef } from "../provider";
import type { PropertyMap } from "../values/property-value";

/** A resource as the program wants it. */
export interface Goal {
  urn: string;
  type: string;
  name: string;
  custom: boolean;
  parent: string;
  inputs: PropertyMap;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  additionalSecretOutputs: string[];
  /** Set when the program overrules what the provider says. */
  deleteBeforeReplace?: boolean;
}

/** What the program learns of it. */
export interface Registered {
  urn: string;
  id: string;
  outputs: PropertyMap;
  result: "success" | "fail" | "skip";
}

export function refOf(goal: Goal): ResourceRef {
  return { urn: goal.urn, type: goal.type, name: goal.name };
}

export function dependenciesOfGoal(goal: Goal): string[] {
  return [
    ...(goal.parent ? [goal.parent] : []),
    ...goal.dependencies,
    ...Object.values(goal.propertyDependencies).flat(),
  ];
}
