// What this package is called, and the provider in it. All that the plugin needs of the schemas at launch.

/** The private host name of the source address: no registry can ever answer for it. */
export const PROVIDER_SOURCE = "npm.internal/cdktf-provider-atlan/atlan";

/** How messages of the plugin name this package, and where they send people. */
export const PRODUCT = {
  name: "cdktf-provider-atlan",
  reportAt: "https://www.npmjs.com/package/cdktf-provider-atlan",
  service: "Atlan",
  usage: `Terraform and OpenTofu start it themselves; it does nothing on its own. Declare it in a stack and run one of

  npx cdktf deploy      (CDK for Terraform)
  terraform plan        (plain Terraform)

To run it under a debugger, in a checkout of cdktf-provider-atlan: npm run plugin:debug`,
} as const;
