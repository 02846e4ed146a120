// The granting methods of an API token: each declares one grant below the token, under a fixed id.
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
import type { AtlanGrantOptions, IAtlanGrantee } from "./grant-props";
import type { IAtlanCollection, IAtlanConnection, IAtlanPersona } from "./granted-objects";
import { elementsOfEvery, isRepeated } from "./private/instances";
import { AtlanTokenPersonaBinding } from "./token-persona-binding";

/** An API token of the tenant: managed here, or looked up. Grants take it. */
export interface IAtlanApiToken extends IAtlanGrantee {
  /**
   * Links the token to the persona, beside what it is linked to already. Called again for the same object, this method and
   * its siblings return the construct they made.
   */
  bindPersona(
    persona: IAtlanPersona | string,
    options?: AtlanGrantOptions,
  ): AtlanTokenPersonaBinding;
  /** Makes the token an admin of the connection. Most API keys may not: it takes a person's bearer token. */
  grantConnectionAdmin(
    connection: IAtlanConnection,
    options?: AtlanGrantOptions,
  ): AtlanConnectionAdmin;
  /** Makes the token an editor of the collection. Most API keys may not: it takes a person's bearer token. */
  grantCollectionEditor(
    collection: IAtlanCollection,
    options?: AtlanGrantOptions,
  ): AtlanCollectionEditor;
  /** Makes the token a viewer of the collection. Most API keys may not: it takes a person's bearer token. */
  grantCollectionViewer(
    collection: IAtlanCollection,
    options?: AtlanGrantOptions,
  ): AtlanCollectionViewer;
}

type Method =
  | "bindPersona"
  | "grantConnectionAdmin"
  | "grantCollectionEditor"
  | "grantCollectionViewer";

/** A token that grants are made below, with its provider. */
interface Grantee extends IAtlanGrantee {
  readonly provider?: TerraformProvider | undefined;
}

interface GrantRequest<Granted> {
  readonly token: Grantee;
  readonly granted: Granted;
  readonly id: string;
  readonly options: Omit<AtlanGrantOptions, "id">;
}

/** What the granted object is called in the construct tree, or in the stack's own text. */
function nameOf(granted: unknown): string | undefined {
  if (Construct.isConstruct(granted)) return granted.node.id;
  return typeof granted === "string" && !granted.includes("${") ? granted : undefined;
}

function newId(method: Method, { node }: Grantee, granted: unknown): string {
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
function granting<Granted, Grant>(method: Method, make: (request: GrantRequest<Granted>) => Grant) {
  const grantsByToken = new WeakMap<Grantee, Map<Granted, Grant>>();
  return function grant(
    this: Grantee,
    granted: Granted,
    { id, ...options }: AtlanGrantOptions = {},
  ): Grant {
    const grants = grantsByToken.get(this) ?? new Map<Granted, Grant>();
    grantsByToken.set(this, grants);
    const known = grants.get(granted);
    if (known !== undefined) return known;
    const { provider } = this;
    const made = make({
      token: this,
      granted,
      id: id ?? newId(method, this, granted),
      // The grant is made in the token's tenant.
      options: { ...(provider !== undefined && { provider }), ...options },
    });
    grants.set(granted, made);
    return made;
  };
}

const methods: Pick<IAtlanApiToken, Method> = {
  bindPersona: granting(
    "bindPersona",
    ({ token, granted, id, options }: GrantRequest<IAtlanPersona | string>) =>
      new AtlanTokenPersonaBinding(token, id, { ...options, token, persona: granted }),
  ),
  grantConnectionAdmin: granting(
    "grantConnectionAdmin",
    ({ token, granted, id, options }: GrantRequest<IAtlanConnection>) =>
      new AtlanConnectionAdmin(token, id, { ...options, token, connection: granted }),
  ),
  grantCollectionEditor: granting(
    "grantCollectionEditor",
    ({ token, granted, id, options }: GrantRequest<IAtlanCollection>) =>
      new AtlanCollectionEditor(token, id, { ...options, token, collection: granted }),
  ),
  grantCollectionViewer: granting(
    "grantCollectionViewer",
    ({ token, granted, id, options }: GrantRequest<IAtlanCollection>) =>
      new AtlanCollectionViewer(token, id, { ...options, token, collection: granted }),
  ),
};

/** The class of a token, as a resource or as a lookup. */
type TokenClass = {
  readonly prototype: IAtlanApiToken & (TerraformResource | TerraformDataSource);
};

const PRINCIPALS = { activeIds: "active_ids", activeUsernames: "active_usernames" } as const;

/**
 * Gives a class the methods of `IAtlanApiToken`, and whom they grant to: with `count` or `forEach` the principals of every
 * instance.
 */
export function defineGrants({ prototype }: TokenClass): void {
  for (const [name, attribute] of Object.entries(PRINCIPALS)) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      get(this: TokenClass["prototype"]) {
        const all = isRepeated(this)
          ? Token.asList(elementsOfEvery(this, attribute))
          : this.getListAttribute(attribute);
        return Fn.tolist(all);
      },
    });
  }
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(prototype, name, { value, configurable: true, writable: true });
  }
}
