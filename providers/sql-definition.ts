import "../loading/kept-modules.cjs";
import { shortHash } from "../alerting/fields/alert-field";
import type { TableNames } from "../alerting/table-names";
import { SqlStatementError } from "../databricks/sql-statement-error";
import { existsInUnityCatalog, type UnityObject } from "../databricks/unity-catalog";
import { ExpectedError } from "../messages/expected-error";
import {
  alterView,
  createObject,
  type DefinedKind,
  type DefinedObject,
  dropObject,
} from "../rows/statements/define-objects";
import { resourceProvider } from "./resource-provider";
import { countMissing, type LookedFor, type TimesMissing, wentMissing } from "./times-missing";
import type { Workspace } from "./workspace";

/** What the program declares: a view or a function of ours, beside the config tables. */
export interface DeclaredDefinition extends LookedFor, DefinedObject {
  readonly catalog: string;
  readonly schema: string;
}

export type SqlDefinitionInputs = TimesMissing<DeclaredDefinition>;

/** The text once more would make the state twice as large. */
export type SqlDefinitionOutputs = Omit<SqlDefinitionInputs, "definition"> & {
  readonly definitionHash: string;
};

type Place = Omit<SqlDefinitionOutputs, "definitionHash" | "timesMissing">;

const IN_UNITY_CATALOG: Readonly<Record<DefinedKind, UnityObject>> = {
  VIEW: "tables",
  FUNCTION: "functions",
};

/**
 * A view or a function: made or given its definition by `up`, dropped when it is no longer declared. A table is never touched:
 * one that has the name is in the way, and the warehouse says so.
 */
export const provider = resourceProvider<SqlDefinitionInputs, SqlDefinitionOutputs, DeclaredDefinition>({
  check: (olds, news) => ({ inputs: countMissing(olds, news) }),

  diff(_id, olds, news) {
    const moved = placeOf(olds) !== placeOf(news);
    return {
      changes: moved || olds.definitionHash !== shortHash(news.definition, 12) || wentMissing(olds, news),
      replaces: moved ? ["kind", "catalog", "schema", "name"] : [],
      ...(!moved && { properties: [{ path: "definition", kind: "update", oldSide: "inputs" }] }),
    };
  },

  async create(inputs, workspace) {
    await define(inputs, workspace);
    return { id: nameOf(inputs).join("."), outs: outputsOf(inputs) };
  },

  async read(_id, olds, workspace) {
    return (await exists(olds, workspace)) ? { outs: olds } : undefined;
  },

  async update(_id, _olds, news, workspace) {
    await define(news, workspace);
    return { outs: outputsOf(news) };
  },

  async delete(_id, olds, workspace) {
    const session = await workspace.sql();
    try {
      await session.execute(dropObject(namesOf(olds), olds), { idempotent: true });
    } catch (error) {
      // IF EXISTS forgives a missing object, and not its schema.
      const isPlaceGone =
        error instanceof SqlStatementError && (error.isSchemaNotFound || error.isCatalogNotFound);
      if (!isPlaceGone) throw error;
    }
  },
});

async function define(inputs: SqlDefinitionInputs, workspace: Workspace): Promise<void> {
  const isThere = inputs.kind === "VIEW" && (await exists(inputs, workspace));
  const statement = isThere ? alterView : createObject;
  try {
    await (await workspace.sql()).execute(statement(namesOf(inputs), inputs), { idempotent: true });
  } catch (error) {
    if (!(error instanceof SqlStatementError)) throw error;
    const what = `${inputs.kind.toLowerCase()} ${nameOf(inputs).join(".")}`;
    throw new ExpectedError(`The ${what} was not ${isThere ? "changed" : "made"}: ${error.message}`, {
      cause: error,
    });
  }
}

function exists(place: Place, { rest }: Workspace): Promise<boolean> {
  return existsInUnityCatalog(rest, IN_UNITY_CATALOG[place.kind], nameOf(place));
}

function outputsOf({ definition, ...inputs }: SqlDefinitionInputs): SqlDefinitionOutputs {
  const { kind, catalog, schema, name, timesMissing = 0 } = inputs;
  return { kind, catalog, schema, name, timesMissing, definitionHash: shortHash(definition, 12) };
}

function placeOf(place: Place): string {
  return [place.kind, ...nameOf(place)].join("\n");
}

function nameOf({ catalog, schema, name }: Place): string[] {
  return [catalog, schema, name];
}

function namesOf({ catalog, schema }: Place): TableNames {
  return { catalog, goldSchema: schema };
}
