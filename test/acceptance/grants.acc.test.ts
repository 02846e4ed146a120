// Grants under real Terraform: each kind through its life, and Terraform's own ways of moving and replacing them.
import { describe, expect, it, jest } from "@jest/globals";
import { type Stage, type StageOptions, stages } from "./harness/stage.js";

jest.setTimeout(240_000);

interface Asset {
  readonly guid: string;
  readonly adminUsers: readonly string[];
  readonly viewerUsers?: readonly string[];
}

const people = Array.from({ length: 50 }, (_, index) => ({ username: `person-${index + 1}` }));
const tenant: NonNullable<StageOptions["tenant"]> = {
  seed: {
    users: [
      { username: "amira", admin: true },
      { username: "tomas" },
      { username: "ingrid" },
      ...people,
    ],
    personas: [{ name: "Loaders" }, ...people.map(({ username }) => ({ name: username }))],
    connections: [{ name: "development", connectorName: "snowflake", adminUsers: ["amira"] }],
    collections: [{ name: "Finance", createdBy: "amira" }],
    tokens: [{ displayName: "loader" }, { displayName: "exporter" }],
  },
};

/** What the tenant holds, over its control surface. */
async function worldOf({ tenant: { baseUrl } }: Stage) {
  const response = await fetch(`${baseUrl}/_tenant/state`);
  const state = (await response.json()) as {
    connections: Asset[];
    collections: Asset[];
    personas: { qualifiedName: string }[];
    tokens: { id: string; displayName: string; personaQualifiedNames: string[] }[];
  };
  const [connection] = state.connections;
  const [collection] = state.collections;
  const token = (name: string) => state.tokens.find(({ displayName }) => displayName === name);
  const loader = token("loader");
  const exporter = token("exporter");
  if (!connection || !collection || !loader || !exporter) throw new Error("no world");
  return { ...state, connection, collection, loader, exporter };
}

type World = Awaited<ReturnType<typeof worldOf>>;

interface Kind {
  readonly type: string;
  readonly thing: (world: World) => readonly [attribute: string, value: string];
  readonly principals: (world: World) => readonly [attribute: string, one: string, other: string];
  readonly holders: (world: World) => readonly string[];
  /** Another administrator takes the right from the first principal. */
  readonly takeAway: (stage: Stage, world: World) => Promise<unknown>;
}

