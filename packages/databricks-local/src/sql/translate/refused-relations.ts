import { unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";

const FILE_FORMATS = /^(?:avro|binaryfile|csv|delta|iceberg|json|orc|parquet|text|xml)$/i;

/** `csv.\`/Volumes/…\`` */
export function refuseFiles([format = "", path = "", more]: readonly string[]): void {
  if (more !== undefined || !path.includes("/") || !FILE_FORMATS.test(format)) return;
  throw unsupported(`files by their path, ${format}.\`…\` (the volumes here hold no files)`);
}

/** The parser reads `(SHOW TABLES)` as a table with an alias. */
export function refuseShow(inner: SyntaxNode): void {
  if (inner.kind !== "table" || inner.has("schema") || !inner.has("alias")) return;
  const name = inner.part("name");
  if (name.text("name").toUpperCase() === "SHOW" && !name.flag("quoted")) throw unsupported("SHOW in FROM");
}
