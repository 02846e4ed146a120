// What the provider's settings are read from: its block in the configuration, and the environment of the process.
import type { provider } from "../../../lib/schema/index.js";
import type { ConfigOf } from "../../framework/index.js";

export type ProviderConfig = ConfigOf<(typeof provider)["attributes"]>;
export type Environment = { readonly [name: string]: string | undefined };
