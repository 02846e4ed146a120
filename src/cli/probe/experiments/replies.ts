// In which form replies show a token: what create, update and list answer.

import { fieldsOf } from "../../../client/index.js";
import { recordsOf } from "../requests/fields.js";
import { formsOf } from "../token/own-token.js";
import { experiment, type Interpretation, type ProbeContext } from "./experiment.js";
import { listedOnce, rewrite } from "./token-record.js";

type Forms = { readonly [field: string]: string };

export interface ReplyForms {
  readonly create: Forms;
  readonly update: Forms;
  readonly list: Forms;
  /** Of one persona in the list of personas; a number is the status of a refusal. */
  readonly personaFields: readonly string[] | number;
  readonly whoami: readonly string[] | number;
  readonly currentUser: readonly string[] | number;
}

async function observe(context: ProbeContext): Promise<ReplyForms> {
  const { ask, asKey, asToken, token } = context;
  const { write, description, observation } = await rewrite(context);
  const listed = await listedOnce(context, write, (one) => one.description === description);
  const query = { limit: 1, offset: 0 };
  const personas = await ask(asKey, { method: "GET", path: "/api/service/personas", query });
  const fieldsAt = async (path: string) => {
    const { status, body } = await ask(asToken, { method: "GET", path });
    return status === 200 ? Object.keys(fieldsOf(body)) : status;
  };
  return {
    create: token.replyForms,
    update: formsOf(fieldsOf(fieldsOf(observation.body).attributes)),
    list: formsOf(listed.attributes),
    personaFields:
      personas.status === 200 ? Object.keys(recordsOf(personas.body)[0] ?? {}) : personas.status,
    whoami: await fieldsAt("/api/service/whoami"),
    currentUser: await fieldsAt("/api/service/users/current"),
  };
}

export function interpretReplies({
  create,
  update,
  list,
  personaFields,
  whoami,
  currentUser,
}: ReplyForms): Interpretation {
  const field = "personaQualifiedName";
  const links = `${field} is ${create[field]} when created, ${update[field]} when updated, ${list[field]} when listed.`;
  const secret = `accessToken is ${list.accessToken} when listed.`;
  return {
    answer: [
      links,
      secret,
      personasText(personaFields),
      fieldsText("whoami", whoami),
      fieldsText("users/current", currentUser),
    ].join(" "),
  };
}

function personasText(fields: ReplyForms["personaFields"]): string {
  if (typeof fields === "number") return `The list of personas answers ${fields}.`;
  if (fields.length === 0) return "The list of personas is empty.";
  const has = fields.includes("qualifiedName") ? "has" : "has no";
  return `A persona in the list of personas ${has} qualifiedName.`;
}

const fieldsText = (what: string, fields: readonly string[] | number): string =>
  typeof fields === "number"
    ? `${what} answers ${fields}.`
    : `${what} gives ${fields.join(", ") || "nothing"}.`;

export const replies = experiment({
  id: "replies",
  question: "In which form do replies show a token?",
  observe,
  interpret: interpretReplies,
});
