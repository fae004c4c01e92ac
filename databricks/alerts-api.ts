import { z } from "zod";
import type { LiveDefinition } from "../alerting/definition";
import type { ManagedField } from "../alerting/definition-fields";
import { AlertAnswer, alertBody, alertPatch } from "./alert-json";
import { allPages } from "./all-pages";
import { absentAs, ApiError, QuotaExceededError } from "./api-error";
import type { RestClient } from "./rest-client";
import { MissingGrantError } from "./sql-statement-error";
import type { RemoteAlert } from "./remote-alert";

/** The alert's page in the workspace. */
export function alertUrl(host: string, id: string): string {
  return `${host}/sql/alerts-v2/${id}`;
}

const PATH = "/api/2.0/alerts";

const PAGE_SIZE = 100;

/** Ten times what a workspace may hold: a listing that is longer does not end. */
const MOST_PAGES = 100;

/** An empty workspace may answer `{}`; an answer with other keys and no alerts is not taken for one. */
const Page = z
  .looseObject({ alerts: z.array(AlertAnswer).optional(), next_page_token: z.string().nullish() })
  .refine(({ alerts, ...rest }) => alerts || Object.keys(rest).every((key) => key === "next_page_token"), {
    error: "neither alerts nor an empty answer",
  });

const Anything = z.unknown();

/**
 * Alerts v2.
 *
 * @see https://docs.databricks.com/api/workspace/alertsv2
 */
export class AlertsApi {
  readonly #rest: RestClient;

  constructor(rest: RestClient) {
    this.#rest = rest;
  }

  /**
   * @throws UncertainOutcomeError where the alert may have been made: look before calling again
   * @throws QuotaExceededError
   * @throws MissingGrantError
   */
  async create(definition: LiveDefinition): Promise<RemoteAlert> {
    try {
      return await this.#rest.post(PATH, alertBody(definition), AlertAnswer);
    } catch (error) {
      if (error instanceof ApiError && error.errorCode === "QUOTA_EXCEEDED")
        throw new QuotaExceededError(error, await this.list().catch(() => undefined));

      throw explained(error, `CAN MANAGE on the folder ${definition.parentPath} ${andTheRest(definition)}`);
    }
  }

  /** Undefined where the service says 404, and only there. One in the trash is found, as `DELETED`. */
  async get(id: string): Promise<RemoteAlert | undefined> {
    return absentAs(undefined, this.#rest.get(alertPath(id), AlertAnswer));
  }

  /**
   * All pages.
   *
   * @param onPage told how many there are so far
   */
  async list(onPage?: (count: number) => void): Promise<RemoteAlert[]> {
    const alerts: RemoteAlert[] = [];
    const query = { page_size: PAGE_SIZE };
    const pages = allPages({ rest: this.#rest, path: PATH, shape: Page, query, mostPages: MOST_PAGES });
    for await (const page of pages) {
      alerts.push(...(page.alerts ?? []));
      onPage?.(alerts.length);
    }
    return alerts;
  }

  /** Changes the named fields only; what else the alert has stays. */
  async update(
    id: string,
    definition: LiveDefinition,
    fields: readonly ManagedField[],
  ): Promise<RemoteAlert> {
    if (fields.length === 0) throw new RangeError(`An update of alert ${id} names no field.`);

    const { updateMask, body } = alertPatch(definition, fields);
    try {
      return await this.#rest.patch(alertPath(id), body, AlertAnswer, { update_mask: updateMask });
    } catch (error) {
      throw explained(error, `CAN EDIT on the alert ${andTheRest(definition)}`);
    }
  }

  /** Into the trash, from where the workspace's page restores it for 30 days. One that is gone is fine. */
  async trash(id: string): Promise<void> {
    await this.#delete(id, {});
  }

  /** For good. One that is gone is fine. */
  async purge(id: string): Promise<void> {
    await this.#delete(id, { purge: true });
  }

  async #delete(id: string, query: { readonly purge?: true }): Promise<void> {
    try {
      await absentAs(undefined, this.#rest.delete(alertPath(id), Anything, query));
    } catch (error) {
      throw explained(error, "CAN MANAGE on the alert");
    }
  }
}

/** Without those in the trash, which a listing may have, too. */
export async function activeAlerts(
  api: Pick<AlertsApi, "list">,
  onPage?: (count: number) => void,
): Promise<RemoteAlert[]> {
  return (await api.list(onPage)).filter(({ lifecycleState }) => lifecycleState === "ACTIVE");
}

function explained(error: unknown, needs: string): unknown {
  const isRefused = error instanceof ApiError && error.errorCode === "PERMISSION_DENIED";
  return isRefused ? new MissingGrantError(error, needs) : error;
}

function andTheRest({ warehouseId, runAs }: LiveDefinition): string {
  const warehouse = `and CAN USE on the SQL warehouse ${warehouseId}`;
  return runAs === undefined || !("servicePrincipalName" in runAs)
    ? warehouse
    : `${warehouse}, and the role Service Principal User on ${runAs.servicePrincipalName}`;
}

function alertPath(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}`;
}
