// What happens to a token retirement at plan and apply: predecessors that have become due are deleted. Nothing brings them back.
import { apiToken, oauthClient, tokenRetirement } from "../../../lib/schema/index.js";
import {
  type ConfigOf,
  type CreateContext,
  type Diagnostic,
  DiagnosticError,
  type DiagnosticSink,
  defineResource,
  isUnknown,
  type PlanContext,
  type PlannedOf,
  type ResourceDefinition,
  type StateOf,
  type Unknown,
  type UpdateContext,
} from "../../framework/index.js";
import { collectionOf } from "../principals/collection-of.js";
import { retires } from "../rotation/plan-messages.js";
import { retirePrincipal } from "../rotation/retire-principal.js";
import type { RotatingSession } from "../rotation/session.js";
import { isOAuthClient } from "../service-account.js";
import type { AttributesOf } from "../tenant-binding.js";
import { newlyDue } from "./due.js";

interface RetirementSession {
  readonly apiTokens: RotatingSession;
  readonly oauthClients: RotatingSession;
}

type A = AttributesOf<typeof tokenRetirement>;
type State = StateOf<A>;
type Writing = CreateContext<RetirementSession, A> | UpdateContext<RetirementSession, A>;

/** The schema allows it to be left out, because a plan keeps what the state has. But then nothing would ever be deleted. */
function validate({ retiring }: ConfigOf<A>, diagnostics: DiagnosticSink): void {
  if (retiring === null) diagnostics.add(namesNone);
}

/**
 * The token or client forgets predecessors that are gone, and so does the configuration. That is no reason for an update: the state
 * keeps what it has until there is something to delete.
 */
function plan({ prior, planned, set, diagnostics }: PlanContext<A>): void {
  if (planned === null || isUnknown(planned.retiring)) return;
  const due = newlyDue(planned.retiring, prior?.retiring ?? []);
  for (const { noun } of [apiToken, oauthClient]) {
    const ids = due.flatMap((entry) =>
      isUnknown(entry) || isUnknown(entry.id) || entry.due !== true || nounOf(entry) !== noun
        ? []
        : [entry.id],
    );
    if (ids.length > 0) diagnostics.add(retires(noun, ids));
  }
  if (due.length === 0 && prior?.token_id === planned.token_id) set("retiring", prior.retiring);
}

async function retireDue(context: Writing, before: State["retiring"]): Promise<State> {
  const { client, planned, diagnostics, signal } = context;
  const retiring = isUnknown(planned.retiring) ? [] : planned.retiring;
  const due = newlyDue(retiring, before);
  const own = due.find(({ id }) => id === planned.token_id);
  if (own !== undefined) throw new DiagnosticError(tokenItself(planned));
  const left = new Set(due);
  const keepDone = () => {
    const done = retiring.filter((entry) => !left.has(entry));
    context.keep({ token_id: planned.token_id, retiring: done });
  };
  for (const entry of due) {
    const session = collectionOf(client, entry.username) ?? client.apiTokens;
    await retirePrincipal(session, entry, {
      successor: null,
      diagnostics,
      signal,
      beforeDeletion: keepDone,
    });
    left.delete(entry);
    keepDone();
  }
  return { token_id: planned.token_id, retiring };
}

/** A client's is said to be one only where its username is known. */
const nounOf = ({ username }: { readonly username: string | Unknown }): string =>
  !isUnknown(username) && isOAuthClient(username) ? oauthClient.noun : apiToken.noun;

const namesNone: Diagnostic = {
  severity: "error",
  summary: "Missing retiring",
  detail:
    "A token retirement deletes those in `retiring` that are due, and the configuration does not set it: nothing would ever be deleted. Set it to the `retiring` of the token or client.",
};

const tokenItself = ({ token_id }: Pick<PlannedOf<A>, "token_id">): Diagnostic => ({
  severity: "error",
  summary: "Refused to delete the token that is to stay",
  detail: `The predecessors to delete name ${token_id}, which is the token_id of this retirement. Nothing was deleted. Set retiring to the \`retiring\` of that token or client.`,
  attribute: ["retiring"],
});

const definition: ResourceDefinition<RetirementSession, A> = {
  schema: tokenRetirement,
  validate,
  plan,
  create: (context) => retireDue(context, []),
  // The tenant has nothing of it that could be missed. A copy says that it was seen, so that it moves to a new address.
  read: async ({ prior }) => ({ ...prior }),
  update: (context) => retireDue(context, context.prior.retiring),
  // What is deleted stays deleted, and what retires is the token's again.
  delete: async () => {},
};

export const tokenRetirementResource = defineResource(definition);
