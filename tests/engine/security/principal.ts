import { z } from "zod";
import type { LocalStack } from "../local-stack";

/** One thing that somebody may do with one object. */
export type Right =
  | {
      readonly on: "catalog" | "schema" | "table";
      readonly name: string;
      /** `USE_CATALOG`, as REST writes it. */
      readonly privilege: string;
    }
  | {
      readonly on: "warehouses" | "directories" | "alertsv2" | "jobs" | "dashboards";
      readonly name: string;
      /** `CAN_USE` */
      readonly privilege: string;
    };

const Added = z.object({ token: z.string() });
const Permissions = z.object({
  access_control_list: z.array(
    z.looseObject({
      all_permissions: z.array(z.object({ permission_level: z.string(), inherited: z.boolean() })),
    }),
  ),
});
const Found = z.looseObject({ object_id: z.number() });

/** Somebody who has only what a test gives them. */
export class Principal {
  readonly #given = new Map<string, { readonly right: Right; readonly id: string }>();

  readonly #stack: LocalStack;

  private constructor(
    stack: LocalStack,
    readonly name: string,
    readonly token: string,
  ) {
    this.#stack = stack;
  }

  /** @param name an e-mail address, or a service principal's application id; `usedBy` may run things as it */
  static async add(stack: LocalStack, name: string, usedBy: readonly string[] = []): Promise<Principal> {
    const answer = await stack.call("POST", "/_local/principals", { name, used_by: usedBy });
    return new Principal(stack, name, Added.parse(answer).token);
  }

  /** What a run of theirs has in its environment. */
  get env(): Record<string, string> {
    return { DATABRICKS_TOKEN: this.token };
  }

  async give(...rights: readonly Right[]): Promise<void> {
    for (const right of rights) {
      const id = await this.#idOf(right);
      this.#given.set(keyOf(right), { right, id });
      await this.#change(right, id, true);
    }
  }

  async take(right: Right): Promise<void> {
    const id = this.#given.get(keyOf(right))?.id ?? (await this.#idOf(right));
    this.#given.delete(keyOf(right));
    await this.#change(right, id, false);
  }

  /** What they have without one of their rights, for the time of `work`. */
  async without<T>(right: Right, work: () => Promise<T>): Promise<T> {
    await this.take(right);
    try {
      return await work();
    } finally {
      await this.give(right);
    }
  }

  async #change({ on, name, privilege }: Right, id: string, isGiven: boolean): Promise<void> {
    if (on === "catalog" || on === "schema" || on === "table") {
      const change = { principal: this.name, [isGiven ? "add" : "remove"]: [privilege] };
      await this.#stack.call("PATCH", `/api/2.1/unity-catalog/permissions/${on}/${name}`, {
        changes: [change],
      });
      return;
    }
    const path = `/api/2.0/permissions/${on}/${id}`;
    const kind = this.name.includes("@") ? "user_name" : "service_principal_name";
    if (isGiven) {
      const own = { [kind]: this.name, permission_level: privilege };
      await this.#stack.call("PATCH", path, { access_control_list: [own] });
      return;
    }
    const { access_control_list } = Permissions.parse(await this.#stack.call("GET", path));
    const others = access_control_list.flatMap(({ all_permissions, ...principal }) =>
      all_permissions
        .filter(({ inherited }) => !inherited && principal[kind] !== this.name)
        .map(({ permission_level }) => ({ ...principal, permission_level })),
    );
    await this.#stack.call("PUT", path, { access_control_list: others });
  }

  /** Folders have their path here, and an id for the API. */
  async #idOf({ on, name }: Right): Promise<string> {
    if (on !== "directories") return name;
    const path = `/api/2.0/workspace/get-status?path=${encodeURIComponent(name)}`;
    return String(Found.parse(await this.#stack.call("GET", path)).object_id);
  }
}

function keyOf({ on, name, privilege }: Right): string {
  return [on, name, privilege].join(" ");
}
