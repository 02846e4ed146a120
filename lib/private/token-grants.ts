// What a token's own methods declare below it: each grant once, with an id that stays.
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import type { IAtlanApiToken } from "../api-token-props";
import type { IAtlanCollection } from "../collection";
import { AtlanCollectionEditor } from "../collection-editor";
import { AtlanCollectionViewer } from "../collection-viewer";
import type { IAtlanConnection } from "../connection";
import { AtlanConnectionAdmin } from "../connection-admin";
import type { AtlanGrantOptions } from "../grant-props";
import type { IAtlanPersona } from "../persona";
import { AtlanTokenPersonaBinding } from "../token-persona-binding";

/** A token that grants are made below, with its provider. */
interface Grantee extends IAtlanApiToken {
  readonly provider?: TerraformProvider | undefined;
}

interface Wanted<Thing> {
  readonly token: Grantee;
  readonly thing: Thing;
  readonly id: string;
  readonly options: Omit<AtlanGrantOptions, "id">;
}

/** What a thing is called in the construct tree, or in the stack's own text. */
function nameOf(thing: unknown): string | undefined {
  if (Construct.isConstruct(thing)) return thing.node.id;
  return typeof thing === "string" && !thing.includes("${") ? thing : undefined;
}

function newId(verb: string, { node }: Grantee, thing: unknown): string {
  const name = nameOf(thing);
  const id = `${verb}-${name}`;
  const state =
    name === undefined
      ? `what is granted is no construct, so that ${verb} has no name for the grant`
      : `"${node.path}" has a child "${id}" for another thing of that name`;
  if (name === undefined || node.tryFindChild(id) !== undefined) {
    throw new Error(`Cannot grant to "${node.path}": ${state}, expected { id: … } as an option`);
  }
  return id;
}

/** @param verb the name of the token's method; part of the grant's id, so renaming it would replace people's grants */
function granting<Thing, Grant>(verb: string, make: (wanted: Wanted<Thing>) => Grant) {
  const grantsByToken = new WeakMap<Grantee, Map<Thing, Grant>>();
  return (token: Grantee, thing: Thing, { id, ...options }: AtlanGrantOptions): Grant => {
    const grants = grantsByToken.get(token) ?? new Map<Thing, Grant>();
    grantsByToken.set(token, grants);
    const known = grants.get(thing);
    if (known !== undefined) return known;
    const { provider } = token;
    const grant = make({
      token,
      thing,
      id: id ?? newId(verb, token, thing),
      // The grant is made where the token is.
      options: { ...(provider !== undefined && { provider }), ...options },
    });
    grants.set(thing, grant);
    return grant;
  };
}

export const bindPersona = granting(
  "bindPersona",
  ({ token, thing, id, options }: Wanted<IAtlanPersona | string>) =>
    new AtlanTokenPersonaBinding(token, id, { ...options, token, persona: thing }),
);

export const grantConnectionAdmin = granting(
  "grantConnectionAdmin",
  ({ token, thing, id, options }: Wanted<IAtlanConnection>) =>
    new AtlanConnectionAdmin(token, id, { ...options, token, connection: thing }),
);

export const grantCollectionEditor = granting(
  "grantCollectionEditor",
  ({ token, thing, id, options }: Wanted<IAtlanCollection>) =>
    new AtlanCollectionEditor(token, id, { ...options, token, collection: thing }),
);

export const grantCollectionViewer = granting(
  "grantCollectionViewer",
  ({ token, thing, id, options }: Wanted<IAtlanCollection>) =>
    new AtlanCollectionViewer(token, id, { ...options, token, collection: thing }),
);
