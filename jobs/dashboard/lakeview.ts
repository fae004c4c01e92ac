import { shortHash } from "../../alerting/fields/alert-field";

/**
 * The parts of a Lakeview dashboard's file (`.lvdash.json`) that the dashboard uses.
 *
 * @see https://docs.databricks.com/api/workspace/lakeview/create (`serialized_dashboard`)
 * @see https://docs.databricks.com/aws/en/dev-tools/bundles/resources#dashboard
 */
export interface LakeviewFile {
  readonly datasets: readonly LakeviewDataset[];
  readonly pages: readonly LakeviewPage[];
}

export interface LakeviewDataset {
  readonly name: string;
  readonly displayName: string;
  /** Lines of the query, each with its line break. */
  readonly queryLines: readonly string[];
}

export interface LakeviewPage {
  readonly name: string;
  readonly displayName: string;
  readonly pageType: "PAGE_TYPE_CANVAS";
  readonly layout: readonly PlacedWidget[];
}

export interface PlacedWidget {
  readonly widget: Widget;
  readonly position: GridPosition;
}

/** In cells of a grid that is six wide. */
export interface GridPosition {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Widget {
  readonly name: string;
  readonly queries: readonly [{ readonly name: "main_query"; readonly query: WidgetQuery }];
  readonly spec: WidgetSpec;
}

/** What a widget asks of its dataset. */
export interface WidgetQuery {
  readonly datasetName: string;
  readonly fields: readonly Field[];
  /** Rows as they are; else grouped by the fields that aggregate nothing. */
  readonly disaggregated: boolean;
}

export interface Field {
  /** What encodings call it. */
  readonly name: string;
  /** Of the dataset's columns. */
  readonly expression: string;
}

export interface Frame {
  readonly showTitle: true;
  readonly title: string;
  readonly showDescription?: true;
  readonly description?: string;
}

type Scale = { readonly type: "categorical" | "quantitative" | "temporal" };
/** A field on an axis, as a colour, or in a column. */
export interface Encoding {
  readonly fieldName: string;
  readonly displayName: string;
}
export type ScaledEncoding = Encoding & { readonly scale: Scale };

/** Each kind of widget has a version of its own. */
export type WidgetSpec =
  | {
      readonly version: 2;
      readonly widgetType: "counter";
      readonly encodings: { readonly value: Encoding };
      readonly frame: Frame;
    }
  | {
      readonly version: 3;
      readonly widgetType: "bar" | "line";
      readonly encodings: {
        readonly x: ScaledEncoding;
        readonly y: ScaledEncoding;
        readonly color?: ScaledEncoding;
      };
      readonly frame: Frame;
    }
  | {
      readonly version: 2;
      readonly widgetType: "table";
      readonly encodings: { readonly columns: readonly Encoding[] };
      readonly frame: Frame;
    };

/**
 * The same file, with a comment in a query that is another one for each warehouse. Where the warehouse alone changes, the provider sends the
 * content that the service gave back, takes that for the program's, and finds a difference in the next run: so both change at once.
 *
 * @see https://github.com/databricks/terraform-provider-databricks/blob/main/dashboards/resource_dashboard.go (`customDiffDashboardContent`)
 */
export function markedForWarehouse(file: LakeviewFile, warehouseId: string): LakeviewFile {
  const mark = `-- for SQL warehouse ${shortHash(warehouseId)}\n`;
  const datasets = file.datasets.map((one, at) =>
    at > 0 ? one : { ...one, queryLines: [mark, ...one.queryLines] },
  );
  return { ...file, datasets };
}
