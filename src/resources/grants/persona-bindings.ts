// The rights of a persona: a list of personas in each API token.
import type { ApiToken } from "../../client/index.js";
import { type Diagnostic, DiagnosticError } from "../../framework/index.js";
import { byId } from "../principals/selector.js";
import type { PrincipalObject } from "../principals/writer.js";
import { GoneError } from "../shared-list/errors.js";
import type { Backend, Grant, GrantChange } from "./grant.js";
import type { KnownSince, Look, LookOptions } from "./look.js";
import { writtenAndRead } from "./messages.js";
import {
  type Changed,
  type Failure,
  LostError,
  type PrincipalResult,
  resultOfGiving,
  resultOfTaking,
} from "./results.js";
import type { GrantSession } from "./session.js";

export const personaBindings: Backend = {
  look,
  change: changeTokens,
  note: ({ linkOwners }, { principals }, diagnostics) =>
    linkOwners.note(principals, "binding", diagnostics),
};

const isLinked = (token: ApiToken, persona: string): boolean =>
  token.personas.some(({ qualifiedName }) => qualifiedName === persona);

const knownSinceOf = (id: string, token: Pick<ApiToken, "createdAt"> | null): KnownSince =>
  token?.createdAt ? { [id]: token.createdAt.toISOString() } : {};

async function look(
  session: GrantSession,
  { object, principals }: Grant,
  { knownSince, signal }: LookOptions,
): Promise<Look> {
  const tokens = await Promise.all(
    principals.map(async (id) => {
      const { absence } = session.apiTokens;
      const { record } = await absence.read(expectedOf(id, knownSince), signal);
      return [id, record] as const;
    }),
  );
  const linked = tokens.filter(([, token]) => token !== null && isLinked(token, object));
  return {
    state: "seen",
    holders: linked.map(([id]) => id),
    knownSince: Object.assign({}, ...linked.map(([id, token]) => knownSinceOf(id, token))),
  };
}

const expectedOf = (id: string, knownSince: KnownSince) => ({
  selector: byId(id),
  createdAt: knownSince[id] ?? null,
});

interface Single {
  readonly result: PrincipalResult;
  readonly failure?: Failure;
  readonly knownSince?: KnownSince;
}

/** Each token is an object of its own: some may be linked although others could not be. */
async function changeTokens(session: GrantSession, change: GrantChange): Promise<Changed> {
  const principals = [...change.give, ...change.take];
  const singles = await Promise.all(
    principals.map(async (id) => {
      const single = await changeToken(session, change, id).catch(failed(id));
      const isGone = !change.give.includes(id) && single.failure?.error instanceof GoneError;
      return [id, isGone ? await goneWith(session, change, id) : single] as const;
    }),
  );
  return {
    results: new Map(singles.map(([id, { result }]) => [id, result])),
    failures: singles.flatMap(([, { failure }]) => failure ?? []),
    knownSince: Object.assign({}, ...singles.map(([, { knownSince }]) => knownSince)),
    isVisibleBefore: false,
  };
}

async function changeToken(
  session: GrantSession,
  change: GrantChange,
  id: string,
): Promise<Single> {
  const { right, mark, give, signal } = change;
  const personas = [right.object];
  const isGiven = give.includes(id);
  const resolve = () => {
    if (isGiven) return { add: { personas } };
    return session.rights.isDeclared(right, mark, id) ? {} : { remove: { personas } };
  };
  const outcome = await session.apiTokens.writes.change(id.toLowerCase(), { resolve, signal });
  const { before, state } = outcome;
  const after = state === "open" ? before : outcome.after;
  const has = ({ sets }: PrincipalObject) => sets.personas.includes(right.object);
  const observed = { state, had: has(before), has: has(after) };
  const whyItStays = () => (session.rights.leave(right, mark, id) ? "left" : undefined);
  const result = isGiven ? resultOfGiving(observed) : resultOfTaking(observed, whyItStays);
  const knownSince = knownSinceOf(id, after.record);
  if (state === "open") {
    return { result, knownSince, failure: { principals: [id], error: outcome.reason } };
  }
  if (result !== "lost") return { result, knownSince };
  return {
    result,
    failure: { principals: [id], error: lostIn(after.record, right.object, isGiven) },
  };
}

const failed =
  (id: string) =>
  (error: unknown): Single => ({ result: "failed", failure: { principals: [id], error } });

/** Whoever deleted the token, its links went with it; if it was deleted. */
async function goneWith(
  session: GrantSession,
  { knownSince, signal }: GrantChange,
  id: string,
): Promise<Single> {
  try {
    const token = await session.apiTokens.absence.confirm(expectedOf(id, knownSince), signal);
    return token === null ? { result: "taken" } : failed(id)(new DiagnosticError(listedAgain(id)));
  } catch (error) {
    return failed(id)(error);
  }
}

const listedAgain = (id: string): Diagnostic => ({
  severity: "error",
  summary: "API token is listed again",
  detail: `The tenant did not list the token with the GUID ${id} at first, and lists it now. Its links were not changed. Apply again.`,
});

const lostIn = (
  { id, displayName }: Pick<ApiToken, "id" | "displayName">,
  persona: string,
  isGiven: boolean,
): LostError => {
  const names = isGiven ? { notThere: [persona] } : { there: [persona] };
  const list = `The list of personas of the token ${JSON.stringify(displayName)} (${id})`;
  return new LostError(
    `${writtenAndRead(list, names)} The tenant does not say who changes a token.`,
  );
};
