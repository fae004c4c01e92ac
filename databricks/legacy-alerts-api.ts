import { z } from "zod";
import { allPages } from "./all-pages";
import { absentAs } from "./api-error";
import { THRESHOLD_VALUE } from "./remote-alert";
import type { RestClient } from "./rest-client";

const ALERTS = "/api/2.0/sql/alerts";
const QUERIES = "/api/2.0/sql/queries";
const PAGE_SIZE = 100;
const MOST_PAGES = 100;

/** Left out, null and empty say the same: not set. */
const optional = z
  .string()
  .nullish()
  .transform((value) => (value ? value : undefined));
const Alert = z.looseObject({
  id: z.string().min(1),
  display_name: z.string().default(""),
  query_id: optional,
  condition: z
    .looseObject({
      op: z.string().default(""),
      operand: z
        .looseObject({ column: z.looseObject({ name: z.string().default("") }).prefault({}) })
        .prefault({}),
      threshold: z.looseObject({ value: THRESHOLD_VALUE.nullish() }).nullish(),
      empty_result_state: optional,
    })
    .prefault({}),
  custom_subject: optional,
  custom_body: optional,
  notify_on_ok: z.boolean().nullish(),
  seconds_to_retrigger: z.coerce.number().nullish(),
  owner_user_name: optional,
  lifecycle_state: optional,
  state: optional,
  trigger_time: optional,
  parent_path: optional,
});

/** An alert of the first version, in the API's words. @see https://docs.databricks.com/api/workspace/alertslegacy/create */
export type LegacyAlert = z.output<typeof Alert>;

const Page = z.looseObject({ results: z.array(Alert).default([]), next_page_token: z.string().nullish() });

const Query = z.looseObject({
  id: z.string(),
  query_text: z.string().default(""),
  warehouse_id: optional,
  parameters: z
    .array(z.looseObject({ name: z.string().default("") }))
    .nullish()
    .transform((list) => list ?? []),
});
/** @see https://docs.databricks.com/api/workspace/queries/get */
export type SavedQuery = z.output<typeof Query>;

/** All that are not in the trash. A listing does not say where they lie. */
export async function listLegacyAlerts(
  rest: RestClient,
  onPage?: (count: number) => void,
): Promise<readonly LegacyAlert[]> {
  const alerts: LegacyAlert[] = [];
  const query = { page_size: PAGE_SIZE };
  for await (const page of allPages({ rest, path: ALERTS, shape: Page, query, mostPages: MOST_PAGES })) {
    alerts.push(...page.results);
    onPage?.(alerts.length);
  }
  return alerts.filter(isActive);
}

/** Undefined where the service says 404, and only there. */
export function getLegacyAlert(rest: RestClient, id: string): Promise<LegacyAlert | undefined> {
  return absentAs(undefined, rest.get(`${ALERTS}/${encodeURIComponent(id)}`, Alert));
}

export function getSavedQuery(rest: RestClient, id: string): Promise<SavedQuery | undefined> {
  return absentAs(undefined, rest.get(`${QUERIES}/${encodeURIComponent(id)}`, Query));
}

/** Into the trash. One that is gone is fine. */
export async function trashLegacyAlert(rest: RestClient, id: string): Promise<void> {
  await absentAs(undefined, rest.delete(`${ALERTS}/${encodeURIComponent(id)}`, z.unknown()));
}

export function isActive({ lifecycle_state: state }: LegacyAlert): boolean {
  return state !== "TRASHED" && state !== "DELETED";
}
