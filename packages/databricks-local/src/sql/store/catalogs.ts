import { catalogNotFound, insufficientPermissions, schemaNotFound, tableNotFound } from "../sql-faults";
import { Functions } from "./function-notes";
import { displayName, type TableName } from "./physical-name";
import type { TableNotes } from "./table-notes";
import { VersionLog } from "./version-log";

/** The schema that every catalog has and no file holds. */
export const INFORMATION_SCHEMA = "information_schema";

/** Names → notes of all catalogs, in memory; what is on disk is read at the start and written through. */
export class Catalogs {
  readonly #droppedListeners: ((name: readonly string[]) => void)[] = [];
  readonly versions = new VersionLog();
  readonly functions = new Functions();
  readonly #schemas = new Map<string, Map<string, Map<string, TableNotes>>>();
  readonly #readOnly = new Set<string>();

  /** Hears the parts of the name of every catalog, schema and table that goes. */
  onDropped(listener: (name: readonly string[]) => void): void {
    this.#droppedListeners.push(listener);
  }

  catalogNames(): string[] {
    return [...this.#schemas.keys()].sort();
  }

  hasCatalog(catalog: string): boolean {
    return this.#schemas.has(catalog);
  }

  addCatalog(catalog: string): void {
    this.#schemas.set(catalog, this.#schemas.get(catalog) ?? new Map<string, Map<string, TableNotes>>());
  }

  dropCatalog(catalog: string): void {
    for (const tables of this.#catalog(catalog).values())
      for (const { id } of tables.values()) this.versions.forget(id);

    for (const notes of this.functions.in(catalog)) this.functions.drop(notes);
    this.#schemas.delete(catalog);
    this.#tellDropped(catalog);
  }

  schemaNames(catalog: string): string[] {
    return [...this.#catalog(catalog).keys(), INFORMATION_SCHEMA].sort();
  }

  hasSchema(catalog: string, schema: string): boolean {
    return schema === INFORMATION_SCHEMA || (this.#schemas.get(catalog)?.has(schema) ?? false);
  }

  addSchema(catalog: string, schema: string): void {
    this.#catalog(catalog).set(
      schema,
      this.#schemas.get(catalog)?.get(schema) ?? new Map<string, TableNotes>(),
    );
  }

  dropSchema(catalog: string, schema: string): void {
    this.#catalog(catalog).delete(schema);
    this.#tellDropped(catalog, schema);
  }

  tablesOf(catalog: string, schema: string): TableNotes[] {
    return [...this.#schema(catalog, schema).values()].sort((a, b) => (a.table < b.table ? -1 : 1));
  }

  /** Throws SCHEMA_NOT_FOUND unless catalog and schema are there. */
  requireSchema(catalog: string, schema: string): void {
    if (!this.hasSchema(catalog, schema)) this.#schema(catalog, schema);
  }

  find(name: TableName): TableNotes | undefined {
    return this.#schemas.get(name.catalog)?.get(name.schema)?.get(name.table);
  }

  table(name: TableName): TableNotes {
    const notes = this.find(name);
    if (!notes) throw tableNotFound(displayName(name));
    return notes;
  }

  /** From now on no statement changes anything in the catalog. */
  makeReadOnly(catalog: string): void {
    this.#readOnly.add(catalog);
  }

  /**
   * Throws as for somebody without the privilege in a catalog that is only read, and in a schema that the workspace fills;
   * so it is for everybody.
   */
  requireChangeable({ catalog, schema }: Pick<TableName, "catalog" | "schema">): void {
    const tables = [...(this.#schemas.get(catalog)?.get(schema)?.values() ?? [])];
    if (this.#readOnly.has(catalog) || tables.some(({ systemRows }) => systemRows !== undefined))
      throw insufficientPermissions("MODIFY", `Schema '${catalog}.${schema}'`);
  }

  /** The same for a new schema. */
  requireGrowing(catalog: string): void {
    if (this.#readOnly.has(catalog)) throw insufficientPermissions("CREATE SCHEMA", `Catalog '${catalog}'`);
  }

  put(notes: TableNotes): void {
    this.#schema(notes.catalog, notes.schema).set(notes.table, notes);
  }

  drop(name: TableName): void {
    this.#schema(name.catalog, name.schema).delete(name.table);
    this.#tellDropped(name.catalog, name.schema, name.table);
  }

  #tellDropped(...name: string[]): void {
    for (const listener of this.#droppedListeners) listener(name);
  }

  #catalog(name: string): Map<string, Map<string, TableNotes>> {
    const schemas = this.#schemas.get(name);
    if (!schemas) throw catalogNotFound(name);
    return schemas;
  }

  #schema(catalog: string, schema: string): Map<string, TableNotes> {
    const tables = this.#catalog(catalog).get(schema);
    if (!tables) throw schemaNotFound(`\`${catalog}\`.\`${schema}\``);
    return tables;
  }
}
