import assert from "node:assert/strict";
import { asJson, NOW, refusal, useWorkspace, type Json } from "../use-workspace";

const UC = "/api/2.1/unity-catalog";

describe("Unity Catalog", () => {
  const { call, workspace, restart } = useWorkspace({ unknownPrincipals: "error" });
  const sql = async (statement: string) => {
    const request = { statement, warehouse_id: workspace().warehouseId, wait_timeout: "50s" };
    const { body } = await call("POST", "/api/2.0/sql/statements", request);
    assert.deepEqual(body.status, { state: "SUCCEEDED" });
    return asJson(body.result).data_array;
  };
  const names = async (path: string, key: string) => {
    const items = (await call("GET", `${UC}/${path}`)).body[key];
    assert.ok(Array.isArray(items));
    return items.map((item) => asJson(item).name);
  };

  it("shows a schema that REST has made in SQL, and keeps what was said about it", async () => {
    const body = { catalog_name: "main", name: "Gold", comment: "c1" };
    const created = await call("POST", `${UC}/schemas`, body);
    const { schema_id, metastore_id, ...shown } = created.body;
    assert.deepEqual([typeof schema_id, typeof metastore_id], ["string", "string"]);
    const stamps = { created_at: NOW.getTime(), created_by: "local.user@example.com" };
    assert.deepEqual(shown, {
      name: "gold",
      catalog_name: "main",
      full_name: "main.gold",
      catalog_type: "MANAGED_CATALOG",
      comment: "c1",
      owner: "local.user@example.com",
      ...stamps,
      updated_at: NOW.getTime(),
      updated_by: "local.user@example.com",
    });
    assert.deepEqual(await sql("SHOW SCHEMAS IN main LIKE 'gold'"), [["gold"]]);
    await call("PATCH", `${UC}/schemas/main.gold`, {
      comment: "c2",
      enable_predictive_optimization: "INHERIT",
    });
    await restart();
    const { body: kept } = await call("GET", `${UC}/schemas/main.gold`);
    assert.deepEqual([kept.comment, kept.enable_predictive_optimization], ["c2", "INHERIT"]);
  });

  it("shows a schema that SQL has made, and forgets one that SQL has dropped", async () => {
    await sql("CREATE SCHEMA main.made");
    assert.ok((await names("schemas?catalog_name=main", "schemas")).includes("made"));
    await call("PATCH", `${UC}/schemas/main.made`, { comment: "old" });
    await sql("DROP SCHEMA main.made");
    const gone = [404, "SCHEMA_DOES_NOT_EXIST", "Schema 'main.made' does not exist."];
    assert.deepEqual(refusal(await call("GET", `${UC}/schemas/main.made`)), gone);
    await sql("CREATE SCHEMA main.made");
    assert.equal((await call("GET", `${UC}/schemas/main.made`)).body.comment, undefined);
  });

  it("describes a table as SQL knows it, and drops it", async () => {
    await sql(
      "CREATE TABLE main.gold.rows (id BIGINT NOT NULL COMMENT 'the key', cost DECIMAL(18,6), tags ARRAY<STRING>, " +
        "CONSTRAINT rows_pk PRIMARY KEY (id)) COMMENT 'costs' TBLPROPERTIES ('team' = 'finops')",
    );
    const { body } = await call("GET", `${UC}/tables/main.gold.rows`);
    assert.deepEqual(body.columns, [
      {
        name: "id",
        position: 0,
        type_text: "bigint",
        type_name: "LONG",
        type_precision: 0,
        type_scale: 0,
        nullable: false,
        comment: "the key",
      },
      {
        name: "cost",
        position: 1,
        type_text: "decimal(18,6)",
        type_name: "DECIMAL",
        type_precision: 18,
        type_scale: 6,
        nullable: true,
      },
      {
        name: "tags",
        position: 2,
        type_text: "array<string>",
        type_name: "ARRAY",
        type_precision: 0,
        type_scale: 0,
        nullable: true,
      },
    ]);
    assert.deepEqual([body.comment, body.table_type, body.data_source_format], ["costs", "MANAGED", "DELTA"]);
    assert.equal(asJson(body.properties).team, "finops");
    assert.deepEqual(body.table_constraints, [
      { primary_key_constraint: { name: "rows_pk", child_columns: ["id"] } },
    ]);
    assert.deepEqual(await names("tables?catalog_name=main&schema_name=gold", "tables"), ["rows"]);
    const exists = async () => (await call("GET", `${UC}/tables/main.gold.rows/exists`)).body;
    assert.deepEqual(await exists(), { table_exists: true });
    assert.equal((await call("DELETE", `${UC}/schemas/main.gold`)).status, 400);
    assert.deepEqual((await call("DELETE", `${UC}/tables/main.gold.rows`)).body, {});
    assert.deepEqual(await exists(), { table_exists: false });
    const gone = [404, "TABLE_DOES_NOT_EXIST", "Table 'main.gold.rows' does not exist."];
    assert.deepEqual(refusal(await call("GET", `${UC}/tables/main.gold.rows`)), gone);
  });

  it("describes a function that SQL has made", async () => {
    await sql(
      "CREATE FUNCTION main.default.half(n INT COMMENT 'whole') RETURNS DOUBLE COMMENT 'h' RETURN n / 2",
    );
    const { body } = await call("GET", `${UC}/functions/main.default.half`);
    const { function_id, metastore_id, ...shown } = body;
    assert.deepEqual([typeof function_id, typeof metastore_id], ["string", "string"]);
    assert.deepEqual(shown, {
      name: "half",
      catalog_name: "main",
      schema_name: "default",
      full_name: "main.default.half",
      input_params: {
        parameters: [
          {
            name: "n",
            type_text: "int",
            type_name: "INT",
            position: 0,
            parameter_type: "PARAM",
            comment: "whole",
          },
        ],
      },
      data_type: "DOUBLE",
      full_data_type: "DOUBLE",
      routine_body: "SQL",
      routine_definition: "n / 2",
      parameter_style: "S",
      is_null_call: false,
      security_type: "DEFINER",
      comment: "h",
      owner: "local.user@example.com",
      created_at: NOW.getTime(),
      created_by: "local.user@example.com",
    });
    const allowed = { changes: [{ principal: "users", add: ["EXECUTE"] }] };
    await call("PATCH", `${UC}/permissions/function/main.default.half`, allowed);
    const execute = { principal: "users", privileges: ["EXECUTE"] };
    const grants = await call("GET", `${UC}/permissions/function/main.default.half`);
    assert.deepEqual(grants.body, { privilege_assignments: [execute] });
    const refused = await call(
      "PATCH",
      `${UC}/permissions/function/main.default.half`,
      grant("users", "SELECT"),
    );
    assert.equal(refused.status, 400);

    await sql("DROP FUNCTION main.default.half");
    const gone = await call("GET", `${UC}/functions/main.default.half`);
    assert.deepEqual([gone.status, gone.body.error_code], [404, "FUNCTION_DOES_NOT_EXIST"]);
    assert.deepEqual(refusal(await call("GET", `${UC}/effective-permissions/function/main.default.half`)), [
      404,
      "FUNCTION_DOES_NOT_EXIST",
      gone.body.message,
    ]);
  });

  it("keeps catalogs and volumes", async () => {
    const catalog = await call("POST", `${UC}/catalogs`, { name: "dev", comment: "for tests" });
    assert.deepEqual([catalog.body.name, catalog.body.comment], ["dev", "for tests"]);
    assert.ok((await names("catalogs", "catalogs")).includes("dev"));
    const place = { catalog_name: "dev", schema_name: "default" };
    const volume = await call("POST", `${UC}/volumes`, { ...place, name: "files", volume_type: "MANAGED" });
    assert.equal(volume.body.full_name, "dev.default.files");
    assert.deepEqual(await names("volumes?catalog_name=dev&schema_name=default", "volumes"), ["files"]);
    assert.deepEqual((await call("DELETE", `${UC}/volumes/dev.default.files`)).body, {});
    assert.equal((await call("GET", `${UC}/volumes/dev.default.files`)).status, 404);
  });

  it("deletes a catalog with all that is in it, and for good", async () => {
    await call("POST", `${UC}/catalogs`, { name: "gone", comment: "the first" });
    await call("PATCH", `${UC}/permissions/catalog/gone`, {
      changes: [{ principal: "users", add: ["USE_CATALOG"] }],
    });
    await sql("CREATE TABLE gone.default.rows AS SELECT 1 AS id");
    assert.deepEqual(refusal(await call("DELETE", `${UC}/catalogs/gone`)), [
      400,
      "INVALID_PARAMETER_VALUE",
      "[CATALOG_NOT_EMPTY] Catalog 'gone' is not empty. The catalog has 1 schema(s). Use DROP CATALOG ... CASCADE to drop the catalog and all its objects. SQLSTATE: 2BP01",
    ]);
    assert.deepEqual((await call("DELETE", `${UC}/catalogs/gone?force=true`)).body, {});
    await restart();
    assert.equal((await call("GET", `${UC}/catalogs/gone`)).status, 404);
    await sql("CREATE CATALOG gone");
    assert.equal((await call("GET", `${UC}/catalogs/gone`)).body.comment, undefined);
    assert.deepEqual((await call("GET", `${UC}/permissions/catalog/gone`)).body, {
      privilege_assignments: [],
    });
    assert.deepEqual(await names("tables?catalog_name=gone&schema_name=default", "tables"), []);
    await sql("DROP SCHEMA gone.default");
    await sql("DROP CATALOG gone");
    await sql("DROP CATALOG IF EXISTS gone");
    const system = await call("DELETE", `${UC}/catalogs/system?force=true`);
    assert.equal(system.status, 403);
  });

  it("lists page by page", async () => {
    const first = (await call("GET", `${UC}/catalogs?max_results=1`)).body;
    assert.ok(Array.isArray(first.catalogs) && first.catalogs.length === 1);
    const rest = await names(`catalogs?page_token=${String(first.next_page_token)}`, "catalogs");
    assert.ok(rest.length > 0 && !rest.includes(asJson(first.catalogs[0]).name));
  });

  it("grants, shows what is inherited, and takes away", async () => {
    const path = `${UC}/permissions/schema/main.gold`;
    const change = (body: Json) => call("PATCH", path, { changes: [{ principal: "users", ...body }] });
    const granted = await change({ add: ["USE_SCHEMA", "SELECT"] });
    const assignments = [{ principal: "users", privileges: ["SELECT", "USE_SCHEMA"] }];
    assert.deepEqual(granted.body, { privilege_assignments: assignments });
    await sql("CREATE TABLE main.gold.granted (id INT)");
    const effective = async () =>
      (await call("GET", `${UC}/effective-permissions/table/main.gold.granted`)).body.privilege_assignments;
    const inherited = { inherited_from_name: "main.gold", inherited_from_type: "SCHEMA" };
    const ofUsers = {
      principal: "users",
      privileges: [
        { privilege: "SELECT", ...inherited },
        { privilege: "USE_SCHEMA", ...inherited },
      ],
    };
    const { metastore_id } = (await call("GET", `${UC}/metastore_summary`)).body;
    const here = { inherited_from_name: metastore_id, inherited_from_type: "METASTORE" };
    const own = {
      principal: "local.user@example.com",
      privileges: [{ privilege: "ALL_PRIVILEGES", ...here }],
    };
    assert.deepEqual(await effective(), [ofUsers, own]);
    assert.equal((await call("GET", `${UC}/tables/main.gold.granted`)).body.owner, "local.user@example.com");
    await change({ remove: ["SELECT"] });
    assert.deepEqual((await call("GET", `${path}?principal=users`)).body.privilege_assignments, [
      { principal: "users", privileges: ["USE_SCHEMA"] },
    ]);
    await sql("DROP SCHEMA main.gold CASCADE");
    await sql("CREATE SCHEMA main.gold");
    assert.deepEqual((await call("GET", path)).body, { privilege_assignments: [] });
  });

  it("names its metastore", async () => {
    const { body } = await call("GET", `${UC}/current-metastore-assignment`);
    assert.equal(body.default_catalog_name, "main");
    const summary = await call("GET", `${UC}/metastore_summary`);
    assert.equal(summary.body.metastore_id, body.metastore_id);
    const grants = await call("GET", `${UC}/permissions/metastore/${String(body.metastore_id)}`);
    assert.deepEqual(grants.body, { privilege_assignments: [] });
  });

  const grant = (principal: string, privilege: string) => ({ changes: [{ principal, add: [privilege] }] });
  const REFUSED: readonly [
    what: string,
    method: string,
    path: string,
    body: Json | undefined,
    refused: unknown[],
  ][] = [
    [
      "a schema of a name that is taken",
      ...(["POST", "schemas", { catalog_name: "main", name: "default" }] as const),
      [400, "SCHEMA_ALREADY_EXISTS", "Schema 'main.default' already exists"],
    ],
    [
      "a schema in a catalog that is not there",
      ...(["POST", "schemas", { catalog_name: "nowhere", name: "x" }] as const),
      [404, "CATALOG_DOES_NOT_EXIST", "Catalog 'nowhere' does not exist."],
    ],
    [
      "a new name",
      ...(["PATCH", "schemas/main.default", { new_name: "x" }] as const),
      [400, "INVALID_PARAMETER_VALUE", "new_name: is not supported by the local workspace"],
    ],
    [
      "tables of no schema",
      ...(["GET", "tables?catalog_name=main", undefined] as const),
      [400, "INVALID_PARAMETER_VALUE", "schema_name: is required"],
    ],
    [
      "an external volume without a place",
      ...([
        "POST",
        "volumes",
        { catalog_name: "main", schema_name: "default", name: "x", volume_type: "EXTERNAL" },
      ] as const),
      [400, "INVALID_PARAMETER_VALUE", "CreateVolume storage_location must be provided."],
    ],
    [
      "a grant to nobody",
      ...(["PATCH", "permissions/schema/main.default", grant("nobody", "SELECT")] as const),
      [404, "PRINCIPAL_DOES_NOT_EXIST", "Could not find principal with name nobody"],
    ],
    [
      "a privilege that does not fit",
      ...(["PATCH", "permissions/schema/main.default", grant("users", "CREATE_CATALOG")] as const),
      [
        400,
        "INVALID_PARAMETER_VALUE",
        "Privilege CREATE CATALOG is not applicable to this entity [main.default:SCHEMA]. If this seems unexpected, please check the privilege version of the metastore in use [1.0].",
      ],
    ],
    [
      "grants on what it does not keep",
      ...(["GET", "permissions/share/x", undefined] as const),
      [
        400,
        "INVALID_PARAMETER_VALUE",
        "The local workspace has no grants on 'share': it knows metastore, catalog, schema, table, volume, function",
      ],
    ],
  ];
  for (const [what, method, path, body, refused] of REFUSED) {
    it(`refuses ${what}`, async () => {
      assert.deepEqual(refusal(await call(method, `${UC}/${path}`, body)), refused);
    });
  }
});
