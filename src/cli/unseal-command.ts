// `unseal`: opens a sealed secret for people without the age command. Returns the secret; prints nothing.
import { text } from "node:stream/consumers";
import { defineCommand } from "citty";
import { readIdentities, unsealSecret } from "../unseal.js";
import { readEnvironment } from "./environment.js";
import type { Outcome } from "./outcome.js";

const USAGE = "terraform output -raw NAME | npx cdktf-provider-atlan unseal --identity FILE";

export interface UnsealCall {
  readonly identityFile: string;
  readonly clientId: string | null;
  /** Standard input. */
  readonly input: NodeJS.ReadableStream;
  readonly isTerminal: boolean;
}

/** @throws when the secret stays closed, in one sentence that has neither identity nor secret */
export async function unsealInput(call: UnsealCall): Promise<Outcome> {
  const { identityFile, clientId, input, isTerminal } = call;
  if (isTerminal) {
    throw new Error(
      `Cannot unseal: standard input is a terminal, expected the sealed text in it: ${USAGE}`,
    );
  }
  const { text: identities, exposure } = await readIdentities(identityFile);
  const secret = await unsealSecret({ text: await text(input), identities, clientId });
  const warning = exposure !== null && {
    stderr: `Warning: the identity file ${JSON.stringify(identityFile)} ${exposure.problem}. ${exposure.remedy}`,
  };
  return { exitCode: 0, stdout: secret.reveal(), isExact: true, ...warning };
}

export const unsealCommand = defineCommand({
  meta: {
    name: "unseal",
    description: "Open a sealed secret, which comes on standard input, with an age identity",
  },
  args: {
    identity: {
      type: "string",
      description: "The file with the identity, as age-keygen makes it",
      valueHint: "FILE",
      required: true,
    },
    "client-id": {
      type: "string",
      description: "Refuse the secret of any other client",
      valueHint: "ID",
    },
  },
  run: ({ args }) =>
    unsealInput({
      identityFile: args.identity,
      clientId: args["client-id"] ?? null,
      input: process.stdin,
      isTerminal: readEnvironment().readsFromTerminal,
    }),
});
