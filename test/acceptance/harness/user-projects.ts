// Tenants and users' projects for the tests of one file, packed once, and their end after the last of them.
import { afterAll, beforeAll } from "@jest/globals";
import { startTenant, type Tenant, type TenantOptions } from "../../../src/tenant/index.js";
import { controlOf, type TestControl } from "../../tenant-control.js";
import { NpmPackage } from "./npm-package.js";
import { Project, type ProjectOptions } from "./project.js";
import { environmentOf, signIn } from "./sign-in.js";

export interface UserProject {
  readonly tenant: Tenant;
  readonly control: TestControl;
  readonly project: Project;
}

export interface UserProjectOptions extends ProjectOptions {
  readonly tenant?: TenantOptions;
}

/** An app's lines for one stack `stack` with our provider and these lines of its own. */
export const stackWith = (...lines: readonly string[]): string =>
  `const stack = new cdktf.TerraformStack(app, "stack");
new atlan.AtlanProvider(stack, "atlan");
${lines.join("\n")}`;

/** One token named `displayName`, with a secret output `secret`. */
export const tokenNamed = (displayName: string): string =>
  `new atlan.AtlanApiToken(stack, "loader", {
  displayName: ${JSON.stringify(displayName)},
  description: process.env.TOKEN_DESCRIPTION ?? "",
}).outputSecret("secret");`;

/** Call it at the top of a file. */
export function userProjects(): (options: UserProjectOptions) => Promise<UserProject> {
  const closers: (() => Promise<void>)[] = [];
  let npmPackage: NpmPackage;
  beforeAll(async () => {
    npmPackage = await NpmPackage.pack();
    closers.push(() => npmPackage.close());
  });
  afterAll(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  return async ({ tenant: tenantOptions, environment, ...options }) => {
    const tenant = await startTenant(tenantOptions);
    closers.push(() => tenant.stop());
    const project = await Project.open(npmPackage, {
      ...options,
      environment: { ...environmentOf(tenant, signIn), ...environment },
    });
    closers.push(() => project.close());
    return { tenant, control: controlOf(tenant, signIn === "oauth_client"), project };
  };
}
