// The granting methods of API tokens and OAuth clients: each declares one grant below the principal, under a fixed id.
import {
  Fn,
  type TerraformDataSource,
  type TerraformProvider,
  type TerraformResource,
  Token,
} from "cdktf";
import { Construct } from "constructs";
import { AtlanCollectionEditor } from "./collection-editor";
import { AtlanCollectionViewer } from "./collection-viewer";
import { AtlanConnectionAdmin } from "./connection-admin";
import type { AtlanGrantOptions, IAtlanGrantee, IAtlanLinkable } from "./grant-props";
import type { IAtlanCollection, IAtlanConnection, IAtlanPersona } from "./granted-objects";
import type { AtlanPrincipalIdentity } from "./principal-attributes";
import { followProvider } from "./private/follow-provider";
import { elementsOfEvery, isRepeated } from "./private/instances";
import { AtlanTokenPersonaBinding } from "./token-persona-binding";

/**
 * A principal of the tenant, API token or OAuth client: managed here, or looked up. Its methods grant to it. Called again for
 * the same object, each returns the construct it made.
 */
export interface IAtlanPrincipal extends IAtlanGrantee {
  /** Makes it an admin of the connection. Most API keys may not: it takes a person's bearer token. */
  grantConnectionAdmin(
    connection: IAtlanConnection,
    options?: AtlanGrantOptions,
  ): AtlanConnectionAdmin;
  /** Makes it an editor of the collection. Most API keys may not: it takes a person's bearer token. */
  grantCollectionEditor(
    collection: IAtlanCollection,
    options?: AtlanGrantOptions,
  ): AtlanCollectionEditor;
  /** Makes it a viewer of the collection. Most API keys may not: it takes a person's bearer token. */
  grantCollectionViewer(
    collection: IAtlanCollection,
    options?: AtlanGrantOptions,
  ): AtlanCollectionViewer;
}

/** An API token of the tenant: managed here, or looked up. Its personas may change, so it can be linked to others. */
export interface IAtlanApiToken extends IAtlanPrincipal, IAtlanLinkable {
  /** Links the token to the persona, beside what it is linked to already. */
  bindPersona(
    persona: IAtlanPersona | string,
    options?: AtlanGrantOptions,
  ): AtlanTokenPersonaBinding;
}

/** An OAuth client of the tenant: managed here, or looked up. Its personas are fixed when it is created. */
export interface IAtlanOauthClient extends IAtlanPrincipal, AtlanPrincipalIdentity {}

/** A principal that grants are made below, with its provider. */
interface Grantee extends IAtlanGrantee {
  readonly provider?: TerraformProvider | undefined;
}

interface GrantRequest<Principal, Granted> {
  readonly principal: Principal;
  readonly granted: Granted;
  readonly id: string;
  readonly options: Omit<AtlanGrantOptions, "id">;
}

/** What the granted object is called in the construct tree, or in the stack's own text. */
function nameOf(granted: unknown): string | undefined {
  if (Construct.isConstruct(granted)) return granted.node.id;
  return typeof granted === "string" && !granted.includes("${") ? granted : undefined;
}

function newId(method: string, { node }: Grantee, granted: unknown): string {
  const name = nameOf(granted);
  const id = `${method}-${name}`;
  const state =
    name === undefined
      ? `what is granted is not a construct, so that ${method} has no name for the grant`
      : `"${node.path}" has a child "${id}" for another object of that name`;
  if (name === undefined || node.tryFindChild(id) !== undefined) {
    throw new Error(`Cannot grant to "${node.path}": ${state}, expected { id: … } as an option`);
  }
  return id;
}

/** @param method part of the grant's id, so renaming it would replace people's grants */
function granting<Principal extends Grantee, Granted, Grant extends TerraformResource>(
  method: string,
  make: (request: GrantRequest<Principal, Granted>) => Grant,
) {
  const grantsByPrincipal = new WeakMap<Principal, Map<Granted, Grant>>();
  return function grant(
    this: Principal,
    granted: Granted,
    { id, ...options }: AtlanGrantOptions = {},
  ): Grant {
    const grants = grantsByPrincipal.get(this) ?? new Map<Granted, Grant>();
    grantsByPrincipal.set(this, grants);
    const known = grants.get(granted);
    if (known !== undefined) return known;
    const made = make({
      principal: this,
      granted,
      id: id ?? newId(method, this, granted),
      options,
    });
    // The grant is made in the principal's tenant.
    followProvider(made, this);
    grants.set(granted, made);
    return made;
  };
}

const assetGrants: Omit<IAtlanPrincipal, keyof IAtlanGrantee> = {
  grantConnectionAdmin: granting(
    "grantConnectionAdmin",
    ({ principal, granted, id, options }: GrantRequest<Grantee, IAtlanConnection>) =>
      new AtlanConnectionAdmin(principal, id, {
        ...options,
        token: principal,
        connection: granted,
      }),
  ),
  grantCollectionEditor: granting(
    "grantCollectionEditor",
    ({ principal, granted, id, options }: GrantRequest<Grantee, IAtlanCollection>) =>
      new AtlanCollectionEditor(principal, id, {
        ...options,
        token: principal,
        collection: granted,
      }),
  ),
  grantCollectionViewer: granting(
    "grantCollectionViewer",
    ({ principal, granted, id, options }: GrantRequest<Grantee, IAtlanCollection>) =>
      new AtlanCollectionViewer(principal, id, {
        ...options,
        token: principal,
        collection: granted,
      }),
  ),
};

type Linkable = Grantee & IAtlanLinkable;

const links: Pick<IAtlanApiToken, "bindPersona"> = {
  bindPersona: granting(
    "bindPersona",
    ({ principal, granted, id, options }: GrantRequest<Linkable, IAtlanPersona | string>) =>
      new AtlanTokenPersonaBinding(principal, id, {
        ...options,
        token: principal,
        persona: granted,
      }),
  ),
};

/** The class of a principal, as a resource or as a lookup. */
type PrincipalClass<Principal> = {
  readonly prototype: Principal & (TerraformResource | TerraformDataSource);
};

const PRINCIPALS = { activeIds: "active_ids", activeUsernames: "active_usernames" } as const;

/**
 * Gives a class the methods of `IAtlanPrincipal`, and whom they grant to: with `count` or `forEach` the principals of every
 * instance.
 */
export function defineGrants({ prototype }: PrincipalClass<IAtlanPrincipal>): void {
  for (const [name, attribute] of Object.entries(PRINCIPALS)) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      get(this: TerraformResource | TerraformDataSource) {
        const all = isRepeated(this)
          ? Token.asList(elementsOfEvery(this, attribute))
          : this.getListAttribute(attribute);
        return Fn.tolist(all);
      },
    });
  }
  defineMethods(prototype, assetGrants);
}

/** The same of an API token, which can be linked to personas, too. */
export function defineTokenGrants({ prototype }: PrincipalClass<IAtlanApiToken>): void {
  defineGrants({ prototype });
  defineMethods(prototype, links);
}

function defineMethods(prototype: object, methods: object): void {
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(prototype, name, { value, configurable: true, writable: true });
  }
}
