import { z } from "zod";
import { changedSettingsShape, type JobSettings } from "./job-shape";

export const jobChangeShape = z.looseObject({
  job_id: z.int(),
  new_settings: changedSettingsShape.optional(),
  fields_to_remove: z.array(z.string()).optional(),
});
export type JobChange = Pick<z.output<typeof jobChangeShape>, "new_settings" | "fields_to_remove">;

/** Arrays whose elements are merged by the field that names them. */
const KEYED = {
  tasks: "task_key",
  job_clusters: "job_cluster_key",
  environments: "environment_key",
} as const;

type Fields = Record<string, unknown>;

/**
 * "Top-level fields specified in new_settings are completely replaced, except for arrays which are merged [by] task_key
 * or job_cluster_key, while previous entries are kept." Removing nested fields works for tasks and job clusters only.
 */
export function changeSettings(settings: JobSettings, change: JobChange): Fields {
  const result: Fields = { ...settings };
  for (const [name, value] of Object.entries(change.new_settings ?? {})) {
    result[name] = isKeyed(name) ? merge(result[name], value, KEYED[name]) : value;
  }
  for (const path of change.fields_to_remove ?? []) {
    const [name = "", key] = path.split("/");
    if (key === undefined) delete result[name];
    else if (isKeyed(name)) {
      result[name] = elementsOf(result[name]).filter((element) => element[KEYED[name]] !== key);
    }
  }
  return result;
}

function merge(current: unknown, change: unknown, key: string): Fields[] {
  const changes = elementsOf(change);
  const changed = (element: Fields) => changes.find((other) => other[key] === element[key]);
  const previous = elementsOf(current);
  const added = changes.filter((element) => !previous.some((other) => other[key] === element[key]));
  return [...previous.map((element) => changed(element) ?? element), ...added];
}

function elementsOf(value: unknown): Fields[] {
  return z.array(z.record(z.string(), z.unknown())).catch([]).parse(value);
}

function isKeyed(name: string): name is keyof typeof KEYED {
  return Object.hasOwn(KEYED, name);
}
