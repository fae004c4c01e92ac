import type { Identity } from "../../databricks/directory";
import type { Securable } from "../../databricks/grants-api";
import { type Assignments, privilegesLacked, readEffective } from "../../databricks/privileges";
import type { RestClient } from "../../databricks/rest-client";
import { find, type Looked, REFUSED } from "../../lint/surroundings/check-surroundings";
import { doubt, grantedOn, grantOf, inSql } from "../../lint/surroundings/rights";
import { reasonOf } from "../../messages/expected-error";
import { type Diagnosis, fault, ok, untold, warning } from "./diagnosis";

const ABOUT = "rights";

/** What somebody needs on an object, and what for: `to make tables`. */
export interface Need {
  readonly object: Securable;
  readonly privileges: readonly string[];
  readonly why: string;
}

/** What Unity Catalog says of objects and of who may do what with them, each asked once for all who need something there. */
export class UnityRights {
  readonly #found = new Map<string, Promise<Looked>>();
  readonly #effective = new Map<string, Promise<Assignments>>();
  readonly #rest: RestClient;

  constructor(rest: RestClient) {
    this.#rest = rest;
  }

  /** `undefined`: there is none, or none that may be seen. */
  find(object: Securable): Promise<Looked> {
    return once(this.#found, object, () => find({ rest: this.#rest }, object));
  }

  /** A line for each privilege. It never rejects. */
  async examine(who: Identity, { object, privileges, why }: Need): Promise<Diagnosis[]> {
    try {
      const found = await this.find(object);
      if (found === undefined) return [notThere(object)];
      if (found === REFUSED) return [unseen(who, { object, privileges, why })];
      const assignments = await once(this.#effective, object, () => readEffective(this.#rest, object));
      const lacking = privilegesLacked(assignments, who, found, privileges);
      return privileges.map((privilege) => {
        const right = lacking.find((one) => one.privilege === privilege);
        const { type, name } = grantedOn(privilege, object);
        const named = `${inSql(privilege)} on the ${type} ${name}`;
        if (right === undefined) return ok(ABOUT, `${who.userName} has ${named}, ${why}`);
        const fix = `${grantOf(privilege, object, who.userName)};`;
        if (right.groups.length === 0 && privilege === "MANAGE") return unmanaged(who, named, why, fix);
        return right.groups.length === 0
          ? fault(ABOUT, `${who.userName} lacks ${named}, ${why}`, fix)
          : warning(ABOUT, `${doubt(right, object, who)}, ${why}. Unless one of their groups is in it:`, fix);
      });
    } catch (error) {
      return [
        untold(
          ABOUT,
          `the rights on the ${object.type} ${object.name} could not be read: ${reasonOf(error)}`,
        ),
      ];
    }
  }
}

/** Whoever administers the metastore, or owns what the object lies in, has it without any grant. */
function unmanaged({ userName }: Identity, named: string, why: string, fix: string): Diagnosis {
  const text = `${userName} was not granted ${named}, ${why}. Unless they own what it lies in, or administer the metastore:`;
  return warning(ABOUT, text, fix);
}

function once<T>(
  known: Map<string, Promise<T>>,
  { type, name }: Securable,
  ask: () => Promise<T>,
): Promise<T> {
  const key = `${type} ${name}`;
  const asked = known.get(key) ?? ask();
  known.set(key, asked);
  return asked;
}

function notThere({ type, name }: Securable): Diagnosis {
  return warning(
    ABOUT,
    `The ${type} ${name} does not exist, or whoever asks may not see it: who has which rights on it cannot be told`,
    `Make it, or have it granted: it is needed by what is deployed.`,
  );
}

function unseen({ userName }: Identity, { object, privileges, why }: Need): Diagnosis {
  return untold(
    ABOUT,
    `whoever asks may not see the ${object.type} ${object.name}. ${userName} needs there, ${why}:`,
    grantsTo(userName, object, privileges),
  );
}

/** As statements, one a line. */
export function grantsTo(userName: string, object: Securable, privileges: readonly string[]): string {
  return privileges.map((privilege) => `${grantOf(privilege, object, userName)};`).join("\n");
}
