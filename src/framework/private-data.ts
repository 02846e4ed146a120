// An object's private data, decoded from bytes. Unchanged data is returned byte for byte.
import type { PrivateData } from "./definition.js";
import { isJsonObject, type JsonObject } from "./json.js";
import type { PrivateBytes } from "./provider-server.js";

export const NO_PRIVATE: PrivateBytes = new Uint8Array();

/**
 * Under this key the plan of a new object carries the private data of the object it replaces: Terraform hands the
 * delete of the old object what the plan of the new one returned.
 */
const REPLACED = "$replaced";

/** Under this key it carries, for the same delete, what the new object's type has noted for it. */
const SUCCESSOR = "$successor";

/** Under this key the plan of an object that is replaced tells the plan of its successor, which comes next, that it was. */
const REPORTED = "$reported";

/** Under this key what was opened keeps its id: engines hand it back, and tell nothing else of it. */
const INSTANCE = "$instance";

/** Under this key an imported object keeps, until another takes its place, that it was not made by this resource. */
const IMPORTED = "$imported";

export class PrivateStore implements PrivateData {
  #json: JsonObject;
  #bytes: PrivateBytes | undefined;
  /** Whether these are of an object whose plan was a replacement. */
  readonly isReported: boolean;

  private constructor(json: JsonObject, bytes?: PrivateBytes) {
    const { [REPORTED]: reported, [SUCCESSOR]: told, ...noted } = json;
    this.isReported = reported === true;
    this.#json = noted;
    this.#bytes = this.isReported || told !== undefined ? undefined : bytes;
  }

  /** Of an object that exists. */
  static ofObject(bytes: PrivateBytes): PrivateStore {
    const json = parse(bytes);
    const replaced = json[REPLACED];
    return isJsonObject(replaced) ? new PrivateStore(replaced) : new PrivateStore(json, bytes);
  }

  /** What the plan of the object that comes in this one's place has noted for the delete of this one. */
  static ofSuccessor(bytes: PrivateBytes): PrivateStore {
    const told = parse(bytes)[SUCCESSOR];
    return new PrivateStore(isJsonObject(told) ? told : {});
  }

  /** Of an object that is yet to be made: what its own plan noted, and nothing of the object it replaces. */
  static ofNewObject(plannedBytes: PrivateBytes): PrivateStore {
    const { [REPLACED]: _replaced, ...own } = parse(plannedBytes);
    return new PrivateStore(own);
  }

  get(key: string): unknown {
    return this.#json[key];
  }

  set(key: string, value: unknown): void {
    this.#json = { ...this.#json, [key]: value };
    this.#bytes = undefined;
  }

  get instanceId(): string | undefined {
    const id = this.#json[INSTANCE];
    return typeof id === "string" ? id : undefined;
  }

  markInstance(id: string): void {
    this.set(INSTANCE, id);
  }

  get isImported(): boolean {
    return this.#json[IMPORTED] === true;
  }

  markImported(): void {
    this.set(IMPORTED, true);
  }

  forgetImport(): void {
    if (this.isImported) this.set(IMPORTED, undefined);
  }

  toBytes(): PrivateBytes {
    return this.#bytes ?? encode(this.#json);
  }

  get isEmpty(): boolean {
    return Object.keys(this.#json).length === 0;
  }

  /** For the plan of an object that is replaced. */
  toReportedBytes(): PrivateBytes {
    return encode({ ...this.#json, [REPORTED]: true });
  }

  /**
   * For the plan of a new object, which may take the place of an old one.
   *
   * @param successor for the delete of the old one; also where nothing is known of that, as of a tainted one
   */
  toBytesReplacing(oldBytes: PrivateBytes, successor: PrivateStore): PrivateBytes {
    const old = PrivateStore.ofObject(oldBytes);
    return encode({
      ...this.#json,
      ...(!successor.isEmpty && { [SUCCESSOR]: successor.#json }),
      ...(!old.isEmpty && { [REPLACED]: old.#json }),
    });
  }
}

const encode = (json: JsonObject): PrivateBytes =>
  Object.keys(json).length === 0 ? NO_PRIVATE : new TextEncoder().encode(JSON.stringify(json));

/** Bytes that cannot be read (an edited state) count as none: private data holds nothing but hints. */
function parse(bytes: PrivateBytes): JsonObject {
  if (bytes.length === 0) return {};
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isJsonObject(json) ? json : {};
  } catch {
    return {};
  }
}
