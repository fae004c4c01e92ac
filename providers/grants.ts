import "../loading/kept-modules.cjs";
import type { ObjectGrants } from "../alerting/table-grants";
import { absentAs, ApiError } from "../databricks/api-error";
import { type Doubt, doubtAbout } from "../databricks/directory";
import { changeGrants, type Privileges, readGrants } from "../databricks/grants-api";
import { resourceProvider } from "./resource-provider";
import type { Workspace } from "./workspace";

/** What the program declares. */
export interface DeclaredGrants {
  readonly objects: readonly ObjectGrants[];
}

export interface GrantsInputs extends DeclaredGrants {
  /** Principals that were not granted anything before, and that may not exist. Added by the provider. */
  readonly doubts?: Readonly<Record<string, Doubt>>;
}

export interface GrantsOutputs {
  /** What should be granted, as the last run left it. */
  readonly granted: readonly ObjectGrants[];
  /** That of it which was not granted before: it alone is taken away again. */
  readonly added: readonly ObjectGrants[];
  /** As in the inputs until it is granted: none is left then. The first release had none. */
  readonly doubts?: Readonly<Record<string, Doubt>>;
}

/**
 * Privileges that are added to what others granted. (`databricks.Grants` is authoritative for the object, and
 * `databricks.Grant` for a principal on the object: either would take away what others granted there.)
 */
export const provider = resourceProvider<GrantsInputs, GrantsOutputs>({
  /** Only the engine knows who was granted something before; through the inputs, the program gets to know it at preview. */
  async check({ objects: before = [] }, news, workspace) {
    const known = principalsOf(before);
    const added = principalsOf(news.objects).filter((principal) => !known.includes(principal));
    return { inputs: { ...news, doubts: await doubtsAbout(added, workspace) } };
  },

  diff: (_id, olds, news) => ({
    changes: JSON.stringify(olds.granted) !== JSON.stringify(news.objects),
  }),

  async create({ objects }, workspace) {
    return {
      id: "grants",
      outs: { granted: objects, added: await grant(objects, [], workspace), doubts: {} },
    };
  },

  async read(_id, olds, workspace) {
    const granted = await Promise.all(
      olds.granted.map(async (object) => {
        const live = await livePrivileges(object, workspace);
        return { ...object, privileges: common(object.privileges, live) };
      }),
    );
    return { outs: { ...olds, granted } };
  },

  async update(_id, olds, { objects }, workspace) {
    for (const object of olds.added) {
      const wanted = objects.find((one) => one.name === object.name)?.privileges ?? {};
      await revoke(object, without(object.privileges, wanted), workspace);
    }
    return { outs: { granted: objects, added: await grant(objects, olds.added, workspace), doubts: {} } };
  },

  async delete(_id, olds, workspace) {
    for (const object of olds.added) await revoke(object, object.privileges, workspace);
  },
});

function principalsOf(objects: readonly ObjectGrants[]): string[] {
  return [...new Set(objects.flatMap(({ privileges }) => Object.keys(privileges)))];
}

/** A courtesy: whoever cannot ask the workspace who there is learns it from the grant itself. */
async function doubtsAbout(
  principals: readonly string[],
  { rest }: Workspace,
): Promise<Record<string, Doubt>> {
  const doubts = await Promise.all(
    principals.map(async (principal) => {
      const doubt = await doubtAbout(rest, principal).catch((error: unknown) => {
        if (error instanceof ApiError) return undefined;
        throw error;
      });
      return doubt === undefined ? [] : [[principal, doubt] as const];
    }),
  );
  return Object.fromEntries(doubts.flat());
}

/** What this stack has added after it, with what it had added `before`. */
async function grant(
  objects: readonly ObjectGrants[],
  before: readonly ObjectGrants[],
  workspace: Workspace,
): Promise<ObjectGrants[]> {
  const added: ObjectGrants[] = [];
  for (const object of objects) {
    const live = await readGrants(workspace.rest, object);
    const missing = without(object.privileges, live);
    await changeGrants(workspace.rest, object, { add: missing });
    const ours = before.find(({ name }) => name === object.name)?.privileges ?? {};
    const privileges = union(missing, common(object.privileges, ours));
    if (Object.keys(privileges).length > 0) added.push({ ...object, privileges });
  }
  return added;
}

/** An object that is gone has no grants. */
async function revoke(object: ObjectGrants, remove: Privileges, { rest }: Workspace): Promise<void> {
  await absentAs(undefined, changeGrants(rest, object, { remove }));
}

async function livePrivileges(object: ObjectGrants, { rest }: Workspace): Promise<Privileges> {
  return absentAs({}, readGrants(rest, object));
}

function without(privileges: Privileges, others: Privileges): Privileges {
  return select(privileges, (who, privilege) => others[who]?.includes(privilege) !== true);
}

function common(privileges: Privileges, others: Privileges): Privileges {
  return select(privileges, (who, privilege) => others[who]?.includes(privilege) === true);
}

function select(privileges: Privileges, isKept: (who: string, privilege: string) => boolean): Privileges {
  const kept = Object.entries(privileges).map(
    ([who, list]) => [who, list.filter((privilege) => isKept(who, privilege))] as const,
  );
  return Object.fromEntries(kept.filter(([, list]) => list.length > 0));
}

function union(some: Privileges, others: Privileges): Privileges {
  const principals = new Set([...Object.keys(some), ...Object.keys(others)]);
  return Object.fromEntries(
    [...principals].map((who) => [who, [...new Set([...(some[who] ?? []), ...(others[who] ?? [])])].sort()]),
  );
}
