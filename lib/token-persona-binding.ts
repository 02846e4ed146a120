// How a stack links an API token to a persona.
import type { Construct } from "constructs";
import type { GrantMetaArguments, IAtlanLinkable } from "./grant-props";
import { type IAtlanPersona, qualifiedNameOf } from "./granted-objects";
import { AtlanResource } from "./private/atlan-resource";
import { defineAttributes } from "./private/attributes";
import { elementsOf } from "./private/reference";
import { tokenPersonaBinding } from "./schema";
import type { AtlanResourceTimeouts } from "./timeouts";

/** Which token is linked to which persona. */
export interface AtlanTokenPersonaBindingProps extends GrantMetaArguments {
  /** The API token, with every principal that carries its rights. One that sets `personas` itself is refused. */
  readonly token: IAtlanLinkable;
  /** The persona: an object, or its qualified name. Another one moves the binding there, in place. */
  readonly persona: IAtlanPersona | string;
  /** @default - create and update may take 10 minutes, read and delete 5 */
  readonly timeouts?: AtlanResourceTimeouts;
}

/**
 * Links an API token to a persona, so that it gets the persona's rights. Additive: the token's other personas are never
 * touched.
 *
 * Import takes `<persona's qualified name>,<token GUID>[,<token GUID>…]`.
 *
 * @example
 * const analysts = DataAtlanPersona.fromName(this, "analysts", "Data Assets");
 * new AtlanTokenPersonaBinding(this, "loader_reads", { token: loader, persona: analysts });
 */
export class AtlanTokenPersonaBinding extends AtlanResource {
  static readonly tfResourceType = tokenPersonaBinding.typeName;

  static {
    defineAttributes(AtlanTokenPersonaBinding, tokenPersonaBinding.attributes);
  }

  /** The persona's qualified name. */
  declare readonly personaQualifiedName: string;
  /** The tokens that this binding links, by GUID. */
  declare readonly tokenIds: string[];

  constructor(scope: Construct, id: string, props: AtlanTokenPersonaBindingProps) {
    const { token, persona, timeouts, ...metaArguments } = props;
    super(scope, id, {
      schema: tokenPersonaBinding,
      metaArguments,
      declared: () => ({
        persona: qualifiedNameOf(persona),
        token: elementsOf(token, "activeIds"),
        timeouts,
      }),
      objects: () => ({ persona }),
    });
    this.node.addValidation({
      validate: () =>
        token?.managesPersonas
          ? [
              `Cannot declare ${tokenPersonaBinding.noun}: the token "${token.node.path}" sets personas, so it manages all of its links and would undo this one, expected either personas or bindings`,
            ]
          : [],
    });
  }
}
