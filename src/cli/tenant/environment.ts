// The variables with which programs find a tenant: for a command, for a person's shell, and for a file.
import { resolve } from "node:path";
import { writePrivateFile } from "../../private-file.js";
import { Secret } from "../../secret.js";
import { exportsOf } from "../../tenant/control/sign-in.js";
import type { Tenant } from "../../tenant/index.js";
import { CONTROL_KEY_VARIABLE } from "./control-key.js";

export type Variables = Readonly<Record<string, string>>;

export interface VariableOptions {
  /** As its OAuth client instead of with its API key. */
  readonly oauth: boolean;
  /** Null: control needs none. */
  readonly controlKey: Secret | null;
  /** The certificate to trust. Null: the tenant speaks plain HTTP. */
  readonly caFile: string | null;
}

/** Signs in to the tenant, controls it and trusts it. */
export function variablesOf(
  tenant: Pick<Tenant, "env" | "oauthEnv">,
  { oauth, controlKey, caFile }: VariableOptions,
): Variables {
  return {
    ...(oauth ? tenant.oauthEnv() : tenant.env()),
    ...(controlKey && { [CONTROL_KEY_VARIABLE]: controlKey.reveal() }),
    // It adds to what Node trusts, the plugin too. SSL_CERT_FILE would keep Terraform itself from its registry.
    ...(caFile !== null && { NODE_EXTRA_CA_CERTS: resolve(caFile) }),
  };
}

/** The tenant's in place of all of Atlan's that were inherited: a mixture would be of no tenant. */
export function environmentWith(
  variables: Variables,
  inherited: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const others = Object.entries(inherited).flatMap(([name, value]) =>
    name.startsWith("ATLAN_") || value === undefined ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(others), ...variables };
}

/** @throws PrivateFileError */
export const writeExports = (file: string, variables: Variables): Promise<void> =>
  writePrivateFile(file, new Secret(`${exportsOf(variables).join("\n")}\n`));
