// A sealed secret, opened for one run. The identity and the secret stay in memory; no request is sent.
import { unsealedToken } from "../../../lib/schema/index.js";
import { UnsealError, type UnsealSubject } from "../../age.js";
import {
  DiagnosticError,
  defineEphemeralResource,
  type KnownConfigOf,
  type OpenContext,
  type StateOf,
} from "../../framework/index.js";
import { readIdentities, unsealSecret } from "../../unseal.js";

type A = (typeof unsealedToken)["attributes"];
type Config = KnownConfigOf<A>;

async function open({ config }: OpenContext<unknown, A>): Promise<StateOf<A>> {
  const { sealed: text, client_id: clientId } = config;
  try {
    // The schema has made sure that one of them is set.
    const identities = config.identity ?? (await readIdentities(config.identity_file ?? "")).text;
    return { ...config, access_token: await unsealSecret({ text, identities, clientId }) };
  } catch (error) {
    if (error instanceof UnsealError) throw new DiagnosticError(cannotOpen(error, config));
    throw error;
  }
}

const ATTRIBUTES: Readonly<Record<UnsealSubject, (config: Config) => keyof A>> = {
  text: () => "sealed",
  identity: ({ identity }) => (identity === null ? "identity_file" : "identity"),
  client: () => "client_id",
};

const cannotOpen = ({ message, subject }: UnsealError, config: Config) =>
  ({
    severity: "error",
    summary: "Cannot open the sealed secret",
    detail: `${message}.\n\nNothing was changed.`,
    attribute: [ATTRIBUTES[subject](config)],
  }) as const;

export const unsealedTokenEphemeralResource = defineEphemeralResource({
  schema: unsealedToken,
  open,
});
