import {
  type TExecuteStatementResp,
  TOperationType,
  type TGetCatalogsReq,
  type TGetColumnsReq,
  type TGetCrossReferenceReq,
  type TGetPrimaryKeysReq,
  type TGetSchemasReq,
  type TGetTablesReq,
  type TGetTableTypesReq,
  type TGetTypeInfoReq,
  type TSparkGetDirectResults,
} from "@databricks/sql/thrift/TCLIService_types";
import type { SqlCatalogue, SqlResult } from "../sql/sql-engine";
import {
  catalogRows,
  columnRows,
  crossReferenceRows,
  primaryKeyRows,
  schemaRows,
  tableRows,
  tableTypeRows,
  typeInfoRows,
} from "./catalogue-rows";
import type { ThriftCall } from "./operations";
import { COLUMNS } from "./result-form";
import { ThriftStatement } from "./running-statement";
import { startedOperation } from "./statement-operations";

interface CatalogueRequest {
  readonly sessionHandle: TGetCatalogsReq["sessionHandle"];
  readonly getDirectResults?: TSparkGetDirectResults | null;
}

/** A call of the drivers that asks for names: its answer is an operation like any other. */
function catalogueCall<Request extends CatalogueRequest>(
  type: TOperationType,
  read: (catalogue: SqlCatalogue, request: Partial<Request>) => SqlResult,
): ThriftCall<Request, TExecuteStatementResp> {
  return (request, sessions) => {
    const session = sessions.session(request.sessionHandle);
    const run = () => Promise.resolve(read(session.sql.catalogue, request));
    const statement = new ThriftStatement("", COLUMNS, Number.POSITIVE_INFINITY, run);
    return startedOperation(session, statement, type, request.getDirectResults);
  };
}

export const getTypeInfo = catalogueCall<TGetTypeInfoReq>(TOperationType.GET_TYPE_INFO, typeInfoRows);
export const getCatalogs = catalogueCall<TGetCatalogsReq>(TOperationType.GET_CATALOGS, catalogRows);
export const getSchemas = catalogueCall<TGetSchemasReq>(TOperationType.GET_SCHEMAS, schemaRows);
export const getTables = catalogueCall<TGetTablesReq>(TOperationType.GET_TABLES, tableRows);
export const getTableTypes = catalogueCall<TGetTableTypesReq>(TOperationType.GET_TABLE_TYPES, tableTypeRows);
export const getColumns = catalogueCall<TGetColumnsReq>(TOperationType.GET_COLUMNS, columnRows);
export const getPrimaryKeys = catalogueCall<TGetPrimaryKeysReq>(TOperationType.UNKNOWN, primaryKeyRows);
export const getCrossReference = catalogueCall<TGetCrossReferenceReq>(
  TOperationType.UNKNOWN,
  (catalogue, request) =>
    crossReferenceRows(
      catalogue,
      {
        catalogName: request.parentCatalogName ?? null,
        schemaName: request.parentSchemaName ?? null,
        tableName: request.parentTableName ?? null,
      },
      {
        catalogName: request.foreignCatalogName ?? null,
        schemaName: request.foreignSchemaName ?? null,
        tableName: request.foreignTableName ?? null,
      },
    ),
);
