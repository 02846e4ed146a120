// Nothing that was printed holds a secret: neither the API key nor one of the tokens made on the way.
import type { Fact, Stage } from "../step.js";

export async function searchSecrets({ tenant, transcript }: Stage): Promise<readonly Fact[]> {
  const secrets = await tenant.control.secrets();
  const found = transcript.countOf(secrets);
  const of = `of ${secrets.length} secrets printed`;
  return [{ expected: `0 ${of}`, seen: `${found} ${of}` }];
}
