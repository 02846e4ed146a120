// What happens to a grant at plan and apply: say what is wanted, have it made so, keep what this resource made.
import type { Attributes } from "../../../lib/schema/index.js";
import {
  type AnyResource,
  type CreateContext,
  type DeleteContext,
  DiagnosticError,
  defineResource,
  type ImportContext,
  type ReadContext,
  type StateOf,
  type UpdateContext,
} from "../../framework/index.js";
import { hiddenAsset } from "../asset/asset-problems.js";
import { rethrow } from "../request-diagnostic.js";
import type { Session } from "../session.js";
import { GoneError } from "../write/gone-error.js";
import { applied } from "./applied.js";
import { failureDiagnostics, type Operation } from "./failure.js";
import type { Births, Grant, GrantKind, Look, LookOptions } from "./grant.js";
import { GrantError } from "./grant-error.js";
import { parseImportId } from "./import-id.js";
import { listed } from "./listed.js";
import * as warnings from "./warnings.js";

/** In private data: when the tokens were created, and to whom the right was given when the API key saw the thing already. */
const BIRTHS = "births";
const SEEN_WITHOUT = "seen_without";

export const grantResource = <A extends Attributes>(kind: GrantKind<A>): AnyResource<Session> =>
  defineResource<Session, A>({
    schema: kind.schema,
    create: (context) => create(kind, context),
    read: (context) => read(kind, context),
    update: (context) => update(kind, context),
    delete: (context) => remove(kind, context),
    importState: (context) => importState(kind, context),
  });

async function create<A extends Attributes>(
  kind: GrantKind<A>,
  context: CreateContext<Session, A>,
): Promise<StateOf<A>> {
  const { client: session, diagnostics, privateData, signal } = context;
  const { thing, principals } = kind.grantOf(context.planned);
  const right = { type: kind.schema.typeName, thing };
  session.rights.declare(right, principals);
  kind.keeper.note?.(session, { thing, principals }, diagnostics);
  const wish = { thing, give: principals, take: [], seenWithout: [], signal };
  const outcome = await kind.keeper.change(session, wish);
  const { results } = outcome;
  const given = principals.filter((name) => results.get(name) === "given");
  if (outcome.isSeenWithout && given.length > 0) privateData.set(SEEN_WITHOUT, given);
  try {
    applied({ kind, operation: "create", thing, take: [] }, outcome, context);
  } catch (error) {
    const others = principals.filter((name) => !given.includes(name));
    session.rights.withdraw(right, others);
    if (given.length > 0) context.keep(kind.stateOf({ thing, principals: given }));
    throw error;
  }
  const held = principals.filter((name) => results.get(name) === "held");
  if (held.length > 0)
    diagnostics.add(warnings.adopted(kind.schema.noun, { thing, principals: held }));
  return kind.stateOf({ thing, principals });
}

async function read<A extends Attributes>(
  kind: GrantKind<A>,
  context: ReadContext<Session, A>,
): Promise<StateOf<A> | null> {
  const { diagnostics, privateData, signal } = context;
  const prior = kind.grantOf(context.prior);
  kind.keeper.note?.(context.client, prior, diagnostics);
  const births = birthsIn(privateData.get(BIRTHS));
  const seen = await look(kind, context, { operation: "read", grant: prior, births, signal });
  const { noun } = kind.schema;
  if (seen.state === "hidden") {
    diagnostics.add(warnings.hidden(noun, seen));
    return context.prior;
  }
  const holders = seen.state === "seen" ? seen.holders : [];
  if (seen.state === "gone" || holders.length === 0) {
    diagnostics.add(warnings.gone(noun, prior, seen));
    return null;
  }
  const known = { ...births, ...seen.births };
  if (Object.keys(known).length > Object.keys(births).length) privateData.set(BIRTHS, known);
  const principals = prior.principals.filter((name) => holders.includes(name));
  return kind.stateOf({ thing: prior.thing, principals });
}