const bearing = (stage: Stage, path: string, body: unknown) =>
  fetch(`${stage.tenant.baseUrl}${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${stage.tenant.userBearerToken}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  });

const withoutTomas = (list: "adminUsers" | "viewerUsers", typeName: string) => {
  return async (stage: Stage, world: World) => {
    const asset = typeName === "Connection" ? world.connection : world.collection;
    const names = (asset[list] ?? []).filter((name) => name !== "tomas");
    const entity = { typeName, guid: asset.guid, attributes: { [list]: names } };
    return await bearing(stage, "/api/meta/entity/bulk", { entities: [entity] });
  };
};

const usernames = () => ["usernames", "tomas", "ingrid"] as const;

const kinds: readonly Kind[] = [
  {
    type: "atlan_connection_admin",
    thing: ({ connection }) => ["connection_id", connection.guid],
    principals: usernames,
    holders: ({ connection }) => connection.adminUsers.filter((name) => name !== "amira"),
    takeAway: withoutTomas("adminUsers", "Connection"),
  },
  {
    type: "atlan_collection_editor",
    thing: ({ collection }) => ["collection_id", collection.guid],
    principals: usernames,
    holders: ({ collection }) => collection.adminUsers.filter((name) => name !== "amira"),
    takeAway: withoutTomas("adminUsers", "Collection"),
  },
  {
    type: "atlan_collection_viewer",
    thing: ({ collection }) => ["collection_id", collection.guid],
    principals: usernames,
    holders: ({ collection }) => collection.viewerUsers ?? [],
    takeAway: withoutTomas("viewerUsers", "Collection"),
  },
  {
    type: "atlan_token_persona_binding",
    thing: ({ personas }) => ["persona_qualified_name", personas[0]?.qualifiedName ?? ""],
    principals: ({ loader, exporter }) => ["token_ids", loader.id, exporter.id],
    holders: ({ loader, exporter, personas }) =>
      [loader, exporter]
        .filter((it) => it.personaQualifiedNames.includes(personas[0]?.qualifiedName ?? ""))
        .map(({ id }) => id),
    takeAway: ({ control }, { loader }) =>
      control.api("POST", `/api/service/apikeys/${loader.id}`, {
        displayName: "loader",
        description: "",
        personaQualifiedNames: [],
      }),
  },
];

const block = (kind: Kind, world: World, principals: readonly string[], name = "it") => {
  const [thing, value] = kind.thing(world);
  const [attribute] = kind.principals(world);
  return `resource "${kind.type}" "${name}" {
  ${thing} = "${value}"
  ${attribute} = ${JSON.stringify(principals)}
}
`;
};

describe.each(kinds)("$type", (kind) => {
  const open = stages();
  const begin = async () => {
    const stage = await open("", { tenant });
    const world = await worldOf(stage);
    const [, one, other] = kind.principals(world);
    return { stage, world, one, other, ...stage };
  };
  const holders = async (stage: Stage) => [...kind.holders(await worldOf(stage))].sort();

  it("is created, changed in place, and destroyed twice", async () => {
    const { stage, workspace, world, one, other } = await begin();
    await workspace.configure(block(kind, world, [one]));
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    expect(await holders(stage)).toEqual([one]);
    expect((await workspace.plan()).exitCode).toBe(0);

    await workspace.configure(block(kind, world, [other, one]));
    expect((await workspace.apply()).output).toContain("0 added, 1 changed, 0 destroyed");
    expect(await holders(stage)).toEqual([one, other].sort());
    expect((await workspace.plan()).exitCode).toBe(0);

    await workspace.configure(block(kind, world, [other]));
    expect((await workspace.apply()).output).toContain("0 added, 1 changed, 0 destroyed");
    expect(await holders(stage)).toEqual([other]);

    expect(await workspace.destroy()).toMatchObject({ exitCode: 0 });
    expect(await holders(stage)).toEqual([]);
    expect(await workspace.destroy()).toMatchObject({ exitCode: 0 });
  });

  it("is repaired after somebody takes the right from one of two", async () => {
    const { stage, workspace, world, one, other } = await begin();
    await workspace.configure(block(kind, world, [one, other]));
    await workspace.apply();
    await kind.takeAway(stage, await worldOf(stage));
    expect(await holders(stage)).toEqual([other]);
    const planned = await workspace.plan();
    expect(planned).toMatchObject({ exitCode: 2 });
    expect(planned.output).toContain("0 to add, 1 to change, 0 to destroy");
    await workspace.apply();
    expect(await holders(stage)).toEqual([one, other].sort());
  });

  it("is made again, with a warning, after nobody is left", async () => {
    const { stage, workspace, world, one } = await begin();
    await workspace.configure(block(kind, world, [one]));
    await workspace.apply();
    await kind.takeAway(stage, await worldOf(stage));
    const planned = await workspace.plan();
    expect(planned.prose).toMatch(/Warning: The .* is gone/);
    expect(planned.output).toContain("1 to add, 0 to change, 0 to destroy");
    await workspace.apply();
    expect(await holders(stage)).toEqual([one]);
  });

  it("is imported, and then planned without a change", async () => {
    const { stage, workspace, world, one, other } = await begin();
    await workspace.configure(block(kind, world, [one]));
    await workspace.apply();
    await workspace.run("state", "rm", `${kind.type}.it`);
    const [, thing] = kind.thing(world);
    const wrong = await workspace.run("import", `${kind.type}.it`, `${thing},${one},${other}`);
    expect(wrong.exitCode).toBe(1);
    expect(wrong.prose).toContain(`the right is not held by: ${other}`);
    const imported = await workspace.run("import", `${kind.type}.it`, `${thing},${one}`);
    expect(imported).toMatchObject({ exitCode: 0 });
    expect((await workspace.plan()).exitCode).toBe(0);
    expect(await holders(stage)).toEqual([one]);
  });

  it("keeps its rights when it is replaced before it is destroyed", async () => {
    const { stage, workspace, world, one, other } = await begin();
    const lifecycle = "lifecycle { create_before_destroy = true }\n}\n";
    await workspace.configure(block(kind, world, [one, other]).replace(/}\n$/, lifecycle));
    await workspace.apply();
    const replaced = await workspace.apply(`-replace=${kind.type}.it`);
    expect(replaced.output).toContain("1 added, 0 changed, 1 destroyed");
    expect(await holders(stage)).toEqual([one, other].sort());
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("has at least one principal", async () => {
    const { workspace, world } = await begin();
    await workspace.configure(block(kind, world, []));
    const planned = await workspace.plan();
    expect(planned.exitCode).toBe(1);
    expect(planned.prose).toContain("must have at least one element, got none");
  });
});

describe("fifty grants of one run", () => {
  const open = stages();
  const [connectionAdmin, , , binding] = kinds;
  if (!connectionAdmin || !binding) throw new Error("no kinds");
  const many = (world: World, name: string, what: "admins" | "bindings") =>
    what === "admins"
      ? `resource "atlan_connection_admin" "${name}" {
  for_each      = toset([for n in range(1, 51) : "person-\${n}"])
  connection_id = "${world.connection.guid}"
  usernames     = [each.key]
}
`
      : `resource "atlan_token_persona_binding" "${name}" {
  for_each               = toset(${JSON.stringify(world.personas.slice(1).map((it) => it.qualifiedName))})
  persona_qualified_name = each.key
  token_ids              = ["${world.loader.id}"]
}
`;
  const held = async (stage: Stage, what: "admins" | "bindings") => {
    const { connection, loader } = await worldOf(stage);
    return what === "admins"
      ? connection.adminUsers.filter((name) => name.startsWith("person-")).length
      : loader.personaQualifiedNames.length;
  };
  const writes = async ({ control }: Stage) => {
    const sent = (await control.requests()).filter(({ method }) => method === "POST");
    await control.forgetRequests();
    return sent.length;
  };

  it.each([
    ["admins", 10, 6],
    ["admins", 60, 2],
    ["bindings", 10, 6],
    ["bindings", 60, 2],
  ] as const)("%s, %i at a time, cost at most %i writes", async (what, parallelism, most) => {
    const stage = await open("", { tenant });
    await stage.workspace.configure(many(await worldOf(stage), "it", what));
    await stage.control.forgetRequests();
    const applied = await stage.workspace.apply(`-parallelism=${parallelism}`);
    expect(applied.output).toContain("50 added");
    expect(await held(stage, what)).toBe(50);
    const sent = await writes(stage);
    process.stderr.write(`${what}, ${parallelism} at a time: ${sent} writes\n`);
    expect(sent).toBeLessThanOrEqual(most);
  });

  it.each(["admins", "bindings"] as const)("%s survive a new address", async (what) => {
    const stage = await open("", { tenant });
    const world = await worldOf(stage);
    await stage.workspace.configure(many(world, "before", what));
    await stage.workspace.apply();
    await stage.workspace.configure(many(world, "after", what));
    const renamed = await stage.workspace.apply();
    expect(renamed.output).toContain("50 added, 0 changed, 50 destroyed");
    expect(await held(stage, what)).toBe(50);
    expect((await stage.workspace.plan()).exitCode).toBe(0);
  });

  it("lets only the one with an unknown username fail", async () => {
    const stage = await open("", { tenant });
    const configuration = many(await worldOf(stage), "it", "admins");
    await stage.workspace.configure(
      configuration.replace("[each.key]", '[each.key == "person-7" ? "persno-7" : each.key]'),
    );
    const applied = await stage.workspace.apply();
    expect(applied.exitCode).toBe(1);
    expect(applied.prose.match(/Error: /g)).toHaveLength(1);
    expect(applied.prose).toMatch(/Username unknown to the tenant.*persno-7/);
    expect(applied.prose).not.toMatch(/making .*person-/);
    expect(await held(stage, "admins")).toBe(49);
  });
});

describe("a binding", () => {
  const open = stages();
  const token = 'resource "atlan_api_token" "robot" {\n  display_name = "robot"\n}\n';

  it("goes with its token when both are destroyed in one run", async () => {
    const stage = await open(token, { tenant });
    await stage.workspace.apply();
    const { id } = await stage.workspace.attributes("atlan_api_token.robot");
    const { personas } = await worldOf(stage);
    // By its GUID, so that Terraform knows of no order between the two.
    const bindings = `resource "atlan_token_persona_binding" "it" {
  for_each               = toset(${JSON.stringify(personas.slice(0, 5).map((it) => it.qualifiedName))})
  persona_qualified_name = each.key
  token_ids              = ["${id}"]
}
`;
    await stage.workspace.configure(token + bindings);
    expect(await stage.workspace.apply()).toMatchObject({ exitCode: 0 });
    expect(await stage.workspace.destroy()).toMatchObject({ exitCode: 0 });
    expect(await stage.control.tokensNamed("robot")).toEqual([]);
  });

  it("follows its token into a replacement", async () => {
    const binding = (world: World) => `resource "atlan_token_persona_binding" "it" {
  persona_qualified_name = "${world.personas[0]?.qualifiedName}"
  token_ids              = atlan_api_token.robot.active_ids
}
`;
    const stage = await open(token, { tenant });
    const world = await worldOf(stage);
    await stage.workspace.configure(token + binding(world));
    await stage.workspace.apply();
    const replaced = await stage.workspace.apply("-replace=atlan_api_token.robot");
    expect(replaced).toMatchObject({ exitCode: 0 });
    const [robot] = await stage.control.tokensNamed("robot");
    expect(robot?.personaQualifiedNames).toHaveLength(1);
    expect((await stage.workspace.plan()).exitCode).toBe(0);
  });
});

describe("a person's bearer token that has expired", () => {
  const open = stages();
  const admin = (
    world: World,
    ...usernames: readonly string[]
  ) => `resource "atlan_connection_admin" "it" {
  connection_id = "${world.connection.guid}"
  usernames     = ${JSON.stringify(usernames)}
}
`;
  const robot = 'resource "atlan_api_token" "robot" {\n  display_name = "robot"\n}\n';

  it("breaks no plan, and no apply of what needs no person", async () => {
    const stage = await open("", { tenant });
    const { workspace, control } = stage;
    const world = await worldOf(stage);
    await workspace.configure(admin(world, "tomas"));
    await workspace.apply();
    await control.settings({ tokenReads: "granted", userBearerLifetimeSeconds: 1 });
    await control.advance(3_600);
    const planned = await workspace.plan();
    expect(planned.exitCode).toBe(0);
    expect(planned.prose).toContain("Some connection admin grants were not read: not visible");

    await workspace.configure(robot + admin(world, "tomas", "ingrid"));
    const applied = await workspace.apply();
    expect(applied.exitCode).toBe(1);
    expect(applied.prose.match(/Error: /g)).toHaveLength(1);
    expect(applied.prose).toMatch(/Error: The person's bearer token has expired.*indexsearch/);
    expect(await control.tokensNamed("robot")).toHaveLength(1);
    expect(await workspace.attributes("atlan_connection_admin.it")).toMatchObject({
      usernames: ["tomas"],
    });

    const destroyed = await workspace.destroy();
    expect(destroyed.prose).toMatch(/removed \{ from = atlan_connection_admin\.<name>/);
    await workspace.configure(
      "removed {\n  from = atlan_connection_admin.it\n  lifecycle {\n    destroy = false\n  }\n}\n",
    );
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    expect((await worldOf(stage)).connection.adminUsers).toContain("tomas");
  });

  it("sends asset writes as the person, and everything else as the API key", async () => {
    const stage = await open("", { tenant });
    const { workspace, control } = stage;
    const world = await worldOf(stage);
    const me = await control.api("GET", "/api/service/users/current");
    const { username } = (await me.json()) as { username: string };
    await workspace.configure(
      kinds.map((kind) => block(kind, world, kind.principals(world).slice(1, 2))).join(""),
    );
    await control.forgetRequests();
    await workspace.apply();
    const actors = new Map<string, Set<string | null>>();
    for (const { method, path, actor } of await control.requests()) {
      const what = path.endsWith("/entity/bulk")
        ? "asset write"
        : `${method} ${path.split("/")[3]}`;
      actors.set(what, (actors.get(what) ?? new Set()).add(actor === username ? "api key" : actor));
    }
    expect(Object.fromEntries([...actors].map(([what, who]) => [what, [...who].sort()]))).toEqual({
      "asset write": ["amira"],
      "GET apikeys": ["api key"],
      "POST apikeys": ["api key"],
      "GET entity": ["api key"],
      // Each asks once who it is.
      "GET users": ["amira", "api key"],
    });
  });
});
