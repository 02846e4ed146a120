// A secret that is shown once: who can read it, and the two forms in which a state has it. The same wherever there is one.
import { recipientsProblem } from "./age-recipients";
import type { ValueAttribute } from "./core";

/** @param sealed the attribute that then holds it: `sealed_access_token`. @param plain the one that is null then */
export const sealTo = ({ sealed, plain }: { readonly sealed: string; readonly plain: string }) =>
  ({
    type: ["set", "string"],
    mode: "optional",
    description: `The age recipients that can read the secret, as \`age-keygen -y\` prints them. The secret is then kept sealed, in \`${sealed}\`, and \`${plain}\` is null. A change needs a new secret.`,
    rules: [
      { rule: "not_empty" },
      {
        rule: "satisfies",
        expected: "age recipients, either all `age1…` or all `age1pq1…`",
        problem: recipientsProblem,
      },
      {
        rule: "discouraged_size",
        size: 1,
        because:
          "has a single recipient: when its identity is lost, nobody can read the secret. Add another, whose identity is kept elsewhere",
      },
    ],
  }) as const satisfies ValueAttribute;

/** Null when it is sealed. @param noun whose secret it is: `token` */
export const plainSecret = (noun: string) =>
  ({
    type: "string",
    mode: "computed",
    sensitive: true,
    nullable: true,
    description: `The secret. Atlan shows it once, so it is known only to the state that created the ${noun}, or that imported it with its secret, and null otherwise. Null, too, when it is sealed (\`seal_to\`).`,
  }) as const satisfies ValueAttribute;

export const sealedSecret = {
  type: "string",
  mode: "computed",
  nullable: true,
  description:
    "The secret, sealed to the recipients in `seal_to`: ASCII-armoured age, which `age -d` and `npx cdktf-provider-atlan unseal` open. Null without `seal_to`, and after an import without the secret.",
} as const satisfies ValueAttribute;
