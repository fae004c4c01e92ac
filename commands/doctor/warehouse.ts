import type { Identity } from "../../databricks/directory";
import type { RestClient } from "../../databricks/rest-client";
import {
  AmbiguousWarehouseError,
  findWarehouse,
  kindOf,
  NoSuchWarehouseError,
  type Warehouse,
  warehouseNamed,
} from "../../databricks/warehouses";
import type { Settings } from "../../settings/settings";
import { type Diagnosis, fault, ok, warning } from "./diagnosis";

const ABOUT = "warehouse";

export interface FoundWarehouse {
  readonly diagnoses: readonly Diagnosis[];
  /** Left out where there is none that could be asked. */
  readonly warehouse?: Warehouse;
  /** There is none yet, and an up makes it. */
  readonly isMade?: true;
}

type WarehouseSettings = Pick<
  Settings,
  "warehouseId" | "warehouseName" | "createWarehouse" | "startWarehouse"
>;

/** The SQL warehouse that the settings name. */
export async function examineWarehouse(
  rest: RestClient,
  settings: WarehouseSettings,
  who: Identity,
): Promise<FoundWarehouse> {
  const { warehouseId: id, warehouseName: name, createWarehouse } = settings;
  try {
    const found = createWarehouse
      ? await warehouseNamed(rest, name ?? "")
      : await findWarehouse(rest, { id, name });
    if (found === undefined) return { diagnoses: [made(name ?? "", who)], isMade: true };
    const { diagnosis, isGoing } = describe(found, settings);
    return { diagnoses: [diagnosis], ...(!isGoing && { warehouse: found }) };
  } catch (error) {
    if (!(error instanceof NoSuchWarehouseError) && !(error instanceof AmbiguousWarehouseError)) throw error;
    return { diagnoses: [fault(ABOUT, error.message)] };
  }
}

function made(name: string, { userName, groups }: Identity): Diagnosis {
  const text = `"${name}" does not exist yet: an up makes it (createWarehouse)`;
  if (groups.includes(ADMINS)) return ok(ABOUT, text);
  const doubt = `${text}, which takes an administrator of the workspace, and ${userName} is not listed as one`;
  return warning(ABOUT, doubt, `Have "${name}" made, and set createWarehouse to false.`);
}

/** The group of whoever may do everything in the workspace. */
export const ADMINS = "admins";

function describe(
  warehouse: Warehouse,
  { startWarehouse }: WarehouseSettings,
): { readonly diagnosis: Diagnosis; readonly isGoing: boolean } {
  const { name, id, state } = warehouse;
  const kind = kindOf(warehouse);
  const what = `"${name}" (${id}) is ${kind === undefined ? "of a kind that is not told" : kind} and ${state}`;
  const isGoing = state === "DELETING" || state === "DELETED";
  if (isGoing) return { diagnosis: fault(ABOUT, what, "Choose another one with warehouseName."), isGoing };
  if (state === "STOPPED" && !startWarehouse) {
    const fix = "Start it in the workspace, or set startWarehouse to true.";
    return { diagnosis: fault(ABOUT, `${what}, and startWarehouse is false`, fix), isGoing };
  }
  const started = state === "STOPPED" ? ": an up starts it" : "";
  const diagnosis =
    kind === "classic"
      ? warning(
          ABOUT,
          `${what}${started}. It runs alerts, but not the alert tasks of jobs, by which messages are tested (npm run notify)`,
          "Choose a pro or serverless one with warehouseName.",
        )
      : ok(ABOUT, what + started);
  return { diagnosis, isGoing };
}
