// The right to what a persona allows: a list of personas in each API token.
import type { ApiToken } from "../../client/index.js";
import type { TokenContent } from "../api-token/writer.js";
import type { Session } from "../session.js";
import { GoneError } from "../write/gone-error.js";
import type {
  Failure,
  Grant,
  Keeper,
  Look,
  LookOptions,
  Outcome,
  PrincipalResult,
  Wish,
} from "./grant.js";
import { GrantError } from "./grant-error.js";

/** Terraform's type name: what tells its rights apart in this run. */
export const tokenKeeper = (type: string): Keeper => ({
  look,
  note: ({ linkOwners }, { principals }, diagnostics) =>
    linkOwners.note(principals, "binding", diagnostics),
  change: (session, wish) => change(type, session, wish),
});

async function look(
  session: Session,
  { thing, principals }: Grant,
  { births, signal }: LookOptions,
): Promise<Look> {
  const tokens = await Promise.all(
    principals.map(async (id) => {
      const selector = { by: "id", value: id } as const;
      const { token } = await session.tokens.find(selector, signal);
      const missing = { selector, createdAt: births[id] ?? null };
      return token ?? (await session.absence.confirmForRead(missing, signal));
    }),
  );
  const holders = tokens
    .filter((token) => token !== null)
    .filter((token) => isLinked(token, thing));
  return {
    state: "seen",
    holders: holders.map(({ id }) => id),
    births: Object.fromEntries(
      holders.flatMap(({ id, createdAt }) => (createdAt ? [[id, createdAt.toISOString()]] : [])),
    ),
  };
}

const isLinked = (token: ApiToken, persona: string): boolean =>
  token.personas.some(({ qualifiedName }) => qualifiedName === persona);

interface Single {
  readonly result: PrincipalResult;
  readonly isUnverified: boolean;
  readonly failure: Failure | undefined;
}

/** Each token is an object of its own: some may be linked although others could not be. */
async function change(type: string, session: Session, wish: Wish): Promise<Outcome> {
  const asked = [...wish.give, ...wish.take];
  const singles = await Promise.all(
    asked.map((id) => changeOne(session, id, { type, wish }).catch((error) => failed(id, error))),
  );
  return {
    results: new Map(singles.map(({ result }, index) => [asked[index] ?? "", result])),
    failures: singles.flatMap(({ failure }) => failure ?? []),
    isUnverified: singles.some(({ isUnverified }) => isUnverified),
    isSeenWithout: false,
  };
}

async function changeOne(
  session: Session,
  id: string,
  { type, wish }: { readonly type: string; readonly wish: Wish },
): Promise<Single> {
  const { thing, give, signal } = wish;
  const isGiven = give.includes(id);
  const stays = () => session.rights.has({ type, thing }, id);
  const merge = (content: TokenContent): TokenContent => {
    const others = content.personas.filter((persona) => persona !== thing);
    if (isGiven) return { ...content, personas: [...others, thing] };
    return stays() ? content : { ...content, personas: others };
  };
  try {
    const held = await session.tokenWrites.change(id, { merge, signal });
    const { state, before, after, reason } = held;
    if (state === "lost") return failed(id, lost(after, { thing, isGiven }));
    const had = isLinked(before, thing);
    const result = isGiven ? (had ? "held" : "given") : had && stays() ? "left" : "taken";
    const isUnverified = state === "unverified" && signal.aborted;
    const isUnseen = state === "unverified" && !isUnverified;
    const failure = isUnseen ? { principals: [id], error: reason } : undefined;
    return { result, isUnverified, failure };
  } catch (error) {
    // Whoever deleted the token, its links went with it.
    if (!isGiven && error instanceof GoneError && (await isGone(session, id, signal))) {
      return { result: "taken", isUnverified: false, failure: undefined };
    }
    throw error;
  }
}

const isGone = async (session: Session, id: string, signal: AbortSignal): Promise<boolean> => {
  const selector = { by: "id", value: id } as const;
  return (await session.absence.confirm({ selector, createdAt: null }, signal)) === null;
};

const failed = (id: string, error: unknown): Single => ({
  result: "failed",
  isUnverified: false,
  failure: { principals: [id], error },
});

function lost(
  { id, displayName }: ApiToken,
  { thing, isGiven }: { readonly thing: string; readonly isGiven: boolean },
): GrantError {
  const [written, readBack] = isGiven ? ["with", "without"] : ["without", "with"];
  return new GrantError({
    summary: "The binding does not hold",
    detail: `The personas of the token ${JSON.stringify(displayName)} (${id}) were written several times ${written} ${thing}, and each time read back ${readBack} it. The tenant does not say who changes a token: another program is probably writing it at the same time. Find it, or let it finish, and apply again.`,
    blames: "principals",
  });
}
