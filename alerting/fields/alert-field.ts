import { createHash } from "node:crypto";
import type { AuthoritySettings } from "../../settings/principals";
import type { Settings } from "../../settings/settings";
import type { Channels } from "../channels";
import type { AuthoredAlert, AuthoredDefinition } from "../authored-alert";
import type { AlertNotes } from "../row-notes";
import type { AlertRow } from "../tables/alert-configurations";

/** What a definition is made of besides its row. */
export interface DefinitionContext {
  readonly settings: Pick<
    Settings,
    "catalog" | "goldSchema" | "featureSchema" | "parentPath" | "defaultEmail" | "runAs"
  > &
    Partial<AuthoritySettings & Pick<Settings, "liveSilences">>;
  readonly warehouseId: string;
  readonly channels: Channels;
}

/** Cells of one row, as they would be written. */
export type Cells = Partial<AlertRow>;

/**
 * All that is to know of one field of an alert, which is compared and updated as a whole. A new one is a file here, and a line in
 * the list of `definition-fields.ts`.
 */
export interface AnyField {
  /** Where a definition has it: `schedule.timezoneId`. */
  readonly path: string;
  /** As people call it: `the time zone`. */
  readonly words: string;
  /** What the row asks for. What is wrong with it goes into the notes. Left out: rows have no say in it. */
  readonly read?: (row: AlertRow, notes: AlertNotes, context: DefinitionContext) => unknown;
  /** What a row says for it, to describe this alert. `{}`, or left out, where no row can say it. */
  readonly cells?: (alert: AuthoredAlert, row: AlertRow, context: DefinitionContext) => Cells;
  /** Why no row can say what the alert has. @default a value that no row can hold */
  readonly unsayable?: string;
  /** Part of it that no row ever has → why it is not adopted. */
  readonly unsayableParts?: Readonly<Record<string, string>>;
  /** It has so few values that no two of them share a short hash. */
  readonly hasFewValues?: true;
  /** What is hashed in the place of the value. */
  readonly hashed?: (value: unknown) => unknown;
  /** The service may store a text in a form of its own: this is what such a form leaves as it is. */
  readonly canonical?: (value: unknown) => string;
}

/** The same, with the type that the definition has there. */
export interface AlertField<Path extends string> extends AnyField {
  readonly path: Path;
  readonly read?: (
    row: AlertRow,
    notes: AlertNotes,
    context: DefinitionContext,
  ) => ValueAt<AuthoredDefinition, Path> | undefined;
}

type ValueAt<
  Whole,
  Path extends string,
> = Path extends `${infer Key extends string & keyof Whole}.${infer Rest}`
  ? ValueAt<NonNullable<Whole[Key]>, Rest>
  : Path extends keyof Whole
    ? Whole[Path]
    : never;

/** JSON with sorted keys: the same text for the same value, in whatever order it was built. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** The first hexadecimal characters of its SHA-256. States, rows and tables keep such hashes. */
export function shortHash(text: string, length = 16): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}

/** Without white space at the ends of lines and of the text; within a line it may stand in a literal. */
export function trimmedLines(text: unknown): string {
  return String(text)
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .trim();
}
