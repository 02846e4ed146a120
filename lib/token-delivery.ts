// How a stack hands the fresh secret of a token or client to a command.
import { type ITerraformDependable, Lazy, Token } from "cdktf";
import { Construct } from "constructs";
import type { AtlanApiToken } from "./api-token";
import type { AtlanOauthClient } from "./oauth-client";
import { deliveryFaults } from "./private/delivery-faults";
import { guardedResource } from "./private/guarded-resource";
import { MASKING_WRAPPER, type OutputMode } from "./private/masking-wrapper";
import { ensureNullProvider, loadNullProvider } from "./private/null-provider";
import { formOf, isManagedPrincipal, kindOf, readingOf } from "./private/principal-kinds";
import { deliveries, lateRotationFaults, retirements } from "./private/retirements";
import { secretIsKnown } from "./private/secret-precondition";
import { stackOf } from "./private/stack-of";
import { literalText } from "./private/template-text";
import { AtlanTokenRetirement } from "./token-retirement";

/** Which secret goes to which command. */
export interface AtlanTokenDeliveryProps {
  /** The token or client, managed by the same stack: one that is looked up has no secret. */
  readonly token: AtlanApiToken | AtlanOauthClient;
  /**
   * The command line, such as `vault kv put secret/loader token="$ATLAN_DELIVERED_TOKEN"`. It runs where Terraform runs.
   * Dollars and percent signs mean what they mean to the interpreter, never to Terraform.
   */
  readonly command: string;
  /**
   * The environment variable that gives the command the secret.
   *
   * @default - the variable is `ATLAN_DELIVERED_TOKEN`, for a client `ATLAN_DELIVERED_CLIENT_SECRET`; for a sealed one
   *   `ATLAN_DELIVERED_SEALED_TOKEN` or `ATLAN_DELIVERED_SEALED_CLIENT_SECRET`
   */
  readonly environmentVariable?: string;
  /**
   * The program that runs the command, with its arguments; the command comes last.
   *
   * @default - `/bin/sh -c` runs the command
   */
  readonly interpreter?: string[];
  /**
   * Where the command runs. Relative to the folder that Terraform runs in, which is the stack's output folder.
   *
   * @default - the command runs where Terraform runs
   */
  readonly workingDirectory?: string;
  /**
   * What Terraform is given of what the command prints: `masked`, with the secret and its usual encodings masked, or `never`.
   * Terraform shows it when the command fails; of one that succeeds it shows nothing, because the secret is sensitive. Of a
   * sealed secret there is nothing to mask, and Terraform shows the output in both cases.
   *
   * @default - Terraform is given the output, masked
   */
  readonly showOutput?: OutputMode;
  /**
   * What has to be there before the command runs, such as the grants of the token: a program that gets the secret may use it
   * at once.
   *
   * @default - the command runs as soon as the secret is there
   */
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * Runs a command whenever the secret of a token or client is new, and only then: at its creation, rotation and replacement. The
 * command gets the secret in an environment variable, and of a client its ID in `ATLAN_DELIVERED_CLIENT_ID`. In what it prints, the secret is masked, also as base64, hex and the like.
 * Of a sealed secret (`sealTo`) the command gets the sealed text.
 *
 * A command that fails fails the apply; the next apply runs it again. To run it once more for the same secret, replace the
 * `null_resource` inside (`terraform apply -replace`). There is no command for the deletion: Terraform would not
 * give it the secret.
 *
 * With `rotation` it runs in the apply that rotates. The old secret is deleted only after the new one has been
 * delivered: the delivery declares an `AtlanTokenRetirement` below the token or client for that, unless it has one.
 *
 * Needs the package `@cdktf/provider-null`, with cdktn `@cdktn/provider-null`. The stack gets its provider when it declares none.
 *
 * @example
 * new AtlanTokenDelivery(this, "delivery", {
 *   token: loader,
 *   command: 'vault kv put secret/loader token="$ATLAN_DELIVERED_TOKEN"',
 * });
 */
export class AtlanTokenDelivery extends Construct {
  constructor(scope: Construct, id: string, props: AtlanTokenDeliveryProps) {
    super(scope, id);
    const stack = stackOf(this, "deliver token");
    const { Resource, NullProvider } = loadNullProvider();
    const { token, interpreter = ["/bin/sh", "-c"], workingDirectory } = props;
    const { showOutput = "masked", dependsOn } = props;
    this.node.addValidation({
      validate: () => deliveryFaults({ ...props, stack, showOutput }),
    });
    // Synth resolves a resource before it validates, and of anything else there is nothing to resolve.
    if (!isManagedPrincipal(token)) return;
    const form = () => formOf(token);
    const variable = () => props.environmentVariable ?? form().environmentVariable;
    ensureNullProvider(stack, { NullProvider });
    // Lazy: reading an attribute now would freeze the logical id, and `sealTo` may still change.
    const environment = Lazy.anyValue({
      produce: () => ({
        ...Object.fromEntries(
          Object.entries(kindOf(token).environment).map(([name, attribute]) => [
            name,
            readingOf(token, attribute),
          ]),
        ),
        [variable()]: readingOf(token, form().attribute),
      }),
    });
    const wrapper = (): readonly string[] =>
      form().isSealed && showOutput === "masked"
        ? []
        : ["node", "-e", MASKING_WRAPPER, "--", variable(), showOutput];
    const delivery = guardedResource(Resource, this, "Resource", {
      triggers: { token_id: Lazy.stringValue({ produce: () => token.id }) },
      precondition: () => secretIsKnown(token, form(), "delivery"),
      ...(dependsOn !== undefined && { dependsOn }),
      provisioners: [
        {
          type: "local-exec",
          command: literalText(props.command ?? ""),
          environment: Token.asStringMap(environment),
          interpreter: Lazy.listValue({
            produce: () => [...wrapper(), ...interpreter.map(literalText)],
          }),
          ...(workingDirectory !== undefined && { workingDir: literalText(workingDirectory) }),
        },
      ],
    });
    deliveries.add(token, delivery);
    if (token.isRotated && retirements.of(token).length === 0) {
      new AtlanTokenRetirement(token, "retirement", { token });
    }
    this.node.addValidation({
      validate: () => lateRotationFaults(token).map((fault) => `Cannot deliver token: ${fault}`),
    });
  }
}
