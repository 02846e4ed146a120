// How a stack makes people, API tokens and OAuth clients editors of a collection.
import type { Construct } from "constructs";
import { AssetGrant } from "./asset-grant";
import type { AtlanAssetGrantProps } from "./grant-props";
import type { IAtlanCollection } from "./granted-objects";
import { defineAttributes } from "./private/attributes";
import { collectionEditor } from "./schema";

/** Who becomes editor of which collection. */
export interface AtlanCollectionEditorProps extends AtlanAssetGrantProps {
  /** The collection. Another one moves the grant there, in place. */
  readonly collection: IAtlanCollection;
}

/**
 * Makes an API token or OAuth client, or `principals`, editors of a collection of queries: they change the collection and its queries.
 * Additive: its other editors are never touched, and Atlan always keeps whoever created it. Where the API key is not an
 * editor of the collection, apply needs the bearer token of a person who is (`ATLAN_USER_BEARER_TOKEN`). A plan needs it
 * only where the collection is looked up and the API key does not see it.
 *
 * Import takes `<collection GUID>,<username>[,<username>…]`.
 *
 * @example
 * const finance = DataAtlanCollection.fromName(this, "finance", "Finance queries");
 * new AtlanCollectionEditor(this, "finance_editor", { collection: finance, token: loader });
 */
export class AtlanCollectionEditor extends AssetGrant {
  static readonly tfResourceType = collectionEditor.typeName;

  static {
    defineAttributes(AtlanCollectionEditor, collectionEditor.attributes);
  }

  /** The collection's GUID. */
  declare readonly collectionId: string;

  constructor(scope: Construct, id: string, props: AtlanCollectionEditorProps) {
    super(scope, id, {
      schema: collectionEditor,
      props,
      asset: { collection: props.collection },
    });
  }
}
