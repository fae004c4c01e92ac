import { join } from "node:path";
import { z } from "zod";
import { Journal } from "../journal";
import {
  type AccessControl,
  accessControlShape,
  checkChanges,
  completeGrants,
  entryOf,
  isSamePrincipal,
  withEntry,
} from "./access-control";
import type { ObjectPlace, ObjectType } from "./object-types";

type Grants = readonly AccessControl[];

interface ObjectId {
  readonly type: ObjectType;
  readonly id: string;
}

/** An object whose permissions are asked for. It exists. */
export interface PermissionTarget extends ObjectId, ObjectPlace {}

/**
 * What was given for each of the workspace's objects; what it is worth is in `access/object-rights.ts`. It stays when its
 * object goes, and harms nobody: no id is used twice.
 */
export class PermissionStore {
  readonly #journal: Journal<Grants>;

  constructor(dataDir: string) {
    this.#journal = new Journal(join(dataDir, "permissions.jsonl"), z.array(accessControlShape));
  }

  /** The answer to every request about an object's permissions. */
  describe(target: PermissionTarget) {
    return describe(target, this.given(target));
  }

  /** What was given for an object of a type whose permissions outlive it, whether it is there or not. */
  remembered(object: ObjectId) {
    const grants = object.type.outlivesObject ? this.#journal.records.get(objectIdOf(object)) : undefined;
    return grants && describe(object, grants);
  }

  /** Replaces what was given directly. */
  set(target: PermissionTarget, list: Grants, caller: string): void {
    checkChanges(target.type, list);
    this.#keep(target, list.reduce<Grants>(withEntry, []), caller);
  }

  /** Adds to what was given directly; a principal has one level. */
  update(target: PermissionTarget, changes: Grants, caller: string): void {
    checkChanges(target.type, changes);
    const newOwner = changes.find(({ permission_level }) => permission_level === "IS_OWNER");
    const current = this.given(target).map((grant) =>
      newOwner !== undefined && grant.permission_level === "IS_OWNER" && !isSamePrincipal(grant, newOwner)
        ? { ...grant, permission_level: "CAN_MANAGE" as const }
        : grant,
    );
    this.#keep(target, changes.reduce<Grants>(withEntry, current), caller);
  }

  /** Directly on the object. Before anything was, the creator has the owner's level, and everybody manages what is shared. */
  given(target: PermissionTarget): Grants {
    const { type, creator, isShared = false } = target;
    const owner = entryOf(creator, type.levels.includes("IS_OWNER") ? "IS_OWNER" : "CAN_MANAGE");
    const everybody = { group_name: "users", permission_level: "CAN_MANAGE" } as const;
    return this.#journal.records.get(objectIdOf(target)) ?? (isShared ? [everybody] : [owner]);
  }

  close(): void {
    this.#journal.close();
  }

  #keep(target: PermissionTarget, list: Grants, caller: string): void {
    this.#journal.put(objectIdOf(target), completeGrants(list, this.given(target), caller));
  }
}

/** What administrators have on everything, and cannot lose. */
const ADMINS: AccessControl = { group_name: "admins", permission_level: "CAN_MANAGE" };

function describe(object: ObjectId, grants: Grants) {
  return {
    object_id: objectIdOf(object),
    object_type: object.type.objectType,
    access_control_list: describeGrants(grants),
  };
}

function describeGrants(grants: Grants) {
  const direct = grants.map(({ permission_level, ...principal }) => ({
    ...principal,
    all_permissions: [{ permission_level, inherited: false }],
  }));
  const { permission_level, group_name } = ADMINS;
  const inherited = { permission_level, inherited: true, inherited_from_object: ["/directories/0"] };
  const admins = direct.find((entry) => entry.group_name === group_name)?.all_permissions ?? [];
  return [
    ...direct.filter((entry) => entry.group_name !== group_name),
    { group_name, all_permissions: [...admins, inherited] },
  ];
}

function objectIdOf({ type, id }: ObjectId): string {
  return `${type.idPrefix ?? `/${type.name}`}/${id}`;
}
