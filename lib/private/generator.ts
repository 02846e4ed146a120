// The metadata by which cdktf knows which provider a construct belongs to.
import { findPackage } from "../placement";
import { provider } from "../schema";

/** The provider's local name, in `required_providers` and as the prefix of every type. */
export const PROVIDER_NAME = provider.typeName;

export const installedPackage = findPackage(__dirname);

/** The one version of the plugin that fits this version of the constructs. */
export const generatorMetadata = {
  providerName: PROVIDER_NAME,
  providerVersionConstraint: `= ${installedPackage.version}`,
} as const;
