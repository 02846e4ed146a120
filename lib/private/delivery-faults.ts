// What a delivery refuses at synth.
import { type TerraformStack, Token } from "cdktf";
import { PROVIDER_ENVIRONMENT, quote } from "../schema";
import type { OutputMode } from "./masking-wrapper";
import { ownPrincipalFaults } from "./own-principal-faults";
import { PRINCIPAL_KINDS } from "./principal-kinds";
import { unknownProperties } from "./unknown-properties";

/** As callers without types may give it. */
interface Delivery {
  readonly stack: TerraformStack;
  readonly token: unknown;
  readonly command: unknown;
  readonly environmentVariable?: string;
  readonly interpreter?: readonly unknown[];
  readonly showOutput: unknown;
}

const PROPERTIES = [
  "token",
  "command",
  "environmentVariable",
  "interpreter",
  "workingDirectory",
  "showOutput",
  "dependsOn",
];

const OUTPUT_MODES: readonly OutputMode[] = ["masked", "never"];

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The variables that must not hold the secret, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.values(PROVIDER_ENVIRONMENT).map((name) => [name, "the Atlan provider reads it"]),
  ),
  ...Object.fromEntries(
    PRINCIPAL_KINDS.flatMap(({ environment }) => Object.keys(environment)).map((name) => [
      name,
      "it holds the client ID",
    ]),
  ),
  NODE_OPTIONS: "the program that masks the secret reads it",
  PATH: "the interpreter is found by it",
};

const isBlank = (value: unknown): boolean =>
  typeof value !== "string" || (!Token.isUnresolved(value) && value.trim() === "");

const REASONS = { only: "their secret", elsewhere: "both states would hold the secret" };

function variableFault(name: string | undefined): readonly string[] {
  if (name === undefined) return [];
  if (!IDENTIFIER.test(name)) {
    return [
      `environmentVariable is ${quote(name)}, expected letters, digits and _, not a digit first`,
    ];
  }
  const reason = REFUSED[name];
  return reason === undefined
    ? []
    : [`environmentVariable is ${quote(name)}, expected another: ${reason}`];
}

export function deliveryFaults({ stack, ...props }: Delivery): string[] {
  const { token, command, environmentVariable, interpreter, showOutput } = props;
  const isEmpty =
    interpreter !== undefined && (interpreter.length === 0 || interpreter.some(isBlank));
  return [
    ...ownPrincipalFaults(token, stack, REASONS),
    ...(isBlank(command) ? ["command is blank, expected a command line"] : []),
    ...variableFault(environmentVariable),
    ...(isEmpty
      ? ["interpreter has a blank part or none, expected a program and its arguments"]
      : []),
    ...(OUTPUT_MODES.some((mode) => mode === showOutput)
      ? []
      : [
          `showOutput is ${quote(showOutput)}, expected one of ${OUTPUT_MODES.map(quote).join(", ")}`,
        ]),
    ...unknownProperties(props, PROPERTIES),
  ].map((fault) => `Cannot deliver token: ${fault}`);
}
