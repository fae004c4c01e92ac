import type { LiveDefinition } from "./definition";
import { changedFields, fieldAt, fieldValue, hashFields, type ManagedField } from "./definition-fields";

/** Whether two alerts say the same in this field, though the words may be the service's own. */
export function isSameMeaning(field: ManagedField, one: LiveDefinition, other: LiveDefinition): boolean {
  if (hashFields(one)[field] === hashFields(other)[field]) return true;
  const [left, right] = [fieldValue(one, field), fieldValue(other, field)];
  const canonical = fieldAt(field)?.canonical;
  if (canonical === undefined || left === undefined || right === undefined) return false;
  return canonical(left) === canonical(right);
}

/** The fields in which an alert that is there does not say what is wanted of it. */
export function unlikeFields(live: LiveDefinition, wanted: LiveDefinition): ManagedField[] {
  return changedFields(hashFields(live), hashFields(wanted)).filter(
    (field) => !isSameMeaning(field, wanted, live),
  );
}
