// Binds every object to the tenant it was made in. Under another base_url it would look deleted: a second one would be
// made, and the first would live on with nobody who knows it. So there it is neither read, changed nor deleted.
import type { Attributes, Schema } from "../../lib/schema/index.js";
import { isLoopback } from "../client/index.js";
import {
  type AnyResource,
  type Diagnostic,
  DiagnosticError,
  isUnknown,
  type ObjectValue,
  type ReadContext,
} from "../framework/index.js";
import { removalAdvice, stateRemoval } from "./state-removal.js";
import { UnprovenAbsenceError } from "./unproven-absence.js";

export interface TenantIdentity {
  /** See {@link originOf}. */
  readonly origin: string;
  /** Other origins of the same tenant. */
  readonly acceptedOrigins: readonly string[];
}

/** What the hooks of a type know of: all but the attribute that is kept here. */
export type AttributesOf<S extends Schema> = Omit<S["attributes"], "tenant">;

interface Bound {
  readonly tenant: TenantIdentity;
}

/** Scheme, host in lower case and punycode without a trailing dot, and the port unless it is the scheme's own. */
export function originOf({ protocol, hostname, port }: URL): string {
  const host = hostname.replace(/\.$/, "");
  return `${protocol}//${host}${port === "" ? "" : `:${port}`}`;
}

/**
 * The same resource type, whose objects keep their tenant in the attribute `tenant`. An object of an older version's state
 * has none: it takes the origin under which it is seen first.
 */
export function boundToTenant<Client extends Bound>(
  definition: AnyResource<Client>,
): AnyResource<Client> {
  const { update, importState } = definition;
  const { noun } = definition.schema;
  return {
    ...definition,
    create: async (context) => {
      const tenant = context.client.tenant.origin;
      const keep = (state: ObjectValue) => context.keep({ ...state, tenant });
      return { ...(await definition.create({ ...context, keep })), tenant };
    },
    read: (context) =>
      isElsewhere(context) ? move(definition, context) : readHere(definition, context),
    ...(update && {
      update: async (context) => {
        if (isElsewhere(context)) throw elsewhere(noun, context);
        const { planned } = context;
        const tenant = isUnknown(planned.tenant) ? context.client.tenant.origin : tenantOf(planned);
        const keep = (state: ObjectValue) => context.keep({ ...state, tenant });
        return { ...(await update({ ...context, keep })), tenant };
      },
    }),
    delete: async (context) => {
      if (isElsewhere(context)) throw elsewhere(noun, context);
      await definition.delete(context);
    },
    ...(importState && {
      importState: async (context) => ({
        ...(await importState(context)),
        tenant: context.client.tenant.origin,
      }),
    }),
  };
}

type Reading<Client> = ReadContext<Client, Attributes>;
type Held<Client> = Pick<Reading<Client>, "client" | "prior">;

/** Null in the state of an older version. */
const tenantOf = ({ tenant }: ObjectValue): string | null =>
  typeof tenant === "string" ? tenant : null;

interface Placed {
  readonly client: { readonly tenant: Pick<TenantIdentity, "origin"> };
  readonly prior: ObjectValue;
}

/** Whether the state names another tenant than the one that is asked now. */
export function isElsewhere({ client, prior }: Placed): boolean {
  const tenant = tenantOf(prior);
  return tenant !== null && tenant !== client.tenant.origin;
}

async function readHere<Client extends Bound>(
  definition: AnyResource<Client>,
  context: Reading<Client>,
): Promise<ObjectValue | null> {
  const now = await definition.read(context);
  return now !== null && now !== context.prior
    ? { ...now, tenant: context.client.tenant.origin }
    : now;
}

/** What is seen here, whole, moves here. What is not seen may be in the other tenant still, so nothing follows from it. */
async function move<Client extends Bound>(
  definition: AnyResource<Client>,
  context: Reading<Client>,
): Promise<ObjectValue> {
  const { client, prior, diagnostics } = context;
  const { schema } = definition;
  const { origin, acceptedOrigins } = client.tenant;
  if (!acceptedOrigins.includes(tenantOf(prior) ?? "")) throw elsewhere(schema.noun, context);
  const said: Diagnostic[] = [];
  const sink = { add: (diagnostic: Diagnostic) => said.push(diagnostic) };
  const now = await readOrNull(definition, { ...context, diagnostics: sink });
  if (now === null || now === prior || lacks(schema.attributes, prior, now)) {
    throw notSeen(schema.noun, context);
  }
  for (const diagnostic of said) diagnostics.add(diagnostic);
  return { ...now, tenant: origin };
}

/** Null as well where nothing proves that it is gone: which of the two it is makes no difference to a move. */
async function readOrNull<Client extends Bound>(
  definition: AnyResource<Client>,
  context: Reading<Client>,
): Promise<ObjectValue | null> {
  try {
    return await definition.read(context);
  } catch (error) {
    if (error instanceof UnprovenAbsenceError) return null;
    throw error;
  }
}

/** Whether an element of a required set, such as a principal of a grant, was not seen. */
const lacks = (attributes: Attributes, prior: ObjectValue, now: ObjectValue): boolean =>
  Object.entries(attributes)
    .filter(([, { mode }]) => mode === "required")
    .some(([name]) => {
      const [held, seen] = [prior[name], now[name]];
      return Array.isArray(held) && Array.isArray(seen) && held.some((one) => !seen.includes(one));
    });

function elsewhere<Client extends Bound>(noun: string, { client, prior }: Held<Client>) {
  const tenant = tenantOf(prior);
  const { origin, acceptedOrigins } = client.tenant;
  const isAccepted = acceptedOrigins.includes(tenant ?? "");
  return new DiagnosticError({
    severity: "error",
    summary: `Refused: ${noun} of another tenant`,
    detail: isAccepted
      ? `The state says that this ${noun} belongs to ${tenant}. accept_from_tenants lists that address, but the ${noun} was not read under ${origin} yet, so it is neither changed nor deleted.\n\nPlan without -refresh=false: what is seen under ${origin} moves to it.`
      : `The state says that this ${noun} belongs to ${tenant}, but base_url is ${origin}. It is neither read, changed nor deleted: under the wrong address it would look deleted, and a second one would be made.\n\n` +
        (areBothLoopback(tenant, origin)
          ? `Both are addresses of this machine. If an embedded tenant had the first one and has stopped, the ${noun} is gone with it. ${removalAdvice(noun, prior)}\n\n`
          : "") +
        `${areBothLoopback(tenant, origin) ? "Otherwise set" : "Set"} base_url (ATLAN_BASE_URL) to ${tenant}. If both are addresses of the same tenant, add ${JSON.stringify(tenant)} to accept_from_tenants in the provider block.`,
  });
}

const areBothLoopback = (...origins: readonly (string | null)[]): boolean =>
  origins.every(
    (origin) => origin !== null && URL.canParse(origin) && isLoopback(new URL(origin).hostname),
  );

const notSeen = <Client extends Bound>(noun: string, { client, prior }: Held<Client>) =>
  new DiagnosticError({
    severity: "error",
    summary: `Refused: ${noun} not seen in this tenant`,
    detail:
      `The state says that this ${noun} belongs to ${tenantOf(prior)}, and accept_from_tenants lists that address. But it was not seen, or not all of it, under ${client.tenant.origin}. That does not prove that it was deleted, so the state is kept.\n\n` +
      `Check that both are addresses of the same tenant. If the ${noun} is gone there too, remove it from the state: \`${stateRemoval(prior)}\`.`,
  });
