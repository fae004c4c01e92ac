import { randomInt } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { Journal } from "../journal";
import { ScimError } from "./scim-answers";

const groupShape = z.object({
  id: z.string(),
  displayName: z.string(),
  /** Ids of users, service principals and groups. */
  members: z.array(z.string()),
});
export type Group = z.infer<typeof groupShape>;

/** The groups that somebody has made; the workspace's own two are not among them. */
export class GroupStore {
  readonly #journal: Journal<Group>;

  constructor(dataDir: string) {
    this.#journal = new Journal(join(dataDir, "groups.jsonl"), groupShape);
  }

  list(): Group[] {
    return [...this.#journal.records.values()];
  }

  create(displayName: string, members: readonly string[]): Group {
    const group = { id: this.#newId(), displayName, members: [...new Set(members)] };
    this.#journal.put(group.id, group);
    return group;
  }

  put(group: Group): void {
    this.#journal.put(group.id, group);
  }

  remove(id: string): void {
    if (!this.#journal.records.has(id)) throw new ScimError(404, `Group with id ${id} not found.`);
    this.#journal.remove(id);
  }

  close(): void {
    this.#journal.close();
  }

  #newId(): string {
    const id = String(randomInt(1e14, 2 ** 48 - 1));
    return this.#journal.records.has(id) ? this.#newId() : id;
  }
}

/** What the operations of a PATCH come to. */
export interface GroupChange {
  readonly displayName?: string | undefined;
  readonly replacesMembers: boolean;
  readonly added: readonly string[];
  readonly removed: ReadonlySet<string>;
}

const membersShape = z.array(z.looseObject({ value: z.string() }));
const valuesShape = z.looseObject({
  displayName: z.string().min(1).optional(),
  members: membersShape.optional(),
});

export const groupPatchShape = z.looseObject({
  Operations: z
    .array(
      z.looseObject({
        op: z
          .string()
          .transform((op) => op.toLowerCase())
          .pipe(z.enum(["add", "remove", "replace"])),
        path: z.string().optional(),
        value: z.unknown().optional(),
      }),
    )
    .min(1, "must not be empty"),
});
type Patch = z.output<typeof groupPatchShape>["Operations"][number];

export function readGroupChange(operations: readonly Patch[]): GroupChange {
  const changes = operations.map(readOperation);
  return {
    displayName: changes
      .map((change) => change.displayName)
      .filter(Boolean)
      .at(-1),
    replacesMembers: changes.some(({ replacesMembers }) => replacesMembers),
    added: changes.flatMap(({ added }) => added),
    removed: new Set(changes.flatMap(({ removed }) => [...removed])),
  };
}

function readOperation({ op, path, value }: Patch): GroupChange {
  const none = { replacesMembers: false, added: [], removed: new Set<string>() };
  const [, removedId] = /^members\[value eq "(.*)"\]$/.exec(path ?? "") ?? [];
  if (op === "remove" && removedId !== undefined) return { ...none, removed: new Set([removedId]) };
  if (op === "remove" && path === "members") return { ...none, replacesMembers: true };
  if (op !== "remove" && path === "displayName")
    return { ...none, displayName: parse(z.string().min(1), value) };
  const values =
    path === undefined
      ? parse(valuesShape, value)
      : path === "members"
        ? { members: parse(membersShape, value) }
        : {};
  if (op === "remove" || Object.keys(values).length === 0)
    throw new ScimError(400, `The local workspace does not know '${op}' of '${path ?? ""}'.`, "invalidPath");

  return {
    displayName: "displayName" in values ? values.displayName : undefined,
    replacesMembers: op === "replace" && values.members !== undefined,
    added: (values.members ?? []).map((member) => member.value),
    removed: new Set(),
  };
}

function parse<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ScimError(
    400,
    `The value of an operation does not fit: ${z.prettifyError(result.error)}`,
    "invalidValue",
  );
}
