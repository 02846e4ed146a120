// How the tenant refuses bad calls. None of them can touch anything but the probe's own token.
import type { Http } from "../../../client/index.js";
import type { RawCall } from "../requests/ask.js";
import { codeOf } from "../requests/fields.js";
import { bodyOf, TOKENS } from "../token/own-token.js";
import { experiment, type Interpretation, type ProbeContext } from "./experiment.js";
import { rewrite } from "./token-record.js";

type BadCall = (
  context: ProbeContext,
  /** A GUID that nothing has. */
  nothing: string,
) => RawCall & { readonly as?: Http };

const list = (query: RawCall["query"] = {}): RawCall => ({
  method: "GET",
  path: TOKENS,
  query: { limit: 1, offset: 0, ...query },
});

const update = ({ token }: ProbeContext, changes: object, id = token.id): RawCall => ({
  method: "POST",
  path: `${TOKENS}/${id}`,
  body: { ...bodyOf(token), ...changes },
});

const ownPath = ({ token }: ProbeContext): string => `${TOKENS}/${token.id}`;

const BAD_CALLS: { readonly [name: string]: BadCall } = {
  "a secret that is none": ({ asNobody }) => ({
    method: "GET",
    path: "/api/service/users/current",
    as: asNobody,
  }),
  "a blank name": (context) => update(context, { displayName: " " }),
  "a persona that is none": (context, nothing) =>
    update(context, { personaQualifiedNames: [`default/${nothing}`] }),
  "an update of a token that is none": (context, nothing) => update(context, {}, nothing),
  "the deletion of a token that is none": (_context, nothing) => ({
    method: "DELETE",
    path: `${TOKENS}/${nothing}`,
  }),
  "reading one token by its GUID": ({ token }) => ({
    method: "GET",
    path: `${TOKENS}/${token.id}`,
  }),
  "a filter that is no JSON": () => list({ filter: '{"displayName":' }),
  "a filter by a field that is none": () => list({ filter: '{"noSuchField":"x"}' }),
  "sorting by a field that is none": () => list({ sort: "noSuchField" }),
  "a limit that is no number": () => list({ limit: "many" }),
  "a path that ends with a slash": () => ({ ...list(), path: `${TOKENS}/` }),
  "an OAuth client that is none": (_context, nothing) => ({
    method: "GET",
    path: `/api/service/oauth-clients/${nothing}`,
  }),
  "an asset that is none": (_context, nothing) => ({
    method: "GET",
    path: `/api/meta/entity/guid/${nothing}`,
  }),
};

export interface Refusals {
  readonly refusals: {
    readonly [name: string]: {
      readonly status: number;
      readonly code: string | null;
      readonly isHtml: boolean;
    };
  };
}

async function observe(context: ProbeContext): Promise<Refusals> {
  const nothing = context.clock.uuid();
  const refusals: { [name: string]: Refusals["refusals"][string] } = {};
  for (const [name, badCall] of Object.entries(BAD_CALLS)) {
    const { as = context.asKey, ...call } = badCall(context, nothing);
    const { status, body, isHtml } = await context.ask(as, call);
    refusals[name] = { status, code: codeOf(body), isHtml };
    // What should have been refused was done to the probe's own token: its name has to say again what it is.
    if (call.path === ownPath(context) && call.method === "POST" && status < 300)
      await rewrite(context);
  }
  return { refusals };
}

export function interpretRefusals({ refusals }: Refusals): Interpretation {
  const told = Object.entries(refusals).map(([name, { status, code, isHtml }]) => {
    const own = code === null || code === String(status) ? "" : ` ${code}`;
    return `${name}: ${status}${own}${isHtml ? ", a page of HTML" : ""}`;
  });
  return { answer: told.join("\n") };
}

export const refusals = experiment({
  id: "refusals",
  question: "What do bad calls answer?",
  observe,
  interpret: interpretRefusals,
});
