import { ENCODINGS, type FileWidget } from "../dashboards/dashboard-file";
import type { TextResult } from "./ask-engine";

interface Point {
  readonly x: string;
  readonly y: number;
  /** Which colour it has; empty where the chart has but one. */
  readonly series: string;
}

/** A widget as the page draws it. */
export type WidgetView =
  | { readonly kind: "counter"; readonly value: string | null }
  | {
      readonly kind: "bar" | "line";
      readonly isTime: boolean;
      readonly yTitle: string;
      readonly points: readonly Point[];
    }
  | {
      readonly kind: "table";
      readonly columns: readonly string[];
      readonly rows: readonly (readonly (string | null)[])[];
    }
  | { readonly kind: "fault"; readonly message: string };

type WidgetKind = keyof typeof ENCODINGS;
export const WIDGET_KINDS = Object.keys(ENCODINGS) as readonly WidgetKind[];

export function isDrawn(kind: string): kind is WidgetKind {
  return Object.hasOwn(ENCODINGS, kind);
}

/** What the widget's encodings make of its rows. */
export function widgetView(kind: WidgetKind, { spec }: FileWidget, result: TextResult): WidgetView {
  const encodings = spec?.encodings;
  const columnOf = (name: string) => {
    const index = result.columns.findIndex((column) => column.name === name);
    if (index < 0) throw new RangeError(`its query has no field ${name}`);
    return (row: TextResult["rows"][number]) => row[index] ?? null;
  };
  if (kind === "counter") {
    const cell = columnOf(ENCODINGS.counter.parse(encodings).value.fieldName);
    const [row] = result.rows;
    return { kind, value: row === undefined ? null : cell(row) };
  }
  if (kind === "table") {
    const { columns } = ENCODINGS.table.parse(encodings);
    const cells = columns.map(({ fieldName }) => columnOf(fieldName));
    return {
      kind,
      columns: columns.map(({ fieldName, displayName }) => displayName ?? fieldName),
      rows: result.rows.map((row) => cells.map((cell) => cell(row))),
    };
  }
  const { x, y, color } = ENCODINGS[kind].parse(encodings);
  const [xOf, yOf, seriesOf] = [
    columnOf(x.fieldName),
    columnOf(y.fieldName),
    color && columnOf(color.fieldName),
  ];
  return {
    kind,
    isTime: x.scale?.type === "temporal",
    yTitle: y.displayName ?? y.fieldName,
    points: result.rows.flatMap((row) => {
      const [at, value] = [xOf(row), yOf(row)];
      return at === null || value === null
        ? []
        : [{ x: at, y: Number(value), series: seriesOf?.(row) ?? "" }];
    }),
  };
}
