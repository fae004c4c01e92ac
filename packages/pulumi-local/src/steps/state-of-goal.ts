import type { ResourceState } from "../state/resource-state";
import type { PropertyMap } from "../values/property-value";
import type { Goal } from "./goal";

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