async function update<A extends Attributes>(
  kind: GrantKind<A>,
  context: UpdateContext<Session, A>,
): Promise<StateOf<A>> {
  const { client: session, diagnostics, privateData, signal } = context;
  const { thing, principals } = kind.grantOf(context.planned);
  const prior = kind.grantOf(context.prior).principals;
  const take = prior.filter((name) => !principals.includes(name));
  const right = { type: kind.schema.typeName, thing };
  session.rights.declare(right, principals);
  kind.keeper.note?.(session, { thing, principals }, diagnostics);
  const seenWithout = namesIn(privateData.get(SEEN_WITHOUT));
  const wish = { thing, give: principals, take, seenWithout, signal };
  const outcome = await kind.keeper.change(session, wish);
  const { results } = outcome;
  const given = principals.filter((name) => results.get(name) === "given");
  try {
    applied({ kind, operation: "update", thing, take }, outcome, context);
  } catch (error) {
    const kept = prior.filter((name) => results.get(name) !== "taken");
    const holding = [...new Set([...kept, ...given])];
    session.rights.withdraw(
      right,
      principals.filter((name) => !holding.includes(name)),
    );
    if (holding.length > 0) context.keep(kind.stateOf({ thing, principals: holding }));
    throw error;
  }
  const held = principals.filter((name) => results.get(name) === "held" && !prior.includes(name));
  if (held.length > 0)
    diagnostics.add(warnings.adopted(kind.schema.noun, { thing, principals: held }));
  return kind.stateOf({ thing, principals });
}

async function remove<A extends Attributes>(
  kind: GrantKind<A>,
  context: DeleteContext<Session, A>,
): Promise<void> {
  const { client: session, privateData, signal } = context;
  const { thing, principals } = kind.grantOf(context.prior);
  const seenWithout = namesIn(privateData.get(SEEN_WITHOUT));
  const wish = { thing, give: [], take: principals, seenWithout, signal };
  const outcome = await kind.keeper.change(session, wish);
  const isGone = outcome.failures.every(({ error }) => error instanceof GoneError);
  // Of tokens the keeper has seen to that already: what is gone there is no failure.
  const settled = isGone ? { ...outcome, failures: [] } : outcome;
  applied({ kind, operation: "delete", thing, take: principals }, settled, context);
}

async function importState<A extends Attributes>(
  kind: GrantKind<A>,
  context: ImportContext<Session>,
): Promise<StateOf<A>> {
  const { noun } = kind.schema;
  const grant = parseImportId(context.id, { noun, form: kind.importForm });
  const { signal } = context;
  const seen = await look(kind, context, { operation: "import", grant, births: {}, signal });
  if (seen.state === "hidden") {
    const told = { kind, operation: "import", thing: grant.thing, take: [] } as const;
    const error = new GrantError(hiddenAsset(grant.thing, seen.fromApiKey, seen.fromPerson));
    throw new DiagnosticError(...failureDiagnostics(told, { principals: [], error }));
  }
  const holders = seen.state === "seen" ? seen.holders : [];
  const missing = grant.principals.filter((name) => !holders.includes(name));
  if (missing.length > 0) throw new DiagnosticError(notHeld(noun, grant, missing));
  return kind.stateOf(grant);
}

interface Looking extends LookOptions {
  readonly operation: Operation;
  readonly grant: Grant;
}

async function look<A extends Attributes>(
  kind: GrantKind<A>,
  { client: session }: { readonly client: Session },
  { operation, grant, ...options }: Looking,
): Promise<Look> {
  try {
    return await kind.keeper.look(session, grant, options);
  } catch (error) {
    const told = { kind, operation, thing: grant.thing, take: [] };
    if (error instanceof GrantError) {
      throw new DiagnosticError(...failureDiagnostics(told, { principals: [], error }));
    }
    rethrow(error, { summary: `Cannot ${operation} ${kind.schema.noun}` }, options.signal);
  }
}

const namesIn = (noted: unknown): readonly string[] =>
  Array.isArray(noted) ? noted.filter((name) => typeof name === "string") : [];

const birthsIn = (noted: unknown): Births => {
  if (typeof noted !== "object" || noted === null) return {};
  const texts = Object.entries(noted).filter(([, bornAt]) => typeof bornAt === "string");
  return Object.fromEntries(texts);
};

const notHeld = (noun: string, { thing }: Grant, missing: readonly string[]) =>
  ({
    severity: "error",
    summary: `Cannot import ${noun}: not held`,
    detail: `On ${thing} the right is not held by: ${listed(missing)}. Import takes only what is there, in exact spelling; leave these out of the import id, and let apply give them the right. Nothing was imported.`,
  }) as const;
