import { z } from "zod";
import { DEFAULT_PRICE_PER_DBU, type WarehouseKind } from "../../alerting/schedule-cost/warehouse-rates";
import type { Connection } from "../../databricks/open-connection";
import { SqlStatementError } from "../../databricks/sql-statement-error";
import { kindOf } from "../../databricks/warehouses";
import { readListPrices, readWarehouseSku, type SkuPattern } from "../../rows/statements/source-history";

/** What a DBU of the warehouse costs, and who says so. */
export interface PricePerDbu {
  readonly amount: number;
  readonly currency: string;
  /** Ends a sentence. */
  readonly source: string;
}

/** @see https://docs.databricks.com/aws/en/admin/system-tables/pricing */
const SKUS: Readonly<Record<WarehouseKind, SkuPattern>> = {
  serverless: { like: "%SERVERLESS_SQL_COMPUTE%" },
  pro: { like: "%SQL_PRO_COMPUTE%" },
  classic: { like: "%SQL_COMPUTE%", notLike: "%SERVERLESS%" },
};

const Skus = z.array(z.object({ sku_name: z.string() }));
const Prices = z.array(z.object({ price: z.number(), currency: z.string() }));

/** The given one, else what the workspace's own tables of prices say of the warehouse, else a named default. */
export async function pricePerDbu(
  { sql, warehouse }: Pick<Connection, "sql" | "warehouse">,
  given: number | undefined,
): Promise<PricePerDbu> {
  if (given !== undefined) return { amount: given, currency: "USD", source: "by --price" };
  const kind = kindOf(warehouse) ?? "pro";
  const fallback = (why: string): PricePerDbu => ({
    amount: DEFAULT_PRICE_PER_DBU[kind],
    currency: "USD",
    source: `the list price of Premium on AWS in us-east-1 for ${kind}, since ${why}; --price gives your own`,
  });
  try {
    const [billed] = Skus.parse(await sql.query(readWarehouseSku(warehouse.id)));
    const prices = Prices.parse(await sql.query(readListPrices(billed?.sku_name ?? SKUS[kind])));
    const [only, ...others] = prices;
    if (only === undefined) return fallback(`system.billing.list_prices has none for ${kind}`);
    if (others.length > 0) {
      return fallback(
        `system.billing.list_prices has ${prices.length}, and nothing was billed of this warehouse`,
      );
    }
    const of = billed === undefined ? `all of ${kind}` : billed.sku_name;
    return { amount: only.price, currency: only.currency, source: `by system.billing.list_prices for ${of}` };
  } catch (error) {
    if (error instanceof SqlStatementError) return fallback("system.billing cannot be read");
    throw error;
  }
}
