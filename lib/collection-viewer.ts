// How a stack makes people, API tokens and OAuth clients viewers of a collection.
import type { Construct } from "constructs";
import { AssetGrant } from "./asset-grant";
import type { AtlanAssetGrantProps } from "./grant-props";
import type { IAtlanCollection } from "./granted-objects";
import { defineAttributes } from "./private/attributes";
import { collectionViewer } from "./schema";

/** Who becomes viewer of which collection. */
export interface AtlanCollectionViewerProps extends AtlanAssetGrantProps {
  /** The collection. Another one moves the grant there, in place. */
  readonly collection: IAtlanCollection;
}

/**
 * Makes an API token or OAuth client, or `principals`, viewers of a collection of queries: they see the collection and run its queries.
 * Additive: its other viewers are never touched. Where the API key is not an editor of the collection, apply needs the
 * bearer token of a person who is (`ATLAN_USER_BEARER_TOKEN`). A plan needs it only where the collection is looked up and
 * the API key does not see it.
 *
 * Import takes `<collection GUID>,<username>[,<username>…]`.
 *
 * @example
 * const finance = DataAtlanCollection.fromName(this, "finance", "Finance queries");
 * new AtlanCollectionViewer(this, "finance_viewer", { collection: finance, token: loader });
 */
export class AtlanCollectionViewer extends AssetGrant {
  static readonly tfResourceType = collectionViewer.typeName;

  static {
    defineAttributes(AtlanCollectionViewer, collectionViewer.attributes);
  }

  /** The collection's GUID. */
  declare readonly collectionId: string;

  constructor(scope: Construct, id: string, props: AtlanCollectionViewerProps) {
    super(scope, id, {
      schema: collectionViewer,
      props,
      asset: { collection: props.collection },
    });
  }
}
