// Who can read a secret that is shown once: the same attribute wherever there is one.
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
