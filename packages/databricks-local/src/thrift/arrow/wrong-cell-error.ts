import { inspect } from "node:util";
import type { SqlCell } from "../../sql/sql-engine";

/** A defect of the engine: a cell that its column's type cannot hold. Better no answer than a wrong one. */
export class WrongCellError extends Error {
  override readonly name = "WrongCellError";
  constructor(type: string, cell: SqlCell) {
    super(`The cell ${inspect(cell).slice(0, 100)} is no ${type}`);
  }
}
