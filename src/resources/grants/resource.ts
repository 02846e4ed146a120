// What happens to a grant at apply: say what is wanted, have the backend make it so, keep what this resource stands for.
import type { Attributes } from "../../../lib/schema/index.js";
import {
  type AnyResource,
  type CreateContext,
  type DeleteContext,
  defineResource,
  type ObjectValue,
  type UpdateContext,
} from "../../framework/index.js";
import { withLowerCaseGuid } from "../lookup/same-text.js";
import { changeGrant, type GrantKind, grantIn, rightOf, stateOf, withSuccessors } from "./grant.js";
import * as messages from "./messages.js";
import { moveGrant } from "./move.js";
import * as notes from "./notes.js";
import { conclude, keptOf } from "./outcome.js";
import { importGrant, readGrant } from "./read.js";
import type { GrantSession } from "./session.js";

export const grantResource = (kind: GrantKind): AnyResource<GrantSession> =>
  defineResource<GrantSession, Attributes>({
    schema: kind.schema,
    create: (context) => declare(kind, context, { operation: "create", prior: [] }),
    read: (context) => readGrant(kind, context),
    update: (context) => {
      const [prior, planned] = [grantIn(kind, context.prior), grantIn(kind, context.planned)];
      return withLowerCaseGuid(prior.object) === withLowerCaseGuid(planned.object)
        ? declare(kind, context, { operation: "update", prior: prior.principals })
        : moveGrant(kind, context);
    },
    delete: (context) => letGo(kind, context),
    importState: (context) => importGrant(kind, context),
  });

/** Create and update: from now on this resource stands for these rights. */
async function declare(
  kind: GrantKind,
  context: CreateContext<GrantSession, Attributes> | UpdateContext<GrantSession, Attributes>,
  {
    operation,
    prior,
  }: { readonly operation: "create" | "update"; readonly prior: readonly string[] },
): Promise<ObjectValue> {
  const { client: session, planned, privateData, diagnostics, signal } = context;
  const { object, principals: give } = grantIn(kind, planned);
  const right = rightOf(kind, { object });
  const take = without(withSuccessors(session, right, without(prior, give)), give);
  notes.keepMark(privateData, session.clock);
  const change = { right, give, take, ...notes.notedIn(privateData), signal };
  session.rights.withdraw(right, change.mark, take);
  session.rights.declare(right, change.mark, give);
  kind.backend.note?.(session, { object, principals: give }, diagnostics);
  const changed = await changeGrant(kind, session, change);
  const given = give.filter((name) => changed.results.get(name) === "given");
  notes.addKnownSince(privateData, changed.knownSince);
  if (changed.isVisibleBefore) notes.addVisibleBefore(privateData, given);
  try {
    conclude({ kind, operation, object, take }, changed, context);
  } catch (error) {
    const kept = keptOf({ kind, change, prior }, changed, context);
    if (kept.length > 0) context.keep(stateOf(kind, { object, principals: kept }));
    throw error;
  }
  const isNew = (name: string) => !session.carried.has(right, name);
  const held = give.filter((name) => changed.results.get(name) === "held" && isNew(name));
  const adopted = without(held, prior);
  if (adopted.length > 0) diagnostics.add(messages.adopted(kind, { object, principals: adopted }));
  return stateOf(kind, { object, principals: give });
}

/** A GUID in upper case is the same GUID. */
function without(names: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Set(others.map(withLowerCaseGuid));
  return names.filter((name) => !left.has(withLowerCaseGuid(name)));
}

async function letGo(
  kind: GrantKind,
  context: DeleteContext<GrantSession, Attributes>,
): Promise<void> {
  const { client: session, privateData, signal } = context;
  const { object, principals } = grantIn(kind, context.prior);
  const right = rightOf(kind, { object });
  const take = withSuccessors(session, right, principals);
  const change = { right, give: [], take, ...notes.notedIn(privateData), signal };
  session.rights.withdraw(right, change.mark, take);
  const changed = await changeGrant(kind, session, change);
  conclude({ kind, operation: "delete", object, take }, changed, context);
}
