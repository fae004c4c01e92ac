import { join } from "node:path";

/** Sets a workspace up with the catalog `shop`: 50,000 rows in `shop.gold.sales`. */
export const SHOP: readonly string[] = [join(__dirname, "testdata/setup.sql")];
