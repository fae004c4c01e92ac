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

/** The properties without what is the bridge's own. */
export function argumentsOf(properties: PropertyMap): PropertyMap {
  const own = Object.entries(properties).filter(([key]) => !isInternal(key));
  return Object.fromEntries(own.map(([key, value]) => [key, withoutMarks(value)]));
}

/** The bridge has its marks in objects inside, too; anything else there is the program's. */
function withoutMarks(value: PropertyValue): PropertyValue {
  if (Array.isArray(value)) return value.map(withoutMarks);
  if (!isMap(value)) return value;
  const members = Object.entries(value).filter(([key]) => key !== DEFAULTS_KEY);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutMarks(member)]));
}

export function isDefault(inputs: PropertyMap, name: string): boolean {
  const defaults = inputs[DEFAULTS_KEY];
  return Array.isArray(defaults) && defaults.includes(name);
}
