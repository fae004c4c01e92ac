import { functionObject, tableObject } from "../access/data-rights";
import { securableOf } from "../grants/securable";
import type { DuckDbEngine } from "../sql/duckdb-engine";
import { INFORMATION_SCHEMA } from "../sql/store/catalogs";
import type { TableNotes } from "../sql/store/table-notes";
import { type Annotation, AnnotationStore } from "./annotation-store";
import { describeFunction } from "./describe-function";
import { describeTable } from "./describe-table";
import { alreadyExists, asApiError, doesNotExist, refusedAsApi } from "./unity-faults";
import type { ObjectChange } from "./unity-requests";
import { Volumes } from "./volumes";

export const METASTORE_ID = "10ca1000-0000-4000-8000-000000000001";

/** Catalogs, schemas and tables as REST shows them. Names are the SQL engine's own, and changed by statements only. */
export class UnityCatalog {
  readonly volumes: Volumes;
  readonly #annotations: AnnotationStore;

  readonly #engine: DuckDbEngine;

  constructor(dataDir: string, engine: DuckDbEngine, clock: () => Date) {
    this.#engine = engine;

    this.#annotations = new AnnotationStore(dataDir, clock);
    this.volumes = new Volumes(this.#annotations, engine.rights.owners, (catalog, schema) =>
      this.#requireSchema(catalog, schema),
    );
    engine.catalogs.onDropped((name) => this.#annotations.forget(name.join(".")));
  }

  catalogs() {
    return this.#engine.catalogs.catalogNames().map((name) => this.catalog(name));
  }

  catalog(name: string) {
    const catalog = this.#requireCatalog(name);
    const isSystem = catalog === "system";
    return {
      name: catalog,
      full_name: catalog,
      catalog_type: isSystem ? "SYSTEM_CATALOG" : "MANAGED_CATALOG",
      isolation_mode: "OPEN",
      securable_type: "CATALOG",
      ...this.#describe(catalog),
    };
  }

  async createCatalog(name: string, caller: string, fields: Annotation["fields"]) {
    const catalog = name.toLowerCase();
    if (this.#engine.catalogs.hasCatalog(catalog)) throw alreadyExists("Catalog", catalog);
    await this.#run(`CREATE CATALOG ${quote(catalog)}`, caller);
    this.#annotations.create(catalog, caller, fields);
    return this.catalog(catalog);
  }

  updateCatalog(name: string, caller: string, change: ObjectChange) {
    this.#update(this.#requireCatalog(name), caller, change);
    return this.catalog(name);
  }

  async deleteCatalog(name: string, caller: string, force: boolean): Promise<void> {
    const catalog = this.#requireCatalog(name);
    await this.#run(`DROP CATALOG ${quote(catalog)}${force ? " CASCADE" : ""}`, caller);
  }

  schemas(catalogName: string) {
    const catalog = this.#requireCatalog(catalogName);
    return this.#engine.catalogs.schemaNames(catalog).map((schema) => this.schema(`${catalog}.${schema}`));
  }

  schema(fullName: string) {
    const [catalog, schema] = this.#requireSchema(...splitName(fullName));
    const name = `${catalog}.${schema}`;
    const annotation = this.#annotations.of(name, this.#ownerOf(name));
    return {
      name: schema,
      catalog_name: catalog,
      full_name: name,
      schema_id: annotation.id,
      catalog_type: "MANAGED_CATALOG",
      ...this.#describe(name),
    };
  }

  async createSchema(catalogName: string, name: string, caller: string, fields: Annotation["fields"]) {
    const catalog = this.#requireCatalog(catalogName);
    const schema = name.toLowerCase();
    if (this.#engine.catalogs.hasSchema(catalog, schema))
      throw alreadyExists("Schema", `${catalog}.${schema}`);
    await this.#run(`CREATE SCHEMA ${quote(catalog)}.${quote(schema)}`, caller);
    this.#annotations.create(`${catalog}.${schema}`, caller, fields);
    return this.schema(`${catalog}.${schema}`);
  }

  updateSchema(fullName: string, caller: string, change: ObjectChange) {
    this.#update(this.#requireSchema(...splitName(fullName)).join("."), caller, change);
    return this.schema(fullName);
  }

  async deleteSchema(fullName: string, caller: string, force: boolean): Promise<void> {
    const [catalog, schema] = this.#requireSchema(...splitName(fullName));
    await this.#run(`DROP SCHEMA ${quote(catalog)}.${quote(schema)}${force ? " CASCADE" : ""}`, caller);
  }

  tables(catalogName: string, schemaName: string) {
    const [catalog, schema] = this.#requireSchema(catalogName, schemaName);
    if (schema === INFORMATION_SCHEMA) return [];
    return this.#engine.catalogs.tablesOf(catalog, schema).map((table) => this.#describeTable(table));
  }

  table(fullName: string) {
    return this.#describeTable(this.#requireTable(fullName));
  }

  function(fullName: string) {
    const [catalogName, schemaName] = splitName(fullName);
    const [catalog, schema] = this.#requireSchema(catalogName, schemaName);
    const table = fullName.toLowerCase().split(".")[2] ?? "";
    const found = this.#engine.catalogs.functions.find({ catalog, schema, table });
    if (!found) throw doesNotExist("Function", fullName);
    return describeFunction(found, this.#engine.rights.owners.of(functionObject(found)), METASTORE_ID);
  }

  hasTable(fullName: string): boolean {
    const [catalog, schema] = splitName(fullName);
    this.#requireSchema(catalog, schema);
    return this.#findTable(fullName) !== undefined;
  }

  async deleteTable(fullName: string, caller: string): Promise<void> {
    const { catalog, schema, table } = this.#requireTable(fullName);
    await this.#run(`DROP TABLE ${[catalog, schema, table].map(quote).join(".")}`, caller);
  }

  close(): void {
    this.#annotations.close();
  }

  /** Whoever is the owner, manages the object, or what it lies in, may change it. */
  #update(fullName: string, caller: string, { owner, ...fields }: ObjectChange): void {
    const object = securableOf(fullName.split("."));
    const { rights } = this.#engine;
    refusedAsApi(() => rights.requireManage(caller, object));
    if (owner !== undefined) rights.owners.put(object, owner);
    this.#annotations.update(fullName, caller, fields);
  }

  #ownerOf(fullName: string): string {
    return this.#engine.rights.owners.of(securableOf(fullName.split(".")));
  }

  #describe(fullName: string) {
    const owner = this.#ownerOf(fullName);
    const { createdAt, createdBy, updatedAt, updatedBy, fields } = this.#annotations.of(fullName, owner);
    return {
      ...fields,
      owner,
      metastore_id: METASTORE_ID,
      created_at: createdAt,
      created_by: createdBy,
      updated_at: updatedAt,
      updated_by: updatedBy,
    };
  }

  #describeTable(table: TableNotes) {
    return describeTable(table, this.#engine.rights.owners.of(tableObject(table)), METASTORE_ID);
  }

  #requireCatalog(name: string): string {
    const catalog = name.toLowerCase();
    if (!this.#engine.catalogs.hasCatalog(catalog)) throw doesNotExist("Catalog", catalog);
    return catalog;
  }

  #requireSchema(catalogName: string, schemaName: string): [catalog: string, schema: string] {
    const catalog = this.#requireCatalog(catalogName);
    const schema = schemaName.toLowerCase();
    if (!this.#engine.catalogs.hasSchema(catalog, schema))
      throw doesNotExist("Schema", `${catalog}.${schema}`);
    return [catalog, schema];
  }

  #requireTable(fullName: string): TableNotes {
    const [catalog, schema] = splitName(fullName);
    this.#requireSchema(catalog, schema);
    const table = this.#findTable(fullName);
    if (table === undefined) throw doesNotExist("Table", fullName);
    return table;
  }

  #findTable(fullName: string): TableNotes | undefined {
    const [catalog = "", schema = "", table = ""] = fullName.toLowerCase().split(".");
    return this.#engine.catalogs.find({ catalog, schema, table });
  }

  async #run(statement: string, userName: string): Promise<void> {
    const session = await this.#engine.openSession({ userName });
    try {
      await session.execute(statement);
    } catch (error) {
      throw asApiError(error);
    } finally {
      await session.close();
    }
  }
}

function splitName(fullName: string): [catalog: string, schema: string] {
  const [catalog = "", schema = ""] = fullName.split(".");
  return [catalog, schema];
}

function quote(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}
