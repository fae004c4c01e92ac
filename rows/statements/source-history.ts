import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_HISTORY } from "../../alerting/tables/alert-history";
import type { Statement } from "../../databricks/run-statement";
import { MEASURED_MS } from "../figures/figures";
import { quoteIdentifier } from "../../sql/quoting";

/**
 * The last versions of a table, the latest first: rows with `timestamp` and `operation`, among others.
 *
 * @see https://docs.databricks.com/aws/en/delta/history
 */
export function describeHistory(table: readonly string[], versions: number): Statement {
  return { sql: `DESCRIBE HISTORY ${table.map(quoteIdentifier).join(".")} LIMIT ${versions}` };
}

/** How long the checks of each alert took in the last 14 days, as `record_history` wrote it down: their median. */
export function readRunTimes(names: TableNames): Statement {
  return {
    sql: [
      `SELECT alert_id, CAST(median(${MEASURED_MS}) AS DOUBLE) AS median_ms`,
      `FROM ${qualifiedName(names, ALERT_HISTORY.name)}`,
      `WHERE ${MEASURED_MS} IS NOT NULL AND evaluation_timestamp >= current_timestamp() - INTERVAL 14 DAYS`,
      "GROUP BY alert_id",
    ].join("\n"),
  };
}

/** The SKU that the warehouse was last billed by. */
export function readWarehouseSku(warehouseId: string): Statement {
  return {
    sql: [
      "SELECT sku_name FROM system.billing.usage",
      "WHERE usage_metadata.warehouse_id = :warehouse AND usage_unit = 'DBU'",
      "  AND usage_date >= current_date() - INTERVAL 30 DAYS",
      "ORDER BY usage_end_time DESC LIMIT 1",
    ].join("\n"),
    parameters: { warehouse: warehouseId },
  };
}

/** Names of SKUs by the kind of the warehouse, where nothing of it was billed yet. */
export interface SkuPattern {
  readonly like: string;
  readonly notLike?: string;
}

/** Today's list prices of a DBU, each once: of one SKU, or of all whose names are alike. */
export function readListPrices(sku: string | SkuPattern): Statement {
  const { like, notLike = "" } = typeof sku === "string" ? { like: sku } : sku;
  return {
    sql: [
      "SELECT DISTINCT CAST(pricing.effective_list.default AS DOUBLE) AS price, currency_code AS currency",
      "FROM system.billing.list_prices",
      `WHERE sku_name ${typeof sku === "string" ? "=" : "LIKE"} :like AND sku_name NOT LIKE :not_like AND usage_unit = 'DBU'`,
      "  AND price_start_time <= current_timestamp() AND (price_end_time IS NULL OR price_end_time > current_timestamp())",
    ].join("\n"),
    parameters: { like, not_like: notLike },
  };
}
