import { isMap, type PropertyMap, type PropertyValue, UNKNOWN } from "../values/property-value";
import { isSecret, reveal, secret } from "../values/secrets";
import { isSame } from "./changed-arguments";
import { elementKind, type Field, type Fields, isZero, type Kind } from "./field";

/**
 * The inputs that would give what was read: what the program gave before, with what is there now
 * (pulumi-terraform-bridge: ExtractInputsFromOutputs). A value that means the same stays as the program wrote it.
 */
export function refreshedInputs(fields: Fields, inputs: PropertyMap, outputs: PropertyMap): PropertyMap {
  const entries = Object.entries(inputs).flatMap(([name, input]): [string, PropertyValue][] => {
    const field = fields[name];
    if (!field || field.local) return [[name, input]];
    const output = outputs[name];
    if (output === undefined || output === null) return [];
    return [[name, refreshed(field, input, output, inputs, outputs)]];
  });
  return Object.fromEntries(entries);
}

function refreshed(
  field: Field,
  input: PropertyValue,
  output: PropertyValue,
  inputs: PropertyMap,
  outputs: PropertyMap,
): PropertyValue {
  const plain = reveal(input);
  if (isSame(field.kind, output, plain) || field.isSame?.(output, plain, inputs, outputs)) return input;
  return inKind(field.kind, input, output);
}

function inKind(kind: Kind, input: PropertyValue, output: PropertyValue): PropertyValue {
  if (typeof kind !== "object" || isSecret(input)) return output;
  if ("object" in kind)
    return isMap(input) && isMap(output) ? refreshedInputs(kind.object, input, output) : output;
  const element = elementKind(kind);
  if (!("list" in kind) || !element || !Array.isArray(input) || !Array.isArray(output)) return output;
  return output.map((member, index) => {
    const before = input[index];
    return before === undefined ? member : inKind(element, before, member);
  });
}

/** The inputs of a resource that is taken over as it is: whatever the service says that a program could have said. */
export function importedInputs(fields: Fields, outputs: PropertyMap): PropertyMap {
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([name, value]): [string, PropertyValue][] => {
      const field = fields[name];
      if (!field || field.output || isZero(value)) return [];
      return [[name, ofKind(field.kind, value)]];
    }),
  );
}

function ofKind(kind: Kind, value: PropertyValue): PropertyValue {
  if (typeof kind !== "object") return value;
  if ("object" in kind) return isMap(value) ? importedInputs(kind.object, value) : value;
  const element = elementKind(kind);
  return element && Array.isArray(value) ? value.map((member) => ofKind(element, member)) : value;
}

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
