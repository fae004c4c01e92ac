import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { AlertAnswer } from "../../databricks/alert-json";
import { ExpectedError } from "../../messages/expected-error";
import { shownText } from "../../messages/words";
import type { Settings } from "../../settings/settings";
import type { FoundAlert } from "./draft-rows";

type Json = Readonly<Record<string, unknown>>;

/** What an alert of a file has where the file does not say it. */
export interface OfStack {
  readonly settings: Pick<Settings, "parentPath">;
  readonly warehouseId: string;
}

const EXTENSION = ".dbalert.json";
/** What stands for an id that a file does not know. */
const NO_ID = "none";

const record = z.record(z.string(), z.unknown());
/** @see https://docs.databricks.com/dev-tools/bundles/resources (alert) */
const Bundle = z.looseObject({ resources: z.looseObject({ alerts: z.record(z.string(), record) }) });
/** The state of Terraform, version 4. @see https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/alert_v2 */
const TerraformState = z.looseObject({
  version: z.literal(4),
  resources: z.array(
    z.looseObject({
      mode: z.string().optional(),
      type: z.string(),
      instances: z.array(z.looseObject({ attributes: record })),
    }),
  ),
});
const AlertFile = z.looseObject({
  query_lines: z.array(z.string()),
  custom_description_lines: z.array(z.string()).optional(),
  evaluation: record,
  schedule: record,
});

/**
 * The alerts of a file: `<name>.dbalert.json`, a bundle's `databricks.yml`, or Terraform's state.
 *
 * @throws ExpectedError where it is none of them
 */
export function alertsInFile(file: string, stack: OfStack): readonly FoundAlert[] {
  const content = readContent(file);
  if (file.endsWith(EXTENSION)) return [ofAlertFile(file, content, basename(file, EXTENSION), {}, stack)];

  const state = TerraformState.safeParse(content);
  if (state.success) {
    return state.data.resources
      .filter(({ type, mode }) => type === "databricks_alert_v2" && mode !== "data")
      .flatMap(({ instances }) =>
        instances.map(({ attributes }) => found(file, unwrapped(attributes), stack)),
      );
  }
  const bundle = Bundle.safeParse(content);
  if (bundle.success) {
    return Object.entries(bundle.data.resources.alerts).map(([key, alert]) =>
      ofBundle(file, key, alert, stack),
    );
  }
  throw new ExpectedError(
    `${shownText(file)} has no alerts: it is no <name>${EXTENSION}, no databricks.yml with resources.alerts, and no state of Terraform.`,
  );
}

function readContent(file: string): unknown {
  try {
    const text = readFileSync(file, "utf8");
    return /\.ya?ml$/.test(file) ? parse(text, { maxAliasCount: 100 }) : JSON.parse(text);
  } catch (cause) {
    const isMissing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
    const reason = isMissing
      ? "there is no such file"
      : cause instanceof Error
        ? cause.message
        : String(cause);
    throw new ExpectedError(`${shownText(file)} cannot be read: ${shownText(reason)}.`, { cause });
  }
}

/** Keys that are no part of the alert. */
const OF_BUNDLES: ReadonlySet<string> = new Set(["file_path", "permissions", "lifecycle"]);

/** What the bundle says of an alert goes before what its file says. */
function ofBundle(file: string, key: string, alert: Json, stack: OfStack): FoundAlert {
  const said = Object.entries(alert).filter(([name]) => !OF_BUNDLES.has(name));
  const own = { display_name: key, ...Object.fromEntries(said) };
  const { file_path: path } = alert;
  if (typeof path !== "string") return found(file, own, stack);
  const beside = join(dirname(file), path);
  return { ...ofAlertFile(beside, readContent(beside), key, own, stack), file };
}

function ofAlertFile(file: string, content: unknown, name: string, more: Json, stack: OfStack): FoundAlert {
  const read = AlertFile.safeParse(content);
  if (!read.success)
    throw new ExpectedError(`${shownText(file)} is no alert: ${z.prettifyError(read.error)}`);
  const { query_lines: query, custom_description_lines: description, ...alert } = read.data;
  return found(
    file,
    {
      display_name: name,
      ...alert,
      query_text: query.join("\n"),
      ...(description && { custom_description: description.join("\n") }),
      ...more,
    },
    stack,
  );
}

/** A reference to a variable of a bundle, which is known where that is deployed. */
const REFERENCE = /\$\{[^}]*\}/;

function found(file: string, alert: Json, { settings, warehouseId }: OfStack): FoundAlert {
  const isKnown = (value: unknown) => typeof value === "string" && value !== "" && !REFERENCE.test(value);
  const wire = {
    ...alert,
    id: isKnown(alert["id"]) ? alert["id"] : NO_ID,
    warehouse_id: isKnown(alert["warehouse_id"]) ? alert["warehouse_id"] : warehouseId,
    parent_path: isKnown(alert["parent_path"]) ? alert["parent_path"] : settings.parentPath,
  };
  const read = AlertAnswer.safeParse(wire);
  if (!read.success)
    throw new ExpectedError(`${shownText(file)} has an alert that is none: ${z.prettifyError(read.error)}`);
  const { id, definition, ownerUserName, kept } = read.data;
  return {
    definition,
    file,
    ...(id !== NO_ID && { id }),
    ...(ownerUserName !== undefined && { ownerUserName }),
    ...(kept && { kept }),
  };
}

/** A block of Terraform is a list of one, in what older providers wrote; one that is not there is null. */
function unwrapped(attributes: Json): Json {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([key, value]): [string, unknown][] => {
      if (value === null) return [];
      const one: unknown =
        Array.isArray(value) && key !== "subscriptions" && key !== "parameters" ? value[0] : value;
      if (Array.isArray(one))
        return [[key, one.map((part: unknown) => (isRecord(part) ? unwrapped(part) : part))]];
      return one === undefined ? [] : [[key, isRecord(one) ? unwrapped(one) : one]];
    }),
  );
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
