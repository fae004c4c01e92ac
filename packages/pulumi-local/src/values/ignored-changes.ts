import { isMap, parsePath, type PropertyMap, type PropertyPath, type PropertyValue } from "./property-value";
import { isSecret, secret } from "./secrets";

export interface KeptInputs {
  inputs: PropertyMap;
  /** Paths that add or remove an element: that cannot be kept back. */
  impossible: string[];
}

/**
 * Inputs with their old values where `ignoreChanges` says so (pulumi: processIgnoreChanges in
 * pkg/resource/deploy/step_generator.go, PropertyPath.Reset).
 */
export function withoutIgnoredChanges(
  news: PropertyMap,
  olds: PropertyMap,
  ignoreChanges: readonly string[],
): KeptInputs {
  if (ignoreChanges.length === 0) return { inputs: news, impossible: [] };
  const inputs = structuredClone(news);
  const impossible = ignoreChanges.filter((text) => {
    const path = parsePath(text);
    return path !== undefined && !reset(path, olds, inputs, false);
  });
  return { inputs, impossible };
}

/** Sets what `path` names in `next` to what it is in `old`. `hidden`: it is inside a secret, and must remain secret. */
function reset(path: PropertyPath, old: PropertyValue, next: PropertyValue, hidden: boolean): boolean {
  if (isSecret(old)) return reset(path, old["value"] ?? null, next, true);
  if (isSecret(next)) return reset(path, old, next["value"] ?? null, false);
  const [element = "", ...rest] = path;
  const kept = (value: PropertyValue) => (hidden && !isSecret(value) ? secret(value) : value);
  if (element === "*") return resetAll(rest, old, next, kept, hidden);
  return typeof element === "number"
    ? resetElement(element, rest, old, next, kept, hidden)
    : resetMember(element, rest, old, next, kept, hidden);
}

type Keep = (value: PropertyValue) => PropertyValue;

function resetElement(
  index: number,
  rest: PropertyPath,
  old: PropertyValue,
  next: PropertyValue,
  kept: Keep,
  hidden: boolean,
): boolean {
  if (!Array.isArray(old) || !Array.isArray(next)) return !Array.isArray(old) && !Array.isArray(next);
  const [was, is] = [old[index], next[index]];
  if (was === undefined || is === undefined) return rest.length === 0 && was === is;
  if (rest.length > 0) return reset(rest, was, is, hidden);
  next[index] = kept(was);
  return true;
}

function resetMember(
  key: string,
  rest: PropertyPath,
  old: PropertyValue,
  next: PropertyValue,
  kept: Keep,
  hidden: boolean,
): boolean {
  const was = isMap(old) ? old[key] : undefined;
  if (rest.length === 0) {
    if (!isMap(next)) return was === undefined;
    if (was === undefined) delete next[key];
    else next[key] = kept(was);
    return true;
  }
  if (!isMap(old) || !isMap(next)) return !isMap(old) && !isMap(next);
  const is = next[key];
  if (was === undefined && is === undefined) return true;
  return is !== undefined && reset(rest, was ?? null, is, hidden);
}

function resetAll(
  rest: PropertyPath,
  old: PropertyValue,
  next: PropertyValue,
  kept: Keep,
  hidden: boolean,
): boolean {
  if (Array.isArray(next)) {
    if (!Array.isArray(old)) return rest.length === 0;
    const all = old.slice(0, next.length).map((_, i) => resetElement(i, rest, old, next, kept, hidden));
    return all.every(Boolean) && old.length === next.length;
  }
  if (!isMap(next)) return false;
  if (!isMap(old)) return rest.length === 0;
  const keys = rest.length === 0 ? [...Object.keys(old), ...Object.keys(next)] : Object.keys(old);
  return keys.every(
    (key) => (rest.length === 0 || key in next) && resetMember(key, rest, old, next, kept, hidden),
  );
}
