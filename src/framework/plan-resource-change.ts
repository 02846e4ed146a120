// RPC PlanResourceChange: create, update, replacement or delete, decided without a request and without a clock.
import type { Attributes } from "../../lib/schema/core/index.js";
import { problemBugs } from "./bug-diagnostic.js";
import { newObjectFindings } from "./check-new-object.js";
import { planProblems } from "./check-plan.js";
import type { PlanContext, ReplacedObject } from "./definition.js";
import type { DiagnosticList } from "./diagnostic-list.js";
import type { Logger } from "./logger.js";
import { PlanEdits } from "./plan-edits.js";
import {
  keptOnImport,
  keptWarning,
  READ_NOT_ASKED,
  refusedReplacement,
  replacementWarning,
  replacingFields,
  TENANT_UNKNOWN,
  type Unread,
} from "./plan-replacement.js";
import { type Change, planValues } from "./plan-values.js";
import { NO_PRIVATE, PrivateStore } from "./private-data.js";
import type {
  PlanResourceChangeRequest,
  PlanResourceChangeResponse,
  PrivateBytes,
  WithDiagnostics,
} from "./provider-server.js";
import { respond } from "./respond.js";
import type { ServedProvider, ServedResource } from "./served-provider.js";
import type { Field } from "./shape.js";
import { withoutTimeouts } from "./timeouts.js";
import type { ObjectValue } from "./value.js";

type Plan = Omit<PlanResourceChangeResponse, keyof WithDiagnostics>;

interface Planning<Client> {
  readonly type: ServedResource<Client>;
  readonly log: Logger;
  /** Null where objects were read: otherwise a replacement is refused. */
  readonly unread: Unread | null;
  readonly priorPrivate: PrivateBytes;
  readonly appliedData: PrivateStore;
  readonly diagnostics: DiagnosticList;
}

export function planResourceChange<Client>(
  provider: ServedProvider<Client>,
  request: PlanResourceChangeRequest,
): Promise<PlanResourceChangeResponse> {
  const { typeName, priorState, proposedNewState, config, priorPrivate } = request;
  const { product } = provider.definition;
  const task = { product, doing: `planning ${typeName}`, aftermath: "Nothing was changed." };
  const nothing = { plannedState: null, requiresReplace: [], plannedPrivate: priorPrivate };
  return respond(task, nothing, (diagnostics) => {
    const type = provider.resources.require(typeName);
    const unread = unreadIn(provider);
    const appliedData = PrivateStore.ofObject(request.appliedPrivate ?? NO_PRIVATE);
    const { log } = provider;
    const planning = { type, log, unread, priorPrivate, appliedData, diagnostics };
    if (proposedNewState === null) return planDelete(planning, priorState);
    const change = { prior: priorState, config: config ?? proposedNewState };
    return planChange(planning, change);
  });
}

function unreadIn<Client>({ reads, client }: ServedProvider<Client>): Unread | null {
  if (reads.areAny) return null;
  return client.isUnknown ? TENANT_UNKNOWN : READ_NOT_ASKED;
}

function planDelete<Client>(planning: Planning<Client>, prior: ObjectValue | null): Plan {
  const { type, log, diagnostics, priorPrivate, appliedData } = planning;
  const privateData = PrivateStore.ofObject(priorPrivate);
  const refuse = () => {
    throw new TypeError("the plan of a delete has no attributes to set");
  };
  type.definition.plan?.({
    action: "delete",
    config: null,
    prior: prior && withoutTimeouts(prior),
    planned: null,
    privateData,
    successorData: PrivateStore.ofNewObject(NO_PRIVATE),
    appliedData,
    replaced: null,
    diagnostics,
    log,
    set: refuse,
    replaceBecauseOf: refuse,
    succeed: refuse,
  });
  return { plannedState: null, requiresReplace: [], plannedPrivate: privateData.toBytes() };
}

