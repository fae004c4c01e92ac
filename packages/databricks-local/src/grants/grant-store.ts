import { join } from "node:path";
import { z } from "zod";
import { Journal } from "../journal";
import { isWithin, parentsOf, type Securable, securableKey } from "./securable";

const grantsShape = z.record(z.string(), z.array(z.string()));
/** Principal → privileges, as REST writes them. */
type Grants = z.infer<typeof grantsShape>;

interface PrivilegeAssignment {
  readonly principal: string;
  readonly privileges: readonly string[];
}

export interface GrantChange {
  readonly principal: string;
  readonly add?: readonly string[] | undefined;
  readonly remove?: readonly string[] | undefined;
}

interface EffectivePrivilege {
  readonly privilege: string;
  /** Where it was granted, if on a parent. */
  readonly inheritedFrom?: Securable;
}

/** Who may do what: GRANT and REVOKE in SQL and the permissions of Unity Catalog in REST are the same. */
export class GrantStore {
  readonly #journal: Journal<Grants>;

  constructor(dataDir: string) {
    this.#journal = new Journal(join(dataDir, "grants.jsonl"), grantsShape);
  }

  /** Granted on the object itself, by name. */
  of(securable: Securable): PrivilegeAssignment[] {
    const grants = this.#journal.records.get(securableKey(securable)) ?? {};
    return Object.entries(grants)
      .map(([principal, privileges]) => ({ principal, privileges: [...privileges].sort() }))
      .sort((a, b) => (a.principal < b.principal ? -1 : 1));
  }

  /** Takes away first, then adds; `ALL_PRIVILEGES` takes all of them away. */
  change(securable: Securable, changes: readonly GrantChange[]): PrivilegeAssignment[] {
    const key = securableKey(securable);
    const grants: Grants = { ...this.#journal.records.get(key) };
    for (const { principal, add = [], remove = [] } of changes) {
      const isKept = (privilege: string) => !remove.includes("ALL_PRIVILEGES") && !remove.includes(privilege);
      const kept = (grants[principal] ?? []).filter(isKept);
      grants[principal] = [...new Set([...kept, ...add])];
    }
    const left = Object.entries(grants).filter(([, privileges]) => privileges.length > 0);
    if (left.length > 0) this.#journal.put(key, Object.fromEntries(left));
    else if (this.#journal.records.has(key)) this.#journal.remove(key);
    return this.of(securable);
  }

  /** With what was granted on its parents, principal by principal. */
  effective(securable: Securable): ReadonlyMap<string, readonly EffectivePrivilege[]> {
    const found = new Map<string, EffectivePrivilege[]>();
    for (const from of [securable, ...parentsOf(securable)]) {
      for (const { principal, privileges } of this.of(from)) {
        const all = found.get(principal) ?? [];
        const inherited = from === securable ? {} : { inheritedFrom: from };
        all.push(...privileges.map((privilege) => ({ privilege, ...inherited })));
        found.set(principal, all);
      }
    }
    return found;
  }

  /** The object was dropped: its grants, and those on everything in it, are gone. */
  forget(securable: Securable): void {
    const gone = [...this.#journal.records.keys()].filter((key) => isWithin(key, securable));
    for (const key of gone) this.#journal.remove(key);
  }

  close(): void {
    this.#journal.close();
  }
}

const ownerShape = z.object({ owner: z.string() });

/** Whose the objects of Unity Catalog are: "the principal that creates an object becomes its initial owner". */
export class OwnerStore {
  readonly #journal: Journal<z.infer<typeof ownerShape>>;

  readonly #userName: string;

  constructor(
    dataDir: string,
    /** Whose it is what the workspace begins with. */
    userName: string,
  ) {
    this.#userName = userName;

    this.#journal = new Journal(join(dataDir, "owners.jsonl"), ownerShape);
  }

  of(securable: Securable): string {
    return this.#journal.records.get(securableKey(securable))?.owner ?? this.#userName;
  }

  put(securable: Securable, owner: string): void {
    if (this.of(securable) !== owner) this.#journal.put(securableKey(securable), { owner });
  }

  /** The object was dropped, with everything in it. */
  forget(securable: Securable): void {
    const gone = [...this.#journal.records.keys()].filter((key) => isWithin(key, securable));
    for (const key of gone) this.#journal.remove(key);
  }

  close(): void {
    this.#journal.close();
  }
}
