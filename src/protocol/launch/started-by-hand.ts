// What a person reads who runs the plugin from a shell.

export const startedByHand = (
  address: string,
): string => `This is the Terraform provider ${address}.

Terraform and OpenTofu start it themselves; it does nothing on its own. Declare it in a stack and run one of

  npx cdktf deploy      (CDK for Terraform)
  terraform plan        (plain Terraform)

To run it under a debugger, in a checkout of cdktf-provider-atlan: npm run plugin:debug
`;