function planChange<Client>(planning: Planning<Client>, change: Change): Plan {
  const { type, priorPrivate, diagnostics } = planning;
  const { schema, shape } = type;
  const { prior } = change;
  const privateData = prior
    ? PrivateStore.ofObject(priorPrivate)
    : PrivateStore.ofNewObject(NO_PRIVATE);
  const { planned, replacing } = planReplacement(planning, change, privateData);
  const edits = new PlanEdits(shape, change, planned);
  const successorData = PrivateStore.ofNewObject(NO_PRIVATE);
  type.definition.plan?.(planContext(planning, edits, { replacing, privateData, successorData }));
  const what = `Terraform would refuse this plan of the ${schema.noun}.`;
  diagnostics.addBugs(...problemBugs(what, planProblems(shape, change, edits.planned)));
  if (prior === null) {
    diagnostics.add(...newObjectFindings(schema, shape, edits.planned));
    const plannedPrivate = privateData.toBytesReplacing(priorPrivate, successorData);
    return { plannedState: edits.planned, requiresReplace: [], plannedPrivate };
  }
  const requiresReplace = [...replacing.map(({ name }) => [name]), ...edits.requiresReplace];
  const isReplaced = requiresReplace.length > 0;
  return {
    plannedState: isSameObject(prior, edits.planned) ? prior : edits.planned,
    requiresReplace,
    plannedPrivate: isReplaced ? privateData.toReportedBytes() : privateData.toBytes(),
  };
}

/** Equal values have been replaced by the prior ones, so identity is enough. */
const isSameObject = (prior: ObjectValue, planned: ObjectValue): boolean =>
  Object.entries(planned).every(([name, value]) => prior[name] === value);

/** The planned values, and what in them forces a new object; each with its warning. */
function planReplacement<Client>(
  { type, unread, diagnostics }: Planning<Client>,
  change: Change,
  privateData: PrivateStore,
): { readonly planned: ObjectValue; readonly replacing: readonly Field[] } {
  const { schema, shape, definition } = type;
  const { prior, config } = change;
  const planned = planValues(shape, change);
  if (prior === null) return { planned, replacing: [] };
  const foreseen = { prior: withoutTimeouts(prior), planned: withoutTimeouts(planned) };
  const inPlace = definition.changesInPlace?.({ ...foreseen, privateData }) ?? [];
  const changed = replacingFields(shape, { prior, config, planned });
  const kept = keptOnImport(changed, privateData.isImported);
  const fields = changed.filter((field) => kept.has(field) || !inPlace.includes(field.name));
  const replacement = (field: Field) =>
    unread
      ? refusedReplacement(schema, field, { prior, planned, unread })
      : replacementWarning(schema, field, { prior, planned });
  for (const field of fields) {
    diagnostics.add(
      kept.has(field) ? keptWarning(schema, field, { prior, config }) : replacement(field),
    );
  }
  const keptValues = [...kept].map(({ name }) => [name, prior[name] ?? null]);
  return {
    planned: { ...planned, ...Object.fromEntries(keptValues) },
    replacing: unread ? [] : fields.filter((field) => !kept.has(field)),
  };
}

function replacedBy(priorPrivate: PrivateBytes): ReplacedObject | null {
  const privateData = PrivateStore.ofObject(priorPrivate);
  return privateData.isEmpty ? null : { privateData, isReported: privateData.isReported };
}

interface Foreseen {
  readonly replacing: readonly Field[];
  readonly privateData: PrivateStore;
  readonly successorData: PrivateStore;
}

function planContext<Client>(
  planning: Planning<Client>,
  edits: PlanEdits,
  { replacing, privateData, successorData }: Foreseen,
): PlanContext<Attributes> {
  const { diagnostics, log, priorPrivate, appliedData } = planning;
  const { prior, config } = edits.change;
  const change = replacing.length > 0 ? "replace" : "update";
  return {
    action: prior ? change : "create",
    config: withoutTimeouts(config),
    prior: prior && withoutTimeouts(prior),
    get planned() {
      return withoutTimeouts(edits.planned);
    },
    privateData,
    successorData,
    appliedData,
    replaced: prior === null ? replacedBy(priorPrivate) : null,
    diagnostics,
    log,
    set: (attribute, value) => edits.set(attribute, value),
    replaceBecauseOf: (attribute) => replaceBecauseOf(planning, edits, attribute),
    succeed: () => privateData.forgetImport(),
  };
}

function replaceBecauseOf<Client>(
  { type: { schema, shape }, unread, diagnostics }: Planning<Client>,
  edits: PlanEdits,
  attribute: string,
): boolean {
  const field = shape.byName.get(attribute);
  if (unread === null || field === undefined) {
    edits.replaceBecauseOf(attribute);
    return true;
  }
  const { planned, change } = edits;
  diagnostics.add(refusedReplacement(schema, field, { ...change, planned, unread }));
  return false;
}
