// The keys that the tokens of a campaign are sealed to. They are new in each campaign: no draw depends on them.
import { unseal } from "../../src/age.js";
import { Secret } from "../../src/secret.js";
import { keyPair } from "../acceptance/harness/age-command.js";

const keys = [await keyPair(), await keyPair()];

export const RECIPIENTS: readonly string[] = keys.map(({ recipient }) => recipient);

const identities = keys.map(({ identity }) => new Secret(identity));

export const openSealed = async (text: string): Promise<string> =>
  (await unseal(text, identities)).reveal();
