import { shownText } from "../../messages/words";
import type { AuthoredDefinition, ThresholdList, ThresholdRange } from "../authored-alert";
import type { ThresholdValue } from "../definition";
import type { AlertNotes } from "../row-notes";
import type { AlertRow } from "../tables/alert-configurations";
import type { AlertField, Cells } from "./alert-field";
import { takenBy } from "./condition";

type Threshold = NonNullable<AuthoredDefinition["evaluation"]["threshold"]>;

/** What the figure is compared with. */
export function thresholdOf(row: AlertRow, notes: AlertNotes): Threshold | undefined {
  const { threshold_value_column: column } = row;
  const takes = takenBy(row.threshold_operator);
  if (takes !== "value" && column !== null) return noColumn(row, notes);
  switch (takes) {
    case "nothing":
      return undefined;
    case "range": {
      const range = thresholdRange(row, notes);
      return range && { range };
    }
    case "list": {
      const list = thresholdList(row, notes);
      return list && { list };
    }
    case "value": {
      if (column !== null) return otherColumn(column, row, notes);
      const value = notes.isBroken("threshold_value_type") ? undefined : thresholdValue(row, notes);
      return value && { value };
    }
  }
}

function noColumn({ threshold_operator: sign }: AlertRow, notes: AlertNotes): undefined {
  return notes.fault(
    "threshold_value_column",
    `${sign.trim().toUpperCase()} does not compare with another column: set it to NULL`,
  );
}

/** Both are read from the first row: what the service does with one that is aggregated beside one that is not, nobody says. */
function otherColumn(name: string, row: AlertRow, notes: AlertNotes): Threshold | undefined {
  const aggregation = row.aggregation_type?.trim().toUpperCase() ?? "";
  if (!["", "NONE", "FIRST"].includes(aggregation)) {
    return notes.fault(
      "threshold_value_column",
      `compares two columns of the first row, and aggregation_type is ${shownText(aggregation)}: set that to NONE, and aggregate in the query`,
    );
  }
  const values = ["threshold_value_double", "threshold_value_string", "threshold_value_bool"] as const;
  const given = values.find((value) => row[value] !== null);
  return given === undefined
    ? { column: { name } }
    : notes.fault("threshold_value_column", `names a column, and ${given} says a value: set one to NULL`);
}

function thresholdRange(row: AlertRow, notes: AlertNotes): ThresholdRange | undefined {
  const { threshold_value_type: type, threshold_value_min: from, threshold_value_max: to } = row;
  const sign = row.threshold_operator.trim().toUpperCase();
  if (type !== "DOUBLE" && !notes.isBroken("threshold_value_type"))
    notes.fault("threshold_value_type", `${sign} compares numbers: write DOUBLE`);
  if (from === null) notes.fault("threshold_value_min", `threshold_value_min is required for ${sign}`);
  if (to === null) notes.fault("threshold_value_max", `threshold_value_max is required for ${sign}`);
  if (from === null || to === null) return undefined;
  return from <= to
    ? { from, to }
    : notes.fault(
        "threshold_value_max",
        `is below threshold_value_min, which is ${from}: nothing is between`,
      );
}

function thresholdList(row: AlertRow, notes: AlertNotes): ThresholdList | undefined {
  const { threshold_value_type: type, threshold_value_list: list } = row;
  const sign = row.threshold_operator.trim().toUpperCase();
  if (notes.isBroken("threshold_value_list")) return undefined;
  if (list === null || list.length === 0) {
    return notes.fault(
      "threshold_value_list",
      `threshold_value_list is required for ${sign}, and has no value`,
    );
  }

  switch (type) {
    case "STRING":
      return { values: [...new Set(list)] };
    case "DOUBLE": {
      const none = list.find((text) => text.trim() === "" || !Number.isFinite(Number(text)));
      return none === undefined
        ? { values: [...new Set(list.map(Number))] }
        : notes.fault(
            "threshold_value_list",
            `${shownText(none)} is no number, and threshold_value_type is DOUBLE`,
          );
    }
    case "BOOLEAN":
      return notes.isBroken("threshold_value_type")
        ? undefined
        : notes.fault("threshold_value_type", `${sign} compares numbers or texts: write DOUBLE or STRING`);
  }
}

type ValueCells = Pick<
  AlertRow,
  "threshold_value_type" | "threshold_value_double" | "threshold_value_string" | "threshold_value_bool"
>;

/** The value that the figure is compared with. */
function thresholdValue(row: ValueCells, notes: AlertNotes): ThresholdValue | undefined {
  switch (row.threshold_value_type) {
    case "DOUBLE":
      return row.threshold_value_double === null
        ? missing("threshold_value_double", row, notes)
        : { doubleValue: row.threshold_value_double };
    case "STRING":
      return row.threshold_value_string === null
        ? missing("threshold_value_string", row, notes)
        : { stringValue: row.threshold_value_string };
    case "BOOLEAN":
      return row.threshold_value_bool === null
        ? missing("threshold_value_bool", row, notes)
        : { boolValue: row.threshold_value_bool };
  }
}

function missing(
  column: Exclude<keyof ValueCells, "threshold_value_type">,
  row: ValueCells,
  notes: AlertNotes,
): undefined {
  return notes.fault(column, `${column} is required for ${row.threshold_value_type} threshold_value_type`);
}

export const THRESHOLD: AlertField<"evaluation.threshold"> = {
  path: "evaluation.threshold",
  words: "the threshold",
  unsayableParts: {
    "column.aggregation": "is of another column, which rows compare as it is: the next up takes it away",
    "column.display": "is another name than the column's, which no row can say: the next up takes it away",
  },
  read: thresholdOf,
  /** Nothing without a threshold: IS NULL and IS NOT NULL leave the row's as it is. */
  cells({ evaluation: { threshold = {} } }): Cells {
    const { value: { doubleValue, stringValue, boolValue } = {}, column, range, list } = threshold;
    if (column) {
      return {
        threshold_value_column: column.name,
        threshold_value_double: null,
        threshold_value_string: null,
        threshold_value_bool: null,
      };
    }
    const cells = { threshold_value_column: null };
    if (range) {
      return {
        ...cells,
        threshold_value_type: "DOUBLE",
        threshold_value_min: range.from,
        threshold_value_max: range.to,
      };
    }
    if (list) {
      const areNumbers = list.values.every((one) => typeof one === "number");
      return {
        ...cells,
        threshold_value_type: areNumbers ? "DOUBLE" : "STRING",
        threshold_value_list: list.values.map(String),
      };
    }
    if (doubleValue !== undefined)
      return { ...cells, threshold_value_type: "DOUBLE", threshold_value_double: Number(doubleValue) };

    if (stringValue !== undefined)
      return { ...cells, threshold_value_type: "STRING", threshold_value_string: stringValue };

    return boolValue === undefined
      ? cells
      : { ...cells, threshold_value_type: "BOOLEAN", threshold_value_bool: boolValue };
  },
};
