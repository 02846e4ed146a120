// What create, update and delete share: the request's parts, the state kept so far, and the check of the result.
import { problemBugs } from "./bug-diagnostic.js";
import type { DiagnosticList } from "./diagnostic-list.js";
import { isConsistent } from "./is-consistent.js";
import { type HookResult, normalizeState } from "./normalize-state.js";
import type { PrivateBytes } from "./provider-server.js";
import type { ServedProvider, ServedResource } from "./served-provider.js";
import type { ObjectValue } from "./value.js";
import { valueText } from "./value-text.js";

export interface Applying<Client> {
  readonly provider: ServedProvider<Client>;
  readonly type: ServedResource<Client>;
  /** Null for a delete. */
  readonly config: ObjectValue | null;
  readonly plannedPrivate: PrivateBytes;
  readonly diagnostics: DiagnosticList;
}

export interface Applied {
  readonly newState: ObjectValue | null;
  readonly private: PrivateBytes;
}

/** The last state that a hook told to keep: what exists if it fails after that. */
export class KeptState {
  #state: ObjectValue | undefined;

  readonly keep = (state: ObjectValue): void => {
    this.#state = { ...state };
  };

  get state(): ObjectValue | undefined {
    return this.#state;
  }
}

/** The hook's result as Terraform stores it, checked against the plan. */
export function stateAfterSuccess<Client>(
  { type, diagnostics }: Applying<Client>,
  planned: ObjectValue,
  result: Pick<HookResult, "operation" | "attributes">,
): ObjectValue {
  const state = normalizeState(type, { ...result, timeoutsOf: planned }, diagnostics);
  // One error per attribute is enough, and Terraform skips this check of its own when there is an error already.
  if (!diagnostics.hasError) diagnostics.addBugs(...inconsistencies(type, planned, state));
  return state;
}

/** What a failed hook had kept, or null. A hook that fails without an error gets one. */
export function stateAfterFailure<Client>(
  { type, diagnostics }: Applying<Client>,
  planned: ObjectValue,
  {
    operation,
    attributes,
  }: Pick<HookResult, "operation"> & { attributes: ObjectValue | undefined },
): ObjectValue | null {
  if (!diagnostics.hasError) {
    const what = `${operation} of the ${type.schema.noun} returned no result and no error.`;
    diagnostics.addBugs({ what, evidence: `${type.schema.typeName} ${operation}` });
  }
  if (!attributes) return null;
  return normalizeState(type, { operation, attributes, timeoutsOf: planned }, diagnostics);
}

function inconsistencies<Client>(
  { schema, shape }: ServedResource<Client>,
  planned: ObjectValue,
  state: ObjectValue,
) {
  const broken = shape.fields.flatMap((field) => {
    const [expected, actual] = [planned[field.name] ?? null, state[field.name] ?? null];
    if (isConsistent(field.shape, expected, actual)) return [];
    const problem = `was planned to be ${valueText(expected)}, but is ${valueText(actual)}`;
    return [{ path: [field.name], problem }];
  });
  const what = `The ${schema.noun} differs from the plan after apply. The state holds it as it is.`;
  return problemBugs(what, broken);
}
