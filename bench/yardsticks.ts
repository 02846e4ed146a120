// What a plan of our tokens is measured against: the same tokens by a Go provider, and as many resources that cost theirs nothing.
import { EngineFolder, type FolderSource, numbered } from "./engine-folder.js";
import type { Bench } from "./measurement.js";
import { nullPlugin, type Plugin, peerPlugin } from "./plugins.js";

export type Yardstick = "peer" | "null_resource" | "terraform_data";

interface State {
  readonly resources: readonly {
    readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
  }[];
}

/** The same tokens in the same tenant. Its state is ours in its own words: its schema has the same attributes. */
async function openPeer(bench: Bench, ours: EngineFolder, plugin: Plugin): Promise<EngineFolder> {
  const state: State = JSON.parse(await ours.state());
  const provider = `provider["${plugin.source}"]`;
  const resources = state.resources.map((resource) => ({
    ...resource,
    type: "peer_api_token",
    provider,
    instances: resource.instances.map(({ attributes }) => ({ schema_version: 0, attributes })),
  }));
  const { atlan_api_token: declared } = ours.source.resources;
  const { environment = {} } = ours.source;
  const folder = await EngineFolder.open(bench, {
    name: "peer-tokens",
    plugin,
    resources: { peer_api_token: declared ?? {} },
    environment,
  });
  await folder.write("terraform.tfstate", JSON.stringify({ ...state, resources }));
  return folder;
}

async function openApplied(bench: Bench, source: FolderSource): Promise<EngineFolder> {
  bench.say(`creating ${source.name}`);
  const folder = await EngineFolder.open(bench, source);
  await folder.apply();
  return folder;
}

/** A folder each, or why there is none. */
export async function openYardsticks(
  bench: Bench,
  ours: EngineFolder,
): Promise<Readonly<Record<Yardstick, EngineFolder | string>>> {
  const peer = await peerPlugin(bench);
  const none = await nullPlugin(bench);
  const { tokens } = bench;
  const nulls = numbered(tokens, (index) => ({ triggers: { name: `resource ${index}` } }));
  const datas = numbered(tokens, (index) => ({ input: `data ${index}` }));
  return {
    peer: typeof peer === "string" ? peer : await openPeer(bench, ours, peer),
    null_resource:
      typeof none === "string"
        ? none
        : await openApplied(bench, {
            name: "null_resource",
            plugin: none,
            resources: { null_resource: nulls },
          }),
    terraform_data: await openApplied(bench, {
      name: "terraform_data",
      resources: { terraform_data: datas },
    }),
  };
}
