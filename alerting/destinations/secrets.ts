import type { Fault } from "../row-faults";
import { rowLabels } from "../row-notes";
import { NOTIFICATION_DESTINATIONS } from "../tables/notification-destinations";
import type { RawRow } from "../tables/row-reader";

/** An address, which may hold a key, or a long word of letters and digits: nothing that a person would call something. */
export function looksSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(looksSecret);

  if (typeof value !== "string" || value.includes("@")) return false;

  return (
    value.includes("://") || (/^[\w\-+/=.]{20,}$/.test(value) && /\d/.test(value) && /[a-z]/i.test(value))
  );
}

/** Keys under which whoever sends a notification looks for a secret, wherever they stand. */
const SECRET_KEYS =
  /^(url|webhook(_?url)?|password|integration_?key|(oauth_?|auth_?)?token|auth_?secret|api_?key)$/i;

/** Hosts whose addresses are secrets: who knows one can write there. */
const WEBHOOK_HOSTS =
  /(^|\.)(hooks\.slack\.com|webhook\.office\.com|logic\.azure\.com|api\.powerplatform\.com|events\.pagerduty\.com|chat\.googleapis\.com|discord\.com)$/i;

/** `{{secrets/scope/key}}`, `${…}`, `secret:…`: where the secret is, not what it is. */
const REFERENCE = /^\s*(\{\{|\$\{|secrets?[:/])/i;

/**
 * Where a text that no destination is made from holds a secret: the keys of its JSON, or `""` for the text itself. People keep notes
 * there, so that what only might be a secret is none here.
 */
function secretsInClear(text: string): string[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = text;
  }
  return [...new Set(keysOf("", json))];
}

function keysOf(key: string, value: unknown): string[] {
  if (typeof value === "string") return isSecret(key, value) ? [key] : [];

  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([inner, one]) => keysOf(Array.isArray(value) ? key : inner, one))
    : [];
}

function isSecret(key: string, value: string): boolean {
  if (value.trim() === "" || REFERENCE.test(value)) return false;

  return SECRET_KEYS.test(key) || (value.match(/https?:\/\/[^\s"'<>]+/gi) ?? []).some(isWebhook);
}

/** With a name and password, at a host of webhooks, or with a part that is a key. */
function isWebhook(address: string): boolean {
  if (!URL.canParse(address)) return false;

  const { username, hostname, pathname, searchParams } = new URL(address);
  return (
    username !== "" ||
    (WEBHOOK_HOSTS.test(hostname) && pathname.length > 1) ||
    [...pathname.split("/"), ...searchParams.values()].some(looksSecret)
  );
}

/**
 * Rows whose `config_json` holds a secret that everybody can read who can read the table, whoever makes their
 * destination. No message shows a value.
 */
export function secretWarnings(destinationRows: readonly RawRow[]): Fault[] {
  const labels = rowLabels(destinationRows, NOTIFICATION_DESTINATIONS.primaryKey);
  return destinationRows.flatMap(({ config_json: text }, index) => {
    const keys = typeof text === "string" ? secretsInClear(text) : [];
    const where = keys.filter((key) => key !== "").map((key) => JSON.stringify(key));
    return keys.length === 0
      ? []
      : {
          table: NOTIFICATION_DESTINATIONS.name,
          row: labels[index] ?? "",
          column: "config_json",
          rule:
            `has what looks like a secret in clear${where.length === 0 ? "" : `, in ${where.join(" and ")}`}. Whoever can ` +
            "read the table has seen it: renew it, and clear it here; alerts need databricks_destination_id only",
        };
  });
}
