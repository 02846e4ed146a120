// What the provider's settings are read from: its block in the configuration, and the environment of the process.
import { provider } from "../../../lib/schema/index.js";
import type { ConfigOf } from "../../framework/index.js";

export type ProviderConfig = ConfigOf<(typeof provider)["attributes"]>;
export type Environment = { readonly [name: string]: string | undefined };

/** A provider block that sets nothing, and what a command has in place of one. */
export const UNCONFIGURED = Object.fromEntries(
  Object.keys(provider.attributes).map((attribute) => [attribute, null]),
) as ProviderConfig;
