import { isMap, type PropertyMap, type PropertyValue, UNKNOWN } from "../values/property-value";
import { isSecret, secret } from "../values/secrets";
import { elementKind, type Fields, type Kind } from "./field";

/** Makes secret what the provider says is sensitive, at any depth. */
export function hideSecrets(fields: Fields, values: PropertyMap): PropertyMap {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const field = fields[name];
      if (!field || isSecret(value) || value === UNKNOWN) return [name, value];
      return [name, field.secret && value !== null ? secret(value) : hideInside(field.kind, value)];
    }),
  );
}

function hideInside(kind: Kind, value: PropertyValue): PropertyValue {
  if (typeof kind !== "object" || isSecret(value)) return value;
  if ("object" in kind) return isMap(value) ? hideSecrets(kind.object, value) : value;
  const element = elementKind(kind);
  return element && Array.isArray(value) ? value.map((member) => hideInside(element, member)) : value;
}
