// Reads Terraform's state: which tokens it knows, by which secret, and which predecessors of theirs.
import type { State } from "../../src/testing/index.js";
import { PRINCIPAL_TYPES } from "./principals.js";
import type { TokenIdentity } from "./rights.js";

export type Instance = State["resources"][number]["instances"][number];

export interface RetiringInState extends TokenIdentity {
  /** Whether it was to be deleted when it was last read. */
  readonly isDue: boolean;
}

export interface TokenInState extends TokenIdentity {
  /** The name of its address. */
  readonly name: string;
  readonly type: string;
  readonly clientId: string;
  /** Null where it is sealed, or not known. */
  readonly accessToken: string | null;
  readonly sealedAccessToken: string | null;
  readonly retiring: readonly RetiringInState[];
}

/** Deposed ones count, too. */
export const instancesOf = (state: State, type: string, name: string): readonly Instance[] =>
  state.resources
    .filter((resource) => resource.type === type && resource.name === name)
    .flatMap(({ instances }) => instances);

const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

const retiringIn = ({ retiring = [] }: Record<string, unknown>): readonly RetiringInState[] =>
  (retiring as readonly Record<string, unknown>[]).map(({ id, username, due }) => ({
    id: String(id),
    username: String(username),
    isDue: due === true,
  }));

export const tokensInState = (state: State): readonly TokenInState[] =>
  state.resources
    .flatMap(({ type, name, instances }) => {
      const principal = PRINCIPAL_TYPES.find((one) => one.type === type);
      return principal === undefined ? [] : [{ principal, name, instances }];
    })
    .flatMap(({ principal: { type, secret }, name, instances }) =>
      instances.map(({ attributes }) => ({
        name,
        type,
        clientId: String(attributes.client_id),
        id: String(attributes.id),
        username: String(attributes.username),
        accessToken: textOrNull(attributes[secret]),
        sealedAccessToken: textOrNull(attributes[`sealed_${secret}`]),
        retiring: retiringIn(attributes),
      })),
    );

/** Everybody that carries a declared token's rights, by the name of its address: itself first, then its predecessors. */
export const principalsInState = (
  state: State,
): ReadonlyMap<string, readonly [TokenIdentity, ...TokenIdentity[]]> =>
  new Map(tokensInState(state).map((token) => [token.name, [token, ...token.retiring]]));

/** GUIDs of all tokens that the state knows, predecessors included. */
export const knownIds = (state: State): ReadonlySet<string> =>
  new Set(
    tokensInState(state).flatMap(({ id, retiring }) => [id, ...retiring.map((one) => one.id)]),
  );
