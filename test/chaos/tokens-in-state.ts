// Reads Terraform's state: which tokens it knows, and by which secret.
import type { State } from "../acceptance/harness/workspace.js";
import type { TokenIdentity } from "./rights.js";

export type Instance = State["resources"][number]["instances"][number];

export interface TokenInState extends TokenIdentity {
  /** The name of its address. */
  readonly name: string;
  /** Null where it is sealed, or not known. */
  readonly accessToken: string | null;
  readonly sealedAccessToken: string | null;
}

/** Deposed ones count, too. */
export const instancesOf = (state: State, type: string, name: string): readonly Instance[] =>
  state.resources
    .filter((resource) => resource.type === type && resource.name === name)
    .flatMap(({ instances }) => instances);

const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

export const tokensInState = (state: State): readonly TokenInState[] =>
  state.resources
    .filter(({ type }) => type === "atlan_api_token")
    .flatMap(({ name, instances }) =>
      instances.map(({ attributes: { id, username, access_token, sealed_access_token } }) => ({
        name,
        id: String(id),
        username: String(username),
        accessToken: textOrNull(access_token),
        sealedAccessToken: textOrNull(sealed_access_token),
      })),
    );
