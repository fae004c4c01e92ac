import { randomBytes } from "node:crypto";
import { isInternal, isMap, type PropertyMap, type PropertyValue } from "../values/property-value";
import type { ResourceType } from "./resource-type";

/** Where Pulumi's bridge to Terraform providers keeps which inputs the program did not give. */
const DEFAULTS_KEY = "__defaults";

/**
 * The inputs with the provider's defaults, as the bridge writes them into the state. A name that was made once stays
 * (pulumi-terraform-bridge: applyDefaults in pkg/tfbridge/schema.go).
 */
export function withDefaults(
  type: ResourceType,
  resourceName: string,
  olds: PropertyMap,
  news: PropertyMap,
): PropertyMap {
  const inputs: PropertyMap = Object.fromEntries(Object.entries(news).filter(([, value]) => value !== null));
  const added: string[] = [];
  const add = (name: string, value: PropertyValue) => {
    if (name in inputs) return;
    inputs[name] = value;
    added.push(name);
  };
  if (type.namesItself) {
    const old = isDefault(olds, "name") ? olds["name"] : undefined;
    add("name", old ?? `${resourceName}-${randomBytes(4).toString("hex").slice(0, 7)}`);
  }
  for (const [name, field] of Object.entries(type.fields))
    if (field.default !== undefined && !field.output) add(name, field.default);
  return { ...inputs, [DEFAULTS_KEY]: added.sort() };
}

/** The inputs without what only the bridge says about them. */
export function argumentsOf(inputs: PropertyMap): PropertyMap {
  return Object.fromEntries(
    Object.entries(inputs)
      .filter(([key]) => !isInternal(key))
      .map(([key, value]) => [key, withoutMarks(value)]),
  );
}

function withoutMarks(value: PropertyValue): PropertyValue {
  if (Array.isArray(value)) return value.map(withoutMarks);
  return isMap(value) ? argumentsOf(value) : value;
}

export function isDefault(inputs: PropertyMap, name: string): boolean {
  const defaults = inputs[DEFAULTS_KEY];
  return Array.isArray(defaults) && defaults.includes(name);
}
