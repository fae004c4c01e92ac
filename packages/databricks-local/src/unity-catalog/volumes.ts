import { ApiError } from "../api-error";
import type { OwnerStore } from "../grants/grant-store";
import type { AnnotationStore } from "./annotation-store";
import { alreadyExists, doesNotExist } from "./unity-faults";

interface NewVolume {
  readonly catalog_name: string;
  readonly schema_name: string;
  readonly name: string;
  readonly volume_type: "MANAGED" | "EXTERNAL";
  readonly storage_location?: string | undefined;
  readonly comment?: string | undefined;
}

/** Volumes by name: they hold no files here. */
export class Volumes {
  readonly #annotations: AnnotationStore;
  readonly #owners: OwnerStore;
  readonly #requireSchema: (catalog: string, schema: string) => [string, string];

  constructor(
    annotations: AnnotationStore,
    owners: OwnerStore,
    /** Refuses a schema that is not there; gives both names as they are kept. */
    requireSchema: (catalog: string, schema: string) => [string, string],
  ) {
    this.#annotations = annotations;
    this.#owners = owners;
    this.#requireSchema = requireSchema;
  }

  list(catalog: string, schema: string) {
    return this.#annotations
      .namesIn(this.#requireSchema(catalog, schema).join("."))
      .map((name) => this.get(name));
  }

  get(fullName: string) {
    const key = fullName.toLowerCase();
    const [catalog_name = "", schema_name = "", name = ""] = key.split(".");
    this.#requireSchema(catalog_name, schema_name);
    const found = name === "" ? undefined : this.#annotations.find(key);
    if (found === undefined) throw doesNotExist("Volume", fullName);
    const { id, createdAt, createdBy, updatedAt, updatedBy, fields } = found;
    return {
      ...fields,
      name,
      catalog_name,
      schema_name,
      full_name: key,
      volume_id: id,
      owner: this.#owners.of({ type: "VOLUME", fullName: key }),
      created_at: createdAt,
      created_by: createdBy,
      updated_at: updatedAt,
      updated_by: updatedBy,
    };
  }

  create(volume: NewVolume, caller: string) {
    const { volume_type, storage_location, comment } = volume;
    if ((storage_location === undefined) !== (volume_type === "MANAGED")) {
      const verb = volume_type === "MANAGED" ? "can not" : "must";
      throw ApiError.invalidParameter(`CreateVolume storage_location ${verb} be provided.`);
    }
    const place = this.#requireSchema(volume.catalog_name, volume.schema_name);
    const key = [...place, volume.name.toLowerCase()].join(".");
    if (this.#annotations.find(key) !== undefined) throw alreadyExists("Volume", key);
    this.#annotations.create(key, caller, {
      volume_type,
      ...(storage_location !== undefined && { storage_location }),
      ...(comment !== undefined && { comment }),
    });
    this.#owners.put({ type: "VOLUME", fullName: key }, caller);
    return this.get(key);
  }

  update(
    fullName: string,
    caller: string,
    { owner, ...fields }: { comment?: string | undefined; owner?: string | undefined },
  ) {
    const { full_name } = this.get(fullName);
    if (owner !== undefined) this.#owners.put({ type: "VOLUME", fullName: full_name }, owner);
    this.#annotations.update(full_name, caller, fields);
    return this.get(full_name);
  }

  remove(fullName: string): void {
    const { full_name } = this.get(fullName);
    this.#annotations.forget(full_name);
    this.#owners.forget({ type: "VOLUME", fullName: full_name });
  }
}
