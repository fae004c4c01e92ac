import {
  hasSignature,
  isMap,
  type PropertyMap,
  type PropertyValue,
  SIGNATURE_KEY,
  SIGNATURES,
  some,
} from "./property-value";

export function secret(value: PropertyValue): PropertyMap {
  return { [SIGNATURE_KEY]: SIGNATURES.secret, value };
}

export function isSecret(value: PropertyValue | undefined): value is PropertyMap {
  return hasSignature(value, "secret");
}

export function containsSecret(value: PropertyValue): boolean {
  return some(value, isSecret);
}

/** Rebuilds a value with every secret in it replaced by `replace(its plain value, the secret itself)`. */
export function mapSecrets(
  value: PropertyValue,
  replace: (plain: PropertyValue, secret: PropertyMap) => PropertyValue,
): PropertyValue {
  if (isSecret(value)) return replace(value["value"] ?? null, value);
  if (Array.isArray(value)) return value.map((element) => mapSecrets(element, replace));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapSecrets(member, replace)]));
}

/** The plain value, for a provider that does not accept secrets and for comparisons. */
export function reveal(value: PropertyValue): PropertyValue {
  return mapSecrets(value, reveal);
}

/** The value in a message. */
export function valueOf(value: PropertyValue | undefined): string {
  return value === undefined ? "" : JSON.stringify(redact(value));
}

/** The value as a person may see it. */
export function redact(value: PropertyValue): PropertyValue {
  return mapSecrets(value, () => "[secret]");
}

export function mapProperties(
  map: PropertyMap,
  change: (value: PropertyValue) => PropertyValue,
): PropertyMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

/**
 * Carries secretness over to what a provider returned that does not know secrets: objects member by member, anything
 * else as a whole (pulumi: annotateSecrets in pkg/resource/plugin/provider_plugin.go).
 */
export function annotateSecrets(outs: PropertyMap, ins: PropertyMap): PropertyMap {
  const annotated: PropertyMap = { ...outs };
  for (const [key, inValue] of Object.entries(ins)) {
    const outValue = annotated[key];
    if (outValue === undefined) continue;
    if (isMap(outValue) && isMap(inValue) && !isSecret(inValue) && !isSecret(outValue))
      annotated[key] = annotateSecrets(outValue, inValue);
    else if (!isSecret(outValue) && containsSecret(inValue)) annotated[key] = secret(outValue);
  }
  return annotated;
}

/** Makes secret what the inputs hold as a secret of the same name, and what the program named as secret. */
export function protectOutputs(
  outputs: PropertyMap,
  inputs: PropertyMap,
  additional: readonly string[],
): PropertyMap {
  const isHidden = (key: string) => isSecret(inputs[key]) || additional.includes(key);
  return Object.fromEntries(
    Object.entries(outputs).map(([key, value]) => [
      key,
      isHidden(key) && !isSecret(value) ? secret(value) : value,
    ]),
  );
}
