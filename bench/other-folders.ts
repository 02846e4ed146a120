// What our plans are measured against: as many of the built-in terraform_data and, where it is at hand, of hashicorp/null.
import { EngineFolder, type FolderSource, numbered } from "./engine-folder.js";
import type { Bench } from "./measurement.js";

/** A Go provider that does no I/O. */
const NULL_PROVIDER = { name: "null", source: "hashicorp/null" };

export type Rival = "terraform_data" | "null_resource";

async function openRival(bench: Bench, source: FolderSource): Promise<EngineFolder> {
  const folder = await EngineFolder.open(bench, source);
  await folder.apply();
  return folder;
}

const openTerraformData = (bench: Bench, count: number): Promise<EngineFolder> =>
  openRival(bench, {
    name: `terraform-data-${count}`,
    resources: {
      terraform_data: numbered(count, (index) => ({ input: `data ${index}` })),
    },
  });

const openNullResources = (bench: Bench, count: number, mirror: string): Promise<EngineFolder> =>
  openRival(bench, {
    name: `null-resources-${count}`,
    provider: NULL_PROVIDER,
    resources: {
      null_resource: numbered(count, (index) => ({ triggers: { name: `resource ${index}` } })),
    },
    cliConfiguration: `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  });

/** Those that this machine can run, `count` resources of each. */
export async function openRivals(
  bench: Bench,
  count: number,
): Promise<ReadonlyMap<Rival, EngineFolder>> {
  bench.say(`creating ${count} terraform_data and null_resource`);
  const rivals = new Map<Rival, EngineFolder>([
    ["terraform_data", await openTerraformData(bench, count)],
  ]);
  const mirror = bench.nullProviderMirror;
  if (mirror !== undefined) {
    rivals.set("null_resource", await openNullResources(bench, count, mirror));
  }
  return rivals;
}
