// The stack under test: a token for the nightly load, which sees what one persona lets it see.
import { TerraformStack } from "cdktf";
import { AtlanApiToken, AtlanProvider } from "cdktf-provider-atlan";
import type { Construct } from "constructs";

export interface LoaderProps {
  /** The persona's qualified name, `default/…`. */
  readonly persona: string;
}

/** Names no backend: where the state lies is for `main.ts` to say, and for each test. */
export class Loader extends TerraformStack {
  constructor(scope: Construct, id: string, props: LoaderProps) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const token = new AtlanApiToken(this, "nightly_loader", {
      displayName: "nightly loader",
      description: "Loads the warehouse every night",
      personas: [props.persona],
      validitySeconds: 90 * 24 * 60 * 60,
    });
    token.outputSecret("loader_token");
  }
}
