// What a stack may say about any principal with a one-time secret, API token or OAuth client.
import type { IResolvable, TerraformMetaArguments } from "cdktf";
import type { AtlanResourceTimeouts } from "./timeouts";

/** A principal as you want it. */
export interface AtlanPrincipalProps extends TerraformMetaArguments {
  /** The name people see in Atlan. Not blank, no blanks at its ends. Names need not be unique. */
  readonly displayName: string;
  /**
   * What it is for.
   *
   * @default - the description is empty
   */
  readonly description?: string;
  /**
   * The age recipients that can read the secret, `age1…` or, all of them, `age1pq1…`, as `age-keygen -y` prints them. The
   * secret is then kept sealed. A change needs a new secret.
   *
   * @default - the secret is not sealed: the state holds it
   */
  readonly sealTo?: string[];
  /**
   * Whether something else deletes predecessors that are due, after the new secret has been delivered.
   *
   * @default - an update deletes them
   */
  readonly retiredElsewhere?: boolean | IResolvable;
  /** @default - create and update may take 10 minutes, read and delete 5 */
  readonly timeouts?: AtlanResourceTimeouts;
}
