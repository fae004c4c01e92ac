import type { FunctionNotes } from "../sql/store/function-notes";
import { typeNameOf } from "./describe-table";

/** @see https://docs.databricks.com/api/workspace/functions/get */
export function describeFunction(notes: FunctionNotes, owner: string, metastoreId: string) {
  return {
    name: notes.table,
    catalog_name: notes.catalog,
    schema_name: notes.schema,
    full_name: [notes.catalog, notes.schema, notes.table].join("."),
    input_params: {
      parameters: notes.parameters.map(({ name, type, comment }, position) => ({
        name,
        type_text: type,
        type_name: typeNameOf(type),
        position,
        parameter_type: "PARAM",
        ...(comment !== undefined && { comment }),
      })),
    },
    data_type: typeNameOf(notes.returns),
    full_data_type: notes.returns.toUpperCase(),
    routine_body: "SQL",
    routine_definition: notes.body,
    parameter_style: "S",
    is_null_call: false,
    security_type: "DEFINER",
    ...(notes.comment !== undefined && { comment: notes.comment }),
    owner,
    function_id: notes.id,
    metastore_id: metastoreId,
    created_at: new Date(notes.createdAt).getTime(),
    created_by: owner,
  };
}
