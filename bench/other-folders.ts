// What our plan is measured against: 1,000 of the built-in terraform_data and, where it is at hand, of hashicorp/null.
import { EngineFolder } from "./engine-folder.js";
import type { Bench } from "./measurement.js";

/** A Go provider that does no I/O. */
const NULL_PROVIDER = { name: "null", source: "hashicorp/null" };

export const openTerraformData = (bench: Bench): Promise<EngineFolder> =>
  EngineFolder.open(bench, {
    name: "terraform-data",
    resourceType: "terraform_data",
    attributes: (index) => ({ input: `data ${index}` }),
  });

export const openNullResources = (bench: Bench, mirror: string): Promise<EngineFolder> =>
  EngineFolder.open(bench, {
    name: "null-resources",
    resourceType: "null_resource",
    provider: NULL_PROVIDER,
    attributes: (index) => ({ triggers: { name: `resource ${index}` } }),
    cliConfiguration: `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  });
